// What virtual time cannot show: in a guest computing takes no time at all.
import { needsOf } from '../../faults/all.ts'
import type { Fault } from '../../model/fault.ts'

/** The reason, or undefined where the claim can be shown. */
export function unsupported(fault: Fault): string | undefined {
  return needsOf(fault).some(({ what }) => what === 'cpu-time') ? freeOfCharge : undefined
}

const freeOfCharge =
  'CPU time costs nothing in virtual time, so that a starved program is as quick as any other: run it with --clock real'
