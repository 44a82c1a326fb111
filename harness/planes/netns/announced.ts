// What SYNs announce as their longest segment, where they meet the router and where they leave it: what a clamp did, and not that it was met.
import { endText } from '../../kit/socket-end.ts'
import { clampedTo, type Links } from '../../model/link.ts'
import type { LinkRecord } from '../../model/link-record.ts'
import type { HostName } from '../../model/units.ts'
import { maxSegmentIn } from '../../observe/segment.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { originalSegment } from './translations.ts'

/** Hears of them from now on, as long as the testbed is there. By host: the SYN that is farthest from as asked, the longest of several that are. */
export function hearAnnounced(testbed: PacketTestbed, links: Links): ReadonlyMap<HostName, Announced> {
  const { network } = testbed
  const heard = new Map<HostName, Announced>()
  const clamped = Object.entries(links).flatMap(([host, { mssClampBytes }]) =>
    mssClampBytes === undefined ? [] : host,
  )
  if (clamped.length === 0) return heard
  const halves = new Map<string, Half>()
  testbed.listen(({ deviceIndex, outgoing, bytes }) => {
    const sizeBytes = maxSegmentIn(bytes)
    if (sizeBytes === undefined || !network.gates.has(deviceIndex)) return
    const { source, target, seq } = originalSegment(network, bytes) ?? {}
    if (!source || !target) return
    const key = `${endText(source)} ${endText(target)} ${seq}`
    const half: Half = { ...halves.get(key), [outgoing ? 'leftBytes' : 'enteredBytes']: sizeBytes }
    const { enteredBytes, leftBytes } = half
    if (enteredBytes === undefined || leftBytes === undefined) {
      if (halves.size < mostHalves) halves.set(key, half)
      return
    }
    halves.delete(key)
    const [from, to] = [source, target].map(({ address }) => network.hostAt(address)?.host)
    if (from === undefined || to === undefined) return
    const one = { from, to, enteredBytes, leftBytes }
    for (const host of clamped.filter(name => name === from || name === to))
      heard.set(host, farther(links, heard.get(host), one))
  })
  return heard
}

/** Of one SYN. The tap may hand out first where it left. */
type Half = Partial<Record<'enteredBytes' | 'leftBytes', number | undefined>>

type Announced = NonNullable<LinkRecord['announced']>

function farther(links: Links, one: Announced | undefined, other: Announced): Announced {
  if (!one) return other
  const far = ({ from, to, enteredBytes, leftBytes }: Announced) =>
    Math.abs(leftBytes - clampedTo(links, [from, to], enteredBytes))
  const further = far(other) - far(one) || other.enteredBytes - one.enteredBytes
  return further > 0 ? other : one
}

/** Lost ones never leave. */
const mostHalves = 10_000
