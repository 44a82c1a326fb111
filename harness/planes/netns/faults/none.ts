// The healthy control: nothing is done, and what shows it is that packets go on passing, ours among them.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { packetsText, tryOut } from '../evidence.ts'
import { type Gate, gatesOf, wayThrough } from '../gates.ts'
import { injected } from '../injection.ts'
import { clientsOf, peerOf } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Injects nothing. Without a packet at each gate since then there is no evidence; hosts without power get none, and need none. */
export async function none(testbed: PacketTestbed, fault: Fault<'none'>): Promise<Injection> {
  const { network } = testbed
  const atMs = testbed.recorder.clock.nowMs()
  const before = testbed.passed()
  const since = (gate: string) => (testbed.passed()?.[gate] ?? Number.NaN) - (before?.[gate] ?? 0)
  const evidence = async () => {
    const hasPower = ({ hosts }: Pick<Gate, 'hosts'>) => hosts.some(({ host }) => !testbed.wire.ignores(host))
    for (const client of clientsOf(network).filter(one => hasPower({ hosts: [one] }))) {
      const server = peerOf(network, client)
      await tryOut(testbed, server && { from: client.host, to: server.host }, () => !(since(client.gate.name) <= 0))
    }
    const gates = gatesOf(network).filter(hasPower)
    const passed = gates.map(gate => ({ ...wayThrough(network, gate), packets: since(gate.device.name) }))
    if (!before || passed.some(({ packets }) => !(packets > 0))) return undefined
    const text = packetsText(passed.map(({ text, packets }) => [text, packets]))
    const facts = Object.fromEntries(passed.map(({ fact, packets }) => [`passed${fact}`, packets]))
    return { text: `${text} passed on since`, facts }
  }
  return injected(testbed, { fault, atMs, byMs: atMs, evidence, heal: () => {} })
}
