// Long packets vanish and nobody is told, as behind a tunnel that drops ICMP: what is small goes on passing, keepalive probes among it.
import { HalfopenError } from '../../../kit/errors.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Path } from '../../../model/observer.ts'
import { setSegmentsAtOnce } from '../../../netlink/link.ts'
import { linkState } from '../../../netlink/link-state.ts'
import { drop } from '../../../netlink/nft/action.ts'
import { longerThan } from '../../../netlink/nft/match.ts'
import type { Injection } from '../../plane.ts'
import { behind, through } from '../black-hole.ts'
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
  const allowed = `of ${maxBytes} bytes, passed on`
  const when = [longerThan(maxBytes)]
  const { hosts } = testbed.network
  const bursts = hosts.map(({ netns, device }) => linkState(netns, device).segmentsAtOnce)
  for (const { netns, device } of hosts) netns.request(setSegmentsAtOnce(device, 1))
  const rules = testbed.enforce([
    { hook: 'forward', rules: [{ name, when, does: [drop] }] },
    {
      ...behind,
      rules: [
        { name: through(name), when, does: [] },
        { name: allowed, when: [longerThan(maxBytes - 1)], does: [] },
      ],
    },
  ])
  const { atMs, byMs } = rules
  const count = (rule: string) => rules.packets()?.[rule] ?? 0
  const before = count(through(name))
  let own = 0
  /** A packet of our own of that length, that way: whether it was counted there. */
  const takes = async (way: Path, sizeBytes: number, rule: string) => {
    const already = count(rule)
    await tryOut(testbed, { ...way, sizeBytes }, () => count(rule) > already)
    return count(rule) > already
  }
  const evidence = async () => {
    for (const { way, whole } of waysFor(testbed, maxBytes)) {
      const tooLong = await takes(way, maxBytes + 1, name)
      if (tooLong) own++
      // Where neither is counted another fault is in the way.
      if (whole && (await takes(way, maxBytes, allowed)) !== tooLong) return undefined
    }
    const dropped = count(name) - own
    if (dropped + own === 0 || count(through(name)) !== before) return undefined
    const ours = dropped === 0 ? `, and ${own} of our own` : ''
    return {
      text: `${packetsText([[name, dropped]])}${ours} dropped, none passed on`,
      facts: { maxBytes, dropped, own },
      ...(dropped === 0 ? { spared: [{ why: `no packet was ${name}: this hole took none` }] } : {}),
    }
  }
  const heal = () => {
    rules[Symbol.dispose]()
    for (const [at, { netns, device }] of hosts.entries())
      netns.request(setSegmentsAtOnce(device, bursts[at] ?? mostSegments))
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal })
}

/** The ways of the first path whose sender has a link that carries what is too long. `whole`: the other end has one as well. */
function waysFor({ network }: PacketTestbed, maxBytes: number): readonly { way: Path; whole: boolean }[] {
  const path = firstPath(network)
  if (!path) return []
  const carries = (name: string) =>
    (network.hosts.find(({ host }) => host === name)?.link?.mtuBytes ?? linkBytes) > maxBytes
  const whole = [path.from, path.to].every(carries)
  return [path, { from: path.to, to: path.from }].flatMap(way => (carries(way.from) ? [{ way, whole }] : []))
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
