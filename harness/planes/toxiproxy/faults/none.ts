// The healthy control: nothing is done, and what shows it is that traffic goes on through a Toxiproxy without a toxic in force.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'

/** Injects nothing. Without a byte through Toxiproxy since then there is no evidence. */
export async function none(testbed: ByteTestbed, fault: Fault<'none'>): Promise<Injection> {
  const atMs = testbed.recorder.clock.nowMs()
  const bytes = () => testbed.tap.connections.reduce((sum, { up, down }) => sum + up.leftBytes + down.leftBytes, 0)
  const before = bytes()
  const evidence = async () => {
    const inForce = [...(await testbed.inForce('upstream')), ...(await testbed.inForce('downstream'))]
    const passed = bytes() - before
    return passed > 0 && inForce.length === 0 ? `no toxic in force, ${passed} bytes passed since` : undefined
  }
  return injected(testbed, { fault, atMs, byMs: atMs, evidence, heal: () => {} })
}
