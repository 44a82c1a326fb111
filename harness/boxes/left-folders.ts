// What runs have left in the temporary folder whose reaper was killed with them, or whose machine was switched off: it goes when the next one begins.
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../kit/is-alive.ts'

/**
 * Removes the folders of runs that are over: those of this boot and this process namespace at once, others' when they are a day old, since their
 * numbers say nothing here. What cannot be removed is left. Never throws.
 */
export function removeLeft(folder: string = tmpdir()): void {
  for (const name of namesIn(folder)) {
    const { pid, place } = ofRun.exec(name)?.groups ?? {}
    if (pid === undefined || isAlive(Number(pid))) continue
    const path = join(folder, name)
    if (place === here || ageMs(path) > dayMs) read(() => rmSync(path, { recursive: true, force: true }))
  }
}

/** Four digits that say in which boot and in which namespace a process has its number. */
export const here = createHash('sha256')
  .update(`${read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'))}`)
  .update(`${read(() => readlinkSync('/proc/self/ns/pid'))}`)
  .digest()
  .readUInt32BE(0)
  .toString(36)
  .padStart(4, '0')
  .slice(-4)

/** `halfopen-0032397-1jc9im2koiyrj`, and of a host `halfopen-32397-1-db`. */
const ofRun = /^halfopen-0*(?<pid>[1-9]\d*)-(?:(?<place>[0-9a-z]{4})[0-9a-z]{8}|\d+-.+)$/
const dayMs = 24 * 3_600_000

/** By the clock of the file system: a new file would say what time it is there, and a day is long enough without one. */
function ageMs(path: string): number {
  const [own, all] = [path, join(path, '..')].map(of => read(() => lstatSync(of).mtimeMs) ?? Number.NaN)
  return (all ?? Number.NaN) - (own ?? Number.NaN)
}

function namesIn(folder: string): readonly string[] {
  return read(() => readdirSync(folder)) ?? []
}

function read<T>(of: () => T): T | undefined {
  try {
    return of()
  } catch {
    return undefined
  }
}
