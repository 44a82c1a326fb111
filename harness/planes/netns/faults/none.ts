// The healthy control: nothing is done, and what shows it is that packets go on passing, ours among them.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { packetsText, tryOut } from '../evidence.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Injects nothing. Without a packet each way since then there is no evidence. */
export async function none(testbed: PacketTestbed, fault: Fault<'none'>): Promise<Injection> {
  const atMs = testbed.recorder.clock.nowMs()
  const before = testbed.passed()
  const since = () => {
    const now = testbed.passed()
    return now && before && { server: now.server - before.server, client: now.client - before.client }
  }
  const evidence = async () => {
    await tryOut(testbed, { from: 'client', to: 'server' }, () => (since()?.client ?? 0) > 0)
    const passed = since()
    if (!passed || passed.server === 0 || passed.client === 0) return undefined
    return `${packetsText([
      ['toward the server', passed.server],
      ['toward the client', passed.client],
    ])} passed on since`
  }
  return injected(testbed, { fault, atMs, byMs: atMs, evidence, heal: () => {} })
}
