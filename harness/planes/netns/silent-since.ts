// Paths on which no program has said or heard anything since a fault was in force: a way that is slow, or loses packets, took nothing from them.
import { touches } from '../../faults/paths.ts'
import type { Spared } from '../../model/evidence.ts'
import type { Fault } from '../../model/fault.ts'
import type { FoundConnection } from '../../model/found.ts'
import { isOn, type Path } from '../../model/observer.ts'
import type { Ms } from '../../model/units.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** Of the connections that the fault found. A path on which one was made since then is none of them. */
export function silentSince(testbed: Seen, fault: Fault, byMs: Ms): readonly Spared[] {
  const { before, recorder, wire } = testbed
  const found = (before?.found ?? []).filter(path => touches(fault, path))
  const isSilent = (path: Path) =>
    (wire.clientsHeardAtMs.get(path.from) ?? 0) <= byMs &&
    !recorder.connections.some(one => isOn(path)(one) && one.bornMs > byMs) &&
    found.filter(isOn(path)).every(saysNothing)
  const paths = found.filter((path, at) => found.findIndex(isOn(path)) === at)
  return paths.filter(isSilent).map(({ from, to }) => ({
    from,
    to,
    why: `no packet of ${from} or of ${to} was on its way: ${fault.kind} held none up`,
  }))
}

/** Nor does its kernel for it: a probe is on its way, too. */
function saysNothing({ nextWriteMs, socket }: FoundConnection): boolean {
  return nextWriteMs === 'none' && socket?.timer === 'none'
}

type Seen = Pick<PacketTestbed, 'before' | 'wire' | 'recorder'>
