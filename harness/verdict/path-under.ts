// Which of a client's connections a fault is about.
import { hostsOf } from '../faults/all.ts'
import type { Fault } from '../model/fault.ts'
import type { Path } from '../model/observer.ts'
import type { RunHost } from '../model/report.ts'

/** Of several servers that a client connects to, the one that the fault is about; otherwise its first. */
export function pathUnder(fault: Fault, { name, connectsTo }: Pick<RunHost, 'name' | 'connectsTo'>): Path {
  const struck = connectsTo.find(to => hostsOf(fault).includes(to))
  return { from: name, to: struck ?? connectsTo[0] ?? name }
}
