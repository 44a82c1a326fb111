// Reads several processes, or one with all that descends from it: a server that forks holds its connections in its children.
import { HalfopenError } from '../kit/errors.ts'
import type { ProcessReading } from './connection.ts'
import { descendantsOf } from './process.ts'
import { readProcess } from './read-process.ts'
import type { Unread } from './report.ts'

/** Throws what readProcess() throws where no process that was named can be read; among others it is named as not read. Descendants that end meanwhile are left out, those not ours are named. */
export function readProcesses(pids: readonly number[], tree: boolean): ReadProcesses {
  const unread: Unread[] = []
  const readings = new Map(pids.flatMap(pid => named(pid, pids.length > 1 ? unread : undefined)))
  // Where there is nobody left the first has its error, with the fix for it.
  if (readings.size === 0) for (const pid of pids) readings.set(pid, readProcess(pid))
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

/** Among several one that is gone, or not ours, is told, and the others are audited. Alone it is an error. */
function named(pid: number, unread: Unread[] | undefined): [number, ProcessReading][] {
  try {
    return [[pid, readProcess(pid)]]
  } catch (thrown) {
    if (!unread || !(thrown instanceof HalfopenError) || !isAbsence(thrown)) throw thrown
    unread.push({ pid, reason: thrown.message })
    return []
  }
}

function isAbsence({ code }: HalfopenError): boolean {
  return absences.has(code)
}

const absences: ReadonlySet<string> = new Set(['E_NO_PROCESS', 'E_ENDED', 'E_PERMISSION'])

/** What was read, and what could not be. */
export interface ReadProcesses {
  readonly readings: readonly ProcessReading[]
  readonly unread: readonly Unread[]
}
