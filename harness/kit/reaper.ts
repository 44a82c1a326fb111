// Nothing outlives the harness, not even when it is killed: a second process holds a pipe from this one and cleans up when it closes.
import { spawn } from 'node:child_process'
import { writeSync } from 'node:fs'
import { programPath } from './program-path.ts'

/** Name of the variable that marks every process of a run, so that one that left its group is found as well. */
export const markName = 'HALFOPEN_RUN'

const mark = `${process.pid}-${process.hrtime.bigint().toString(36)}`
let reaper: Reaper | undefined

/** What goes into the environment of each process that must not outlive the harness. */
export function runMark(): Record<string, string> {
  return { [markName]: mark }
}

/** Starts the reaper where this process is now, and not wherever the first program will be put. */
export function startReaper(): void {
  reaper ??= spawnReaper()
}

/** Nothing need be kept: what this process is locked into ends with it, and everything in there. */
export function reapNothing(): void {
  reaper ??= 'none'
}

/** Puts a process group under the reaper's care. */
export function guard(pid: number): void {
  reaper ??= spawnReaper()
  tell(reaper, `+${pid}\n`)
}

/** The leader has ended: its number may soon be another process's. What is left of its run is found by the mark. */
export function release(pid: number): void {
  if (reaper) tell(reaper, `-${pid}\n`)
}

/** Puts a folder under the reaper's care: it goes when the harness does. */
export function guardFolder(path: string): void {
  reaper ??= spawnReaper()
  tell(reaper, `>${path}\n`)
}

/** The folder is gone. */
export function releaseFolder(path: string): void {
  if (reaper) tell(reaper, `<${path}\n`)
}

/** The end of the pipe to it, or that there is none. */
type Reaper = { fd: number } | 'none'

/** A synchronous write: a harness that dies in the next instruction has still said it. */
function tell(reaper: Reaper, line: string): void {
  if (reaper === 'none') return
  try {
    writeSync(reaper.fd, line)
  } catch {
    // The reaper was killed from outside: then the ordinary disposal is all there is.
  }
}

function spawnReaper(): Reaper {
  const child = spawn(process.execPath, [programPath(import.meta, 'reaper.program'), mark], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  child.unref()
  child.on('error', () => {})
  const { stdin } = child
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  stdin.on('error', () => {})
  return { fd: descriptorOf(stdin) }
}

/** The pipe's descriptor: writing through the stream would wait for the event loop. */
function descriptorOf(stream: object): number {
  const handle = '_handle' in stream ? stream._handle : undefined
  const fd = typeof handle === 'object' && handle !== null && 'fd' in handle ? handle.fd : undefined
  if (typeof fd === 'number' && fd >= 0) return fd
  throw new Error('The pipe to the reaper has no descriptor')
}
