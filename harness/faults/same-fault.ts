// Whether two faults are the same data.
import type { Fault } from '../model/fault.ts'

/** Field by field, in whatever order; a field without a value is none. */
export function sameFault(a: Fault, b: Fault): boolean {
  return fieldsOf(a) === fieldsOf(b)
}

function fieldsOf(fault: Fault): string {
  return JSON.stringify(
    Object.entries(fault)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .filter(([, value]) => value !== undefined),
  )
}
