// Keepalive and what is written: the one is off while the other is unacknowledged.
import { fateOf, type Stand } from './chain.ts'
import { type Deadline, deadlineFate } from './deadline.ts'
import { type Fate, firstOf, oneOf } from './fate.ts'
import { type Ground, nextWrite, quietOf, rttOf, tailsOf } from './ground.ts'
import type { KernelRules } from './kernel.ts'
import { lateMs } from './lateness.ts'
import type { Span } from './span.ts'
import { keepaliveChains } from './tcp/keepalive.ts'
import { retransmissionChains } from './tcp/retransmission.ts'
import { probeChains } from './tcp/zero-window.ts'

/** Keepalive runs until the client writes; from then on it is off, and the retransmissions decide. */
export function idle(ground: Ground): Fate {
  const { on, course, rules } = ground
  const { tickMs } = rules.wheel
  const anyAge = { ageMs: [Number.NEGATIVE_INFINITY, 0], tickMs } as const
  const probes = fateOf(keepaliveChains(rules, on.settings, quietOf(ground)), anyAge, course.kernel)
  const write = asksOnly(ground) ? undefined : nextWrite(ground)
  if (!write) return probes
  const [earliest, latest] = write.atMs
  const done = speaksFirst(ground, anyAge) ? undefined : probes.window
  if (!done || done[0] > latest) return written(ground, [-latest, -earliest], write.deadline)
  if (done[1] <= earliest && !probes.never) return probes
  const until = probes.never ? latest : Math.min(latest, done[1])
  return oneOf([
    { window: [done[0], Math.min(done[1], latest)], never: false, by: probes.by },
    written(ground, [-until, -earliest], write.deadline),
  ])
}

/** Whether the heartbeat comes before keepalive can give up, whenever the peer was heard last. */
function speaksFirst({ on, course, rules }: Ground, anyAge: Stand): boolean {
  const { settings, nextWriteMs } = on
  if (!settings.heartbeat || nextWriteMs !== undefined) return false
  const { window } = fateOf(keepaliveChains(rules, settings, [0, 0]), anyAge, course.kernel)
  return !window || window[0] > settings.heartbeat.everyMs + lateMs(settings.heartbeat.everyMs)
}

/** A client that waits for the answer to its heartbeat sends no other. */
function asksOnly({ on: { state, settings, nextWriteMs } }: Ground): boolean {
  const { heartbeat, requestTimeoutMs } = settings
  const asks = heartbeat?.deadlineMs !== undefined && requestTimeoutMs === undefined
  return state === 'awaiting-answer' && asks && nextWriteMs === undefined
}

/** Data that nobody acknowledges, or that nobody answers in time. `ageMs`: how long ago it was written. */
export function written(ground: Ground, ageMs: Span, deadline: Deadline | undefined): Fate {
  const { on, course, rules } = ground
  const { unsent, kernel, program, icmp } = course
  const sent = { rttMs: rttOf(ground), unsent }
  const chains =
    unsent && ageMs[1] <= 0
      ? probeChains(rules, { ...sent, userTimeoutMs: on.settings.userTimeoutMs })
      : retransmissionChains(rules, on.settings, {
          ...sent,
          tails: tailsOf(ground),
          revertedFromMs: icmp === 'reverting' ? ageMs.map(ms => Math.max(0, Math.min(ms, settledMs))) : undefined,
        })
  const stand = begunWithinTick(ageMs, rules)
  if (!program) return fateOf(chains, { ...stand, deadline }, kernel)
  return firstOf([fateOf(chains, stand, kernel), ...(deadline ? [deadlineFate(deadline, ageMs, program)] : [])])
}

/** What began within a tick began up to a tick earlier than its timers know. */
export function begunWithinTick(ageMs: Span, { wheel: { tickMs } }: KernelRules): Stand {
  return { ageMs, tickMs, blurMs: tickMs }
}

/** After so long the first timeouts are over, and it makes no difference any more when ICMP messages begin. */
const settledMs = 2_000
