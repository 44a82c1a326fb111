// A router that masquerades forgets its mappings: a client's next packet begins a new one, and a server's meets the router itself.
import { isNarrow } from '../../../faults/where.ts'
import type { Fault } from '../../../model/fault.ts'
import { forget, forgetAll, trackedOne } from '../../../netlink/conntrack.ts'
import { iif, tcp, tcpFlags } from '../../../netlink/nft/match.ts'
import type { Injection } from '../../plane.ts'
import { packetsText, totalOf } from '../evidence.ts'
import { gatesOf } from '../gates.ts'
import { injected } from '../injection.ts'
import { portsSince } from '../mapped-ports.ts'
import { isHidden } from '../nat.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { standing } from '../standing.ts'
import { waysAbout } from '../ways.ts'
import { unaskedToRouter } from './unasked.ts'

/** Forgets, once. Nothing is refused: what comes of it is the kernel's own doing, and is counted. */
export function remap(testbed: PacketTestbed, fault: Fault<'conntrack-flush'>): Injection {
  const { network, recorder } = testbed
  const { router, translations } = network
  const struck = isNarrow(fault) ? waysAbout(testbed, fault) : undefined
  const servers = gatesOf(network).filter(({ hosts }) => !hosts.every(isHidden))
  const rules = testbed.enforce([
    {
      hook: 'input',
      rules: [
        ...servers.map(({ device }) => ({
          name: `to the router, by ${device.name}`,
          when: [iif(device.name), tcp, tcpFlags([], ['rst'])],
          does: [],
        })),
        ...unaskedToRouter(testbed, []),
      ],
    },
  ])
  const struckOnes = standing(testbed)
    .filter(({ local, remote }) => !struck || struck.some(way => way.concerns({ source: local, target: remote })))
    .filter(({ tuple }) => trackedOne(router, tuple))
  const known = struckOnes.map(({ tuple }) => tuple)
  const otherPorts = portsSince(network, struckOnes)
  const atMs = recorder.clock.nowMs()
  router.request(...(struck ? known.map(forget) : [forgetAll()]))
  const forgotten = known.filter(tuple => !trackedOne(router, tuple)).length
  const byMs = recorder.clock.nowMs()
  translations?.forgot()
  const evidence = () => {
    const packets = rules.packets()
    if (!packets || forgotten === 0) return undefined
    const met = totalOf(packets)
    const remapped = known.filter(tuple => trackedOne(router, tuple)).length
    const many = `${forgotten} ${forgotten === 1 ? 'mapping' : 'mappings'}`
    const byOthers = otherPorts()
    const text = `forgot ${many} at once; ${remapped} made anew since, ${byOthers} by another port; ${packetsText([['of servers', met]])} met the router itself`
    return { text, facts: { forgotten, remapped, byAnotherPort: byOthers, metTheRouter: met } }
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal: () => rules[Symbol.dispose]() })
}
