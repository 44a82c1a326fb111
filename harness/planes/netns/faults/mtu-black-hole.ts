// Long packets vanish and nobody is told, as behind a tunnel that drops ICMP: what is small goes on passing, keepalive probes among it.
import { HalfopenError } from '../../../kit/errors.ts'
import type { Fault } from '../../../model/fault.ts'
import { setSegmentsAtOnce } from '../../../netlink/link.ts'
import { linkState } from '../../../netlink/link-state.ts'
import { drop } from '../../../netlink/nft/action.ts'
import { longerThan } from '../../../netlink/nft/match.ts'
import type { Injection } from '../../plane.ts'
import { behind, through } from '../black-hole.ts'
import type { Canary } from '../canary-frame.ts'
import { packetsText, tryOut } from '../evidence.ts'
import { injected } from '../injection.ts'
import { firstPath } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/**
 * Drops packets longer than `maxBytes`, either way. Hosts send segments one by one then: what leaves a socket as one burst is longer than
 * any of the packets that it would be on a cable. Rejects with E_MTU for a length that no link has, or that none here exceeds.
 */
export async function mtuBlackHole(testbed: PacketTestbed, fault: Fault<'mtu-black-hole'>): Promise<Injection> {
  const maxBytes = parseMax(fault, testbed.network.family)
  const name = `longer than ${maxBytes} bytes`
  const when = [longerThan(maxBytes)]
  const { hosts } = testbed.network
  const bursts = hosts.map(({ netns, device }) => linkState(netns, device).segmentsAtOnce)
  for (const { netns, device } of hosts) netns.request(setSegmentsAtOnce(device, 1))
  const rules = testbed.enforce([
    { hook: 'forward', rules: [{ name, when, does: [drop] }] },
    { ...behind, rules: [{ name: through(name), when, does: [] }] },
  ])
  const { atMs, byMs } = rules
  const count = (rule: string) => rules.packets()?.[rule] ?? 0
  const before = count(through(name))
  const evidence = async () => {
    await tryOut(testbed, longCanary(testbed, maxBytes), () => count(name) > 0)
    const dropped = count(name)
    if (dropped === 0 || count(through(name)) !== before) return undefined
    return { text: `${packetsText([[name, dropped]])} dropped, none passed on`, facts: { maxBytes, dropped } }
  }
  const heal = () => {
    rules[Symbol.dispose]()
    for (const [at, { netns, device }] of hosts.entries())
      netns.request(setSegmentsAtOnce(device, bursts[at] ?? mostSegments))
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal })
}

/** A packet that is too long, from whichever end of the first path has a link that carries it. */
function longCanary({ network }: PacketTestbed, maxBytes: number): Canary | undefined {
  const path = firstPath(network)
  if (!path) return undefined
  const ways = [path, { from: path.to, to: path.from }]
  const way = ways.find(
    ({ from }) => (network.hosts.find(({ host }) => host === from)?.link?.mtuBytes ?? linkBytes) > maxBytes,
  )
  return way && { ...way, sizeBytes: maxBytes + 1 }
}

/** GSO_MAX_SEGS in linux/netdevice.h: what a device is born with. */
const mostSegments = 65_535

/** RFC 791: 68 bytes pass everywhere; RFC 8200 section 5: 1280 bytes for IPv6. */
function parseMax({ maxBytes }: Fault<'mtu-black-hole'>, family: 4 | 6): number {
  const leastBytes = family === 4 ? 68 : 1_280
  if (Number.isInteger(maxBytes) && maxBytes >= leastBytes && maxBytes < linkBytes) return maxBytes
  throw new HalfopenError('E_MTU', `Cannot inject mtu-black-hole: no such link for IPv${family}, got "${maxBytes}"`, {
    fix: `Give maxBytes from ${leastBytes} to ${linkBytes - 1}: the links here carry ${linkBytes}`,
  })
}

const linkBytes = 1_500
