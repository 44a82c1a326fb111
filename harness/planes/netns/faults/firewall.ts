// A stateful firewall in the router, by the kernel's own connection tracking: it knows every connection that stands when it is raised.
import { isNarrow, type Where } from '../../../faults/where.ts'
import type { Evidence } from '../../../model/evidence.ts'
import type { Ms } from '../../../model/units.ts'
import { forgetAll, remember, type Tracked, type Tuple, trackedOne } from '../../../netlink/conntrack.ts'
import { drop, rejectWithReset } from '../../../netlink/nft/action.ts'
import { ctState, type Part, tcp } from '../../../netlink/nft/match.ts'
import { readSysctl, writeSysctl } from '../../../netlink/sysctl.ts'
import type { TcpSocket } from '../../../netlink/tcp-socket.ts'
import { packetsText, tryOut } from '../evidence.ts'
import { firstPath } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { allClientSockets } from '../states/sockets.ts'
import { rulesOf, type Way, waysAbout } from '../ways.ts'

/**
 * Raises it. Tracking is switched on, told of the connections that stand, and only then made strict: a connection that is not known
 * has to begin with a SYN (nf_conntrack_tcp_loose=0), and what belongs to none is dropped or answered with a RST.
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
  const before = [timeoutKey, looseKey].map(key => [key, readSysctl(router, key)] as const)
  writeSysctl(router, timeoutKey, Math.floor(idleMs / 1_000))
  const knownFromMs = testbed.recorder.clock.nowMs()
  router.request(...allClientSockets(testbed, 'ESTABLISHED').map(socket => remember(tupleOf(socket), idleMs)))
  writeSysctl(router, looseKey, 0)
  const does = onNextPacket === 'drop' ? drop : rejectWithReset
  const rules = testbed.enforce([
    {
      hook: 'forward',
      rules: lateOf(struck).map(({ name, when }) => ({ name, when: [...when, tcp, ctState('invalid')], does: [does] })),
    },
    ...(translations ? [{ hook: 'input', rules: [toItself(does)] } as const] : []),
  ])
  const late = () => {
    const packets = rules.packets()
    return packets && Object.values(packets).reduce((sum, count) => sum + count, 0)
  }
  return {
    knownFromMs,
    standing: () =>
      allClientSockets(testbed, 'ESTABLISHED').filter(
        ({ local, remote }) => !struck || struck.some(way => way.concerns({ source: local, target: remote })),
      ),
    knows: socket => trackedOne(router, tupleOf(socket)),
    refusals: async () => {
      const path = struck ? struck[0]?.canary : firstPath(testbed.network)
      await tryOut(testbed, path && { ...path, segment: true }, () => late() !== 0)
      const packets = late() ?? 0
      if (packets === 0) return undefined
      const done = onNextPacket === 'drop' ? 'dropped' : 'answered with a RST'
      const text = `${packetsText([['of no connection that it knows', packets]])} ${done}`
      return { text, facts: { refused: packets } }
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
  standing(): readonly TcpSocket[]
  /** From here on the connections that stood have had their whole limit. */
  readonly knownFromMs: Ms
  /** What it remembers of a client's connection. */
  knows(socket: TcpSocket): Tracked | undefined
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

/** A client's connection, as connection tracking names it. */
export function tupleOf({ local, remote }: TcpSocket): Tuple {
  return {
    protocol: 6,
    source: local.address,
    sourcePort: local.port,
    destination: remote.address,
    destinationPort: remote.port,
  }
}

/** The kernel's own limit: five days. */
const endlessMs = 432_000_000
const timeoutKey = 'net.netfilter.nf_conntrack_tcp_timeout_established'
const looseKey = 'net.netfilter.nf_conntrack_tcp_loose'
