// Nothing outlives the harness, not even when it is killed: a second process holds a pipe from this one and cleans up when it closes. If that
// one is killed, another takes its place.
import { HalfopenError } from './errors.ts'
import { ReaperProcess } from './reaper-process.ts'

/** Name of the variable that marks every process of a run, so that one that left its group is found as well. */
export const markName = 'HALFOPEN_RUN'

const mark = `${process.pid}-${process.hrtime.bigint().toString(36)}`
let reaper: ReaperProcess | 'none' | undefined
let readyWithinMs = 10_000

/** What goes into the environment of each process that must not outlive the harness. */
export function runMark(): Record<string, string> {
  return { [markName]: mark }
}

/**
 * Starts the reaper where this process is now, and not wherever the first program will be put. Throws E_REAPER where none stays: a program
 * that is started then might never end. `withinMs`: how long it may take to be ready.
 */
export function startReaper({ withinMs }: { withinMs?: number } = {}): void {
  readyWithinMs = withinMs ?? readyWithinMs
  if (deaths > mostDeaths)
    throw new HalfopenError('E_REAPER', `Cannot watch over programs: the process that would end them ${lastDeath}`, {
      fix: 'Let it live: it is called reaper.program. Where processes are short: ulimit -u, or the pids limit of the container',
    })
  reaper ??= begin()
}

/** Resolves when what was started is in good hands, or can be in none. */
export async function reaperReady(): Promise<void> {
  if (reaper && reaper !== 'none') await reaper.ready
}

/** Nothing need be kept: what this process is locked into ends with it, and everything in there. */
export function reapNothing(): void {
  reaper ??= 'none'
}

/** Puts a process group under the reaper's care. */
export function guard(pid: number): void {
  care('+', String(pid))
}

/** The leader has ended: its number may soon be another process's. What is left of its run is found by the mark. */
export function release(pid: number): void {
  drop('-', '+', String(pid))
}

/** Puts a folder under the reaper's care: it goes when the harness does. */
export function guardFolder(path: string): void {
  care('>', path)
}

/** The folder is gone. */
export function releaseFolder(path: string): void {
  drop('<', '>', path)
}

/** All that is in its care, as it was told: whoever takes its place is told again. */
const cares = new Set<string>()
/** If it dies more often than that, it is not to be. */
const mostDeaths = 5
let deaths = 0
let lastDeath = ''

function care(sign: '+' | '>', name: string): void {
  startReaper()
  cares.add(`${sign}${name}`)
  tell(`${sign}${name}`)
}

function drop(sign: '-' | '<', opposite: '+' | '>', name: string): void {
  cares.delete(`${opposite}${name}`)
  tell(`${sign}${name}`)
}

function tell(order: string): void {
  if (reaper && reaper !== 'none') reaper.say(order)
}

function begin(): ReaperProcess {
  const made = new ReaperProcess(mark, readyWithinMs, ({ why, weight }) => {
    deaths += weight
    lastDeath = why
    reaper = deaths > mostDeaths ? undefined : begin()
  })
  for (const order of cares) made.say(order)
  return made
}
