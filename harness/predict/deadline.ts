// A program's own deadline: it does not see packets, only that an answer does not come.
import type { Ms } from '../model/units.ts'
import type { Chain, Silence } from './chain.ts'
import type { Mechanism } from './circumstances.ts'
import type { Fate } from './fate.ts'
import { earlyMs, lateMs } from './lateness.ts'
import { type Span, shift } from './span.ts'

/** Something that has to be heard in time. */
export interface Deadline {
  readonly ms: Ms
  readonly by: Mechanism
}

/** A deadline alone: what it waits for comes as soon as the silence ends. `ageMs`: how long it had run when the fault came. */
export function deadlineFate({ ms, by }: Deadline, ageMs: Span, silence: Silence): Fate {
  const passes = shift(timed(ageMs, ms), ms)
  const { untilMs, reply, delayMs = [0, 0] } = silence
  // Who waits hears nothing of a peer that refuses what it does not send.
  if (reply !== 'answers') return { window: passes, never: false, by }
  const heardMs: Span = [untilMs[0] + delayMs[0], untilMs[1] + delayMs[1]]
  if (passes[0] >= heardMs[1] && delayMs[1] <= ms) return { never: true, by: 'survived' }
  if (passes[1] < heardMs[0] || delayMs[0] > ms) return { window: passes, never: false, by }
  return { window: [passes[0], delayMs[1] > ms ? passes[1] : Math.min(passes[1], heardMs[1])], never: true, by }
}

/** Retransmissions that a program does not wait for longer than its deadline. `ageMs`: how long ago it wrote. */
export function limited(chains: readonly Chain[], deadline: Deadline | undefined, ageMs: Span): readonly Chain[] {
  if (!deadline) return chains
  const { ms, by } = deadline
  const [earliest, latest] = timed(ageMs, ms)
  return chains.map(chain =>
    chain.endsMs <= ms
      ? chain
      : { sendsMs: chain.sendsMs.filter(at => at <= ms), endsMs: ms, by, ageMs: [-latest, -earliest] },
  )
}

/** When a program's timer begins, so to say: it may ring early or late. */
function timed([least, most]: Span, ms: Ms): Span {
  return [-most - earlyMs, -least + lateMs(ms)]
}
