// Which paths a firewall never forgot, and what kept them alive: the client's own probes, its peer's, or what they said.

import { seconds } from '../../../kit/format-time.ts'
import { endText } from '../../../kit/socket-end.ts'
import type { Spared } from '../../../model/evidence.ts'
import type { Ms } from '../../../model/units.ts'
import { called } from '../../host-words.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import type { Silences } from '../silences.ts'
import type { Standing } from '../standing.ts'
import type { Memory } from './memory.ts'

/** One entry a path, of that connection which was silent for longest; none for a path of which a connection was forgotten. */
export function keptAlive(
  { network }: Pick<PacketTestbed, 'network'>,
  memory: Pick<Memory, 'known' | 'forgotten'>,
  silences: Pick<Silences, 'between'>,
  nowMs: Ms,
): readonly Spared[] {
  const pathOf = ({ local, remote }: Standing) => ({
    from: network.hostAt(local.address)?.host ?? local.address,
    to: network.hostAt(remote.address)?.host ?? remote.address,
  })
  const keyOf = (one: Standing) => Object.values(pathOf(one)).join(' ')
  const lost = new Set(memory.forgotten.map(({ connection }) => keyOf(connection)))
  const kept = memory.known.filter(one => !lost.has(keyOf(one)))
  return [...Map.groupBy(kept, keyOf).values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const quietest = [first, ...others]
      .flatMap(one => ({ one, heard: silences.between(one.local, one.remote) }))
      .toSorted((a, b) => longest(b.heard, nowMs) - longest(a.heard, nowMs))[0]
    const { from, to } = pathOf(first)
    if (!quietest?.heard) return []
    return [
      { from, to, why: `kept alive by ${whose(quietest.one, quietest.heard, to)}: this firewall never forgets it` },
    ]
  })
}

function longest(heard: Heard | undefined, nowMs: Ms): Ms {
  return heard ? Math.max(heard.longestMs, nowMs - heard.lastMs) : Number.POSITIVE_INFINITY
}

function whose({ local, remote }: Standing, { said, brokenBy, longestMs }: Heard, to: string): string {
  const every = `every ${seconds(longestMs)}`
  const both = brokenBy.includes(endText(local)) && brokenBy.includes(endText(remote))
  const peers = !brokenBy.includes(endText(local)) && brokenBy.includes(endText(remote))
  if (said) return `${peers ? `what ${called(to)} says` : 'its own traffic'} ${every} at the most`
  return `${peers ? `probes of ${called(to)}` : both ? 'probes of both ends' : 'its own probes'} ${every}`
}

type Heard = NonNullable<ReturnType<Silences['between']>>
