// Keepalive and what is written: the one is off while the other is unacknowledged.
import type { Ms } from '../model/units.ts'
import { type Deadline, deadlineFate } from './deadline.ts'
import { type Fate, firstOf, oneOf } from './expectation.ts'
import type { KernelRules } from './kernel.ts'
import { lateMs } from './lateness.ts'
import { fateOf, type Stand } from './schedule.ts'
import { type Ground, nextWrites, quietOf, rttOf, tailsOf, type Write } from './situation.ts'
import type { Span } from './span.ts'
import { keepaliveChains } from './tcp/keepalive.ts'
import { retransmissionChains } from './tcp/retransmission.ts'
import { probeChains } from './tcp/zero-window.ts'

/** Keepalive runs until the client writes; from then on it is off, and the retransmissions decide. */
export function idle(ground: Ground): Fate {
  const writes = nextWrites(ground)
  const probes = probing(ground, quietOf(ground))
  if (writes.length === 0) return probes
  const earliest = Math.min(...writes.map(({ atMs }) => atMs[0]))
  const latest = Math.min(...writes.map(({ atMs }) => atMs[1]))
  const done = speaksFirst(ground) ? undefined : probes.window
  if (!done || done[0] > latest) return firstWritten(ground, writes, latest)
  if (done[1] <= earliest && !probes.never) return probes
  return oneOf([
    { window: [done[0], Math.min(done[1], latest)], never: false, by: probes.by },
    firstWritten(ground, writes, probes.never ? latest : Math.min(latest, done[1])),
  ])
}

function probing({ on, course, rules }: Ground, quietMs: Span | undefined): Fate {
  const stand = { ageMs: [Number.NEGATIVE_INFINITY, 0], tickMs: rules.wheel.tickMs } as const
  return fateOf(keepaliveChains(rules, on.settings, quietMs), stand, course.kernel)
}

/** Whether the client says something before keepalive can give up, whenever the peer was heard last. */
function speaksFirst(ground: Ground): boolean {
  const { settings, nextWriteMs } = ground.on
  const everyMs = Math.min(settings.heartbeat?.everyMs ?? forEver, settings.asksEveryMs ?? forEver)
  if (nextWriteMs !== undefined || everyMs === forEver) return false
  const { window } = probing(ground, [0, 0])
  return !window || window[0] > everyMs + lateMs(everyMs)
}

const forEver = Number.POSITIVE_INFINITY

/** Each write has a deadline of its own; the first comes before `until`. */
function firstWritten(ground: Ground, writes: readonly Write[], until: Ms): Fate {
  const fates = writes.map(({ atMs: [from, to], deadline }) =>
    written(ground, [-(writes.length > 1 ? to : Math.min(to, until)), -from], deadline),
  )
  return firstOf(fates)
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
