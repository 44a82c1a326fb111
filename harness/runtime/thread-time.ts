// How long a thread of this process has computed: what tells one that loops from one that waits.
import type { Ms } from '../model/units.ts'
import { turnsOf } from '../observe/schedstat.ts'

/** By the kernel's number of it; undefined where the kernel does not count, or it has gone. */
export function threadTime(tid: number): Ms | undefined {
  return turnsOf({ pid: process.pid, id: tid })?.ranMs
}
