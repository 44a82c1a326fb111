// The DNS server answers every question with an error: seen by a question of our own.
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import { askedText, askOurselves, countAsked, nobodyAsked } from '../names/asked.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Healed, it answers as before. */
export async function failDns(testbed: PacketTestbed, fault: Fault<'fail-dns'>): Promise<Injection> {
  const { answer, forMs } = fault
  const { clock } = testbed.recorder
  const { server } = testbed.names
  const own = testbed.network.hosts[0]?.host ?? ''
  const asked = countAsked(testbed)
  const atMs = clock.nowMs()
  const manner = server.behave({ code: answer })
  const byMs = clock.nowMs()
  const evidence = async () => {
    const got = await askOurselves(testbed, own)
    if (got !== answer && asked.latest?.answer !== answer) return undefined
    return {
      text: `a question of our own was ${got === answer ? `answered with ${answer}` : 'not answered'}; ${askedText(asked)}`,
      facts: { asked: asked.count },
      ...nobodyAsked(asked),
    }
  }
  const heal = () => {
    asked[Symbol.dispose]()
    manner[Symbol.dispose]()
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs })
}
