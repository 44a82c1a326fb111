// That a fault took nothing, in words: from all that is between two hosts, or from some of their connections.
import { takesOf } from '../faults/all.ts'
import type { Connection } from '../model/connection.ts'
import type { Fault } from '../model/fault.ts'
import type { Path } from '../model/observer.ts'

/** `silent`: those that it struck and took nothing from, of so many between the two hosts. */
export function nothingTaken(
  fault: Fault,
  { from, to }: Path,
  { silent, of }: { readonly silent: readonly Connection[]; readonly of: number },
): string {
  const takes = takesOf(fault)
  const [first] = silent
  const many = first ? `${silent.length} of ${of} connections` : 'what it was to strike'
  const some = first && silent.length === 1 ? `connection ${first.id}` : many
  const isPath = silent.length === of
  if (takes === 'time')
    return `no packet of ${isPath ? `${from} or of ${to}` : some} was on its way: ${fault.kind} met none`
  if (takes === 'words')
    return `${isPath ? `${from} and ${to} said nothing to each other` : `nothing was said on ${some}`} while it lasted: ${fault.kind} took nothing`
  return `no packet of ${isPath ? `${from} or of ${to}` : some} was on its way while it lasted: ${fault.kind} took none`
}
