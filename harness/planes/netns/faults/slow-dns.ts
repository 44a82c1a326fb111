// The DNS server holds its answers back. What shows it is an answer that is held at this moment, or one that came late.
import { startClock } from '../../../kit/clock.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import { askedText, askOurselves, countAsked, nobodyAsked } from '../names/asked.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** A question of our own goes out at once: it is held, or has been answered late, whenever somebody wants to know. */
export async function slowDns(testbed: PacketTestbed, fault: Fault<'slow-dns'>): Promise<Injection> {
  const { delayMs, forMs } = fault
  const { clock } = testbed.recorder
  const { server } = testbed.names
  const asked = countAsked(testbed)
  const atMs = clock.nowMs()
  const manner = server.behave({ lateMs: delayMs })
  const byMs = clock.nowMs()
  const own = startClock()
  let tookMs: number | undefined
  void askOurselves(testbed, 'halfopen.test', delayMs + patienceMs).then(answer => {
    if (answer !== undefined) tookMs = own.nowMs()
  })
  const evidence = async () => {
    const held = server.held
    if (tookMs === undefined ? held === 0 : tookMs < delayMs || tookMs > delayMs * 1.05 + overdueMs) return undefined
    const ours = tookMs === undefined ? 'is held' : `was answered after ${Math.round(tookMs)} ms`
    return {
      text: `a question of our own ${ours}; ${askedText(asked)}`,
      facts: { asked: asked.count, held, ...(tookMs === undefined ? {} : { tookMs }) },
      ...nobodyAsked(asked),
    }
  }
  const heal = () => {
    asked[Symbol.dispose]()
    manner[Symbol.dispose]()
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs })
}

const patienceMs = 2_000
/** A busy machine may answer so late. */
const overdueMs = 1_000
