// What a client notices, and when, by what its connection is doing when the fault comes.
import type { ConnectionState } from '../model/scenario.ts'
import { fateOf, type Stand } from './chain.ts'
import { silent, well } from './course.ts'
import { type Deadline, deadlineFate } from './deadline.ts'
import { type Fate, firstOf, oneOf } from './fate.ts'
import { deadlineOf, type Ground, nextWrite, quietOf, rttOf, sinceOf, tailsOf } from './ground.ts'
import type { KernelRules } from './kernel.ts'
import type { Span } from './span.ts'
import { synChains } from './tcp/connecting.ts'
import { keepaliveChains } from './tcp/keepalive.ts'
import { retransmissionChains } from './tcp/retransmission.ts'
import { grownMs, livelyProbeChains, probeChains } from './tcp/zero-window.ts'

/** What comes of a fault. */
export function fateIn(ground: Ground): Fate {
  return states[ground.on.state ?? 'idle'](ground)
}

const states: Readonly<Record<ConnectionState, (ground: Ground) => Fate>> = {
  idle: ground => firstOf([idle(ground), ...reading(ground)]),
  'awaiting-answer': ground => firstOf([idle(ground), ...reading(ground), ...awaiting(ground)]),
  'data-in-flight': ground =>
    firstOf([written(ground, sinceOf(ground), requestTimeout(ground)), ...reading(ground), ...beating(ground)]),
  connecting,
  'zero-window': ground => firstOf([held(ground), ...reading(ground), ...awaiting(ground)]),
}

/** Keepalive runs until the client writes; from then on it is off, and the retransmissions decide. */
function idle(ground: Ground): Fate {
  const { on, course, rules } = ground
  const { tickMs } = rules.wheel
  const anyAge = { ageMs: [Number.NEGATIVE_INFINITY, 0], tickMs } as const
  const probes = fateOf(keepaliveChains(rules, on.settings, quietOf(ground)), anyAge, course.kernel)
  const write = asksOnly(ground) ? undefined : nextWrite(ground)
  if (!write) return probes
  const [earliest, latest] = write.atMs
  const done = probes.window
  if (!done || done[0] > latest) return written(ground, [-latest, -earliest], write.deadline)
  if (done[1] <= earliest && !probes.never) return probes
  const until = probes.never ? latest : Math.min(latest, done[1])
  return oneOf([
    { window: [done[0], Math.min(done[1], latest)], never: false, by: probes.by },
    written(ground, [-until, -earliest], write.deadline),
  ])
}

/** A client that waits for the answer to its heartbeat sends no other. */
function asksOnly({ on: { state, settings, nextWriteMs } }: Ground): boolean {
  const { heartbeat, requestTimeoutMs } = settings
  const asks = heartbeat?.deadlineMs !== undefined && requestTimeoutMs === undefined
  return state === 'awaiting-answer' && asks && nextWriteMs === undefined
}

/** Data that nobody acknowledges, or that nobody answers in time. `ageMs`: how long ago it was written. */
function written(ground: Ground, ageMs: Span, deadline: Deadline | undefined): Fate {
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
function begunWithinTick(ageMs: Span, { wheel: { tickMs } }: KernelRules): Stand {
  return { ageMs, tickMs, blurMs: tickMs }
}

/** After so long the first timeouts are over, and it makes no difference any more when ICMP messages begin. */
const settledMs = 2_000

/** A SYN that nobody answers. What refuses it ends it. */
function connecting(ground: Ground): Fate {
  const { on, course, rules } = ground
  const stand = { ageMs: sinceOf(ground), tickMs: rules.wheel.tickMs }
  const fate = fateOf(synChains(rules, on.settings), stand, course.connecting ?? course.kernel)
  return fate.by === 'reset' ? { ...fate, by: 'refused' } : fate
}

/** A window that is closed, and stays so as long as the fault lasts. */
function held(ground: Ground): Fate {
  const { on, course, rules } = ground
  const { userTimeoutMs } = on.settings
  const data = { rttMs: rttOf(ground), userTimeoutMs }
  const [least, most] = sinceOf(ground)
  const grown = grownMs(rules)
  const ageMs: Span = most > grown[1] ? [Math.min(least, grown[0]), grown[1]] : [least, most]
  const stand = begunWithinTick(ageMs, rules)
  if (course.kernel !== well) return fateOf(probeChains(rules, data), stand, course.kernel)
  const fate = fateOf(livelyProbeChains(rules, data), stand, silent)
  return fate.window ? fate : { never: true, by: 'survived' }
}

/** A program that wants to hear something now and then. */
function reading(ground: Ground): Fate[] {
  const deadline = deadlineOf('read-deadline', ground.on.settings.readDeadlineMs)
  if (!deadline) return []
  const quiet = Math.min(quietOf(ground)?.[0] ?? 0, deadline.ms)
  return [deadlineFate(deadline, [quiet, deadline.ms], programOf(ground))]
}

/** What was asked before the fault, and is answered late where the peer has to repeat it. */
function awaiting(ground: Ground): Fate[] {
  const {
    untilMs: [from, to],
    ...silence
  } = programOf(ground)
  const repeated = { ...silence, untilMs: [from, to > 0 ? 2 * to + 1_000 : to] } as const
  const request = requestTimeout(ground)
  return [...(request ? [deadlineFate(request, sinceOf(ground), repeated)] : []), ...beating(ground)]
}

/** A ping is outstanding, or the next one is due within its period. */
function beating(ground: Ground): Fate[] {
  const { heartbeat } = ground.on.settings
  const deadline = deadlineOf('heartbeat-deadline', heartbeat?.deadlineMs)
  if (!heartbeat || !deadline) return []
  const [, most] = sinceOf(ground)
  return [deadlineFate(deadline, [-heartbeat.everyMs, Math.min(most, deadline.ms)], programOf(ground))]
}

function requestTimeout({ on }: Ground): Deadline | undefined {
  return deadlineOf('request-timeout', on.settings.requestTimeoutMs)
}

function programOf({ course }: Ground) {
  return course.program ?? course.kernel
}
