// Where the programs of a script connect to after a step: in a scenario all steps are known before, in a script one by one.
import { moveOf } from '../faults/all.ts'
import type { Host } from '../model/host.ts'
import { namesIn } from '../model/placeholders.ts'
import { type Action, isFault } from '../model/step.ts'

/** The host as it is after a step: who speaks of a name that moves connects to where it leads, too. */
export function led(host: Host, does: Action): Host {
  const move = isFault(does) ? moveOf(does) : undefined
  if (!move || namesIn(host.program, [move.name]).length === 0) return host
  return { ...host, connectsTo: [...new Set([...host.connectsTo, ...move.to])] }
}
