// The healthy control: nothing is done, and what shows it is that traffic goes on through a Toxiproxy without a toxic in force.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import type { ByteTestbed } from '../byte-testbed.ts'
import { injected } from '../injection.ts'

/** Injects nothing. Without a byte through Toxiproxy since then there is no evidence. */
export async function none(testbed: ByteTestbed, fault: Fault<'none'>): Promise<Injection> {
  const atMs = testbed.recorder.clock.nowMs()
  const bytes = () => testbed.connections.reduce((sum, { up, down }) => sum + up.leftBytes + down.leftBytes, 0)
  const before = bytes()
  const evidence = async () => {
    const inForce = await Promise.all(
      testbed.paths.flatMap(path => [path.inForce('upstream'), path.inForce('downstream')]),
    )
    const passedBytes = bytes() - before
    if (passedBytes === 0 || inForce.flat().length > 0) return undefined
    return { text: `no toxic in force, ${passedBytes} bytes passed since`, facts: { passedBytes } }
  }
  return injected(testbed, { fault, atMs, byMs: atMs, evidence, heal: () => {} })
}
