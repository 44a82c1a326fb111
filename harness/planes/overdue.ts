// What a stopped program had to say all the while: it says so at once when it goes on, and then there was something for the fault to take.
import { befallen } from '../faults/all.ts'
import type { Fault } from '../model/fault.ts'
import type { FoundConnection } from '../model/found.ts'
import type { HostName, Ms } from '../model/units.ts'

/** What was heard of a connection: last while the fault lasted, and first when it was over. */
export interface Said {
  lastMs?: Ms
  next?: { readonly by: HostName; readonly atMs: Ms } | undefined
}

/** Whether its first word after the healing was one that it owed. `state`: of the connection, as it was found. */
export function wasOverdue(
  fault: Fault,
  { next }: Said,
  healedAtMs: Ms | undefined,
  state: FoundConnection['state'] | undefined,
): boolean {
  if (!next || healedAtMs === undefined || next.by !== befallen(fault)?.host) return false
  return state === 'awaiting-answer' || next.atMs <= healedAtMs + overdueMs
}

/** What a program should have said meanwhile it says at once when it goes on: its timers are overdue. */
const overdueMs = 250
