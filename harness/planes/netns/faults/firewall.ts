// A stateful firewall in the router, by the kernel's own connection tracking: it knows every connection that stands when it is raised.
import { isNarrow, type Where } from '../../../faults/where.ts'
import type { Evidence } from '../../../model/evidence.ts'
import type { Ms } from '../../../model/units.ts'
import { forgetAll, remember, type Tracked, trackedOne } from '../../../netlink/conntrack.ts'
import { drop, rejectWithReset } from '../../../netlink/nft/action.ts'
import { ctState, type Part, tcp } from '../../../netlink/nft/match.ts'
import { readSysctl, writeSysctl } from '../../../netlink/sysctl.ts'
import { packetsText, totalOf, tryOut } from '../evidence.ts'
import { firstPath } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { type Standing, standing } from '../standing.ts'
import { rulesOf, type Way, waysAbout } from '../ways.ts'
import { unaskedCanary, unaskedRules, unaskedToRouter } from './unasked.ts'

/**
 * Raises it. Tracking is switched on, told of the connections that stand, and only then made strict: a connection that is not known
 * has to begin with a SYN (nf_conntrack_tcp_loose=0), and what belongs to none is dropped or answered with a RST. Where datagrams have
 * passed, it keeps them by UDP's own limits, and lets those of a server in for whom a client has spoken to, and for nobody else.
 */
export function raiseFirewall(
  testbed: PacketTestbed,
  { onNextPacket, ...where }: Where & { readonly onNextPacket: 'drop' | 'reset' },
  idleMs: Ms = endlessMs,
): Firewall {
  const { router, translations } = testbed.network
  const struck = isNarrow(where) ? waysAbout(testbed, where) : undefined
  using _learning = testbed.enforce([
    { hook: 'forward', rules: [{ name: 'seen', when: [ctState('new', 'established')], does: [] }] },
  ])
  const datagrams = testbed.wire.datagrams.flows.length > 0
  const timeoutKeys = [timeoutKey, ...(datagrams ? datagramKeys : [])]
  const before = [...timeoutKeys, looseKey].map(key => [key, readSysctl(router, key)] as const)
  for (const key of timeoutKeys) writeSysctl(router, key, Math.floor(idleMs / 1_000))
  const knownFromMs = testbed.recorder.clock.nowMs()
  router.request(...standing(testbed).map(({ tuple }) => remember(tuple, idleMs)))
  const knownByMs = testbed.recorder.clock.nowMs()
  writeSysctl(router, looseKey, 0)
  const does = onNextPacket === 'drop' ? drop : rejectWithReset
  const rules = testbed.enforce([
    {
      hook: 'forward',
      rules: [
        ...lateOf(struck).map(({ name, when }) => ({ name, when: [...when, tcp, ctState('invalid')], does: [does] })),
        ...(datagrams ? unaskedRules(testbed.network, struck) : []),
      ],
    },
    ...(translations ? [{ hook: 'input', rules: [toItself(does), ...unaskedToRouter(testbed, [drop])] } as const] : []),
  ])
  const late = () => {
    const packets = rules.packets()
    return packets && totalOf(packets)
  }
  let own = 0
  return {
    knownFromMs,
    knownByMs,
    standing: () =>
      standing(testbed).filter(
        ({ local, remote }) => !struck || struck.some(way => way.concerns({ source: local, target: remote })),
      ),
    knows: ({ tuple }) => trackedOne(router, tuple),
    refusals: async () => {
      const path = struck ? struck[0]?.canary : firstPath(testbed.network)
      const alone = datagrams && standing(testbed).every(({ protocol }) => protocol === 'udp')
      const canary = alone ? unaskedCanary(testbed.network, struck) : path && { ...path, segment: true }
      if (await tryOut(testbed, canary, () => late() !== 0)) own += late() ?? 0
      const packets = (late() ?? 0) - own
      if (packets + own === 0) return undefined
      const done = onNextPacket === 'drop' ? 'dropped' : 'answered with a RST'
      const ours = packets === 0 ? `, and ${own} of our own` : ''
      const text = `${packetsText([['of no connection that it knows', packets]])}${ours} ${done}`
      return { text, facts: { refused: packets, own } }
    },
    [Symbol.dispose]: () => {
      rules[Symbol.dispose]()
      for (const [key, value] of before) writeSysctl(router, key, value)
      // Behind NAT what it knows is how the connections go on.
      if (!translations) router.request(forgetAll())
    },
  }
}

/** A firewall in force. Disposing takes it away, and everything passes again. */
export interface Firewall extends Disposable {
  /** The clients' connections that it is about. */
  standing(): readonly Standing[]
  /** From some time between these on the connections that stood have had their whole limit. */
  readonly knownFromMs: Ms
  readonly knownByMs: Ms
  /** What it remembers of a client's connection. */
  knows(connection: Standing): Tracked | undefined
  /** What it refused so far, a packet of our own if nobody else's; undefined when it refuses nothing, or when its rule was changed. */
  refusals(): Promise<Evidence | undefined>
}

function lateOf(struck: readonly Way[] | undefined) {
  return struck ? struck.flatMap(rulesOf) : [{ name: 'late', when: [] }]
}

/** Behind NAT a server speaks to the router: what belongs to no connection that it knows has nobody to go to. */
function toItself(does: Part) {
  return { name: 'late, to the router itself', when: [tcp, ctState('invalid')], does: [does] }
}

/** The kernel's own limit: five days. */
const endlessMs = 432_000_000
const timeoutKey = 'net.netfilter.nf_conntrack_tcp_timeout_established'
/** Of what was not answered yet, and of what was: nf_conntrack-sysctl.rst. */
const datagramKeys = ['net.netfilter.nf_conntrack_udp_timeout', 'net.netfilter.nf_conntrack_udp_timeout_stream']
const looseKey = 'net.netfilter.nf_conntrack_tcp_loose'
