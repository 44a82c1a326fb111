// Reads several processes, or one with all that descends from it: a server that forks holds its connections in its children.
import { HalfopenError } from '../kit/errors.ts'
import type { ProcessReading } from './connection.ts'
import { descendantsOf } from './process.ts'
import { readProcess } from './read-process.ts'
import type { Unread } from './report.ts'

/** Throws what readProcess() throws of a process that was named. Descendants that end meanwhile are left out, those not ours are named. */
export function readProcesses(pids: readonly number[], tree: boolean): ReadProcesses {
  const readings = new Map(pids.map(pid => [pid, readProcess(pid)]))
  const unread: Unread[] = []
  const below = tree ? [...readings.keys()].flatMap(descendantsOf) : []
  for (const pid of new Set(below)) {
    if (readings.has(pid)) continue
    try {
      readings.set(pid, readProcess(pid))
    } catch (thrown) {
      if (!(thrown instanceof HalfopenError)) throw thrown
      if (thrown.code === 'E_PERMISSION') unread.push({ pid, reason: thrown.message })
      else if (!['E_NO_PROCESS', 'E_ENDED'].includes(thrown.code)) throw thrown
    }
  }
  return { readings: [...readings.values()], unread }
}

/** What was read, and what could not be. */
export interface ReadProcesses {
  readonly readings: readonly ProcessReading[]
  readonly unread: readonly Unread[]
}
