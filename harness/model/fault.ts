// What can go wrong, as data: the kinds are modules of harness/faults. A plane that has no injector for a kind cannot show it, and says so.
export type { Fault, FaultOn } from '../faults/all.ts'
