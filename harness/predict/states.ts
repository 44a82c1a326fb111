// What a client notices, and when, by what its connection is doing when the fault comes.
import type { ConnectionState } from '../model/scenario.ts'
import { fateOf } from './chain.ts'
import { silent, well } from './course.ts'
import { type Deadline, deadlineFate, limited } from './deadline.ts'
import { type Fate, firstOf, oneOf } from './fate.ts'
import { deadlineOf, type Ground, nextWrite, quietOf, rttOf, sinceOf, tailsOf } from './ground.ts'
import type { Span } from './span.ts'
import { synChains } from './tcp/connecting.ts'
import { keepaliveChains } from './tcp/keepalive.ts'
import { retransmissionChains } from './tcp/retransmission.ts'
import { livelyProbeChains, probeChains } from './tcp/zero-window.ts'

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
  const probes = fateOf(keepaliveChains(rules, on.settings, quietOf(ground)), course.kernel)
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
  const { settings } = on
  const common = { ageMs, rttMs: rttOf(ground) }
  const chains =
    course.unsent && ageMs[1] <= 0
      ? probeChains(rules, { ...common, userTimeoutMs: settings.userTimeoutMs, unsent: true })
      : retransmissionChains(rules, settings, {
          ...common,
          tails: tailsOf(ground),
          reverted: course.icmp === 'reverting',
        })
  const { kernel, program } = course
  if (!program) return fateOf(limited(chains, deadline, ageMs), kernel)
  return firstOf([fateOf(chains, kernel), ...(deadline ? [deadlineFate(deadline, ageMs, program)] : [])])
}

/** A SYN that nobody answers. What refuses it ends it. */
function connecting(ground: Ground): Fate {
  const { on, course, rules } = ground
  const fate = fateOf(synChains(rules, on.settings, sinceOf(ground)), course.connecting ?? course.kernel)
  return fate.by === 'reset' ? { ...fate, by: 'refused' } : fate
}

/** A window that is closed, and stays so as long as the fault lasts. */
function held(ground: Ground): Fate {
  const { on, course, rules } = ground
  const { userTimeoutMs } = on.settings
  const data = { ageMs: sinceOf(ground), rttMs: rttOf(ground), userTimeoutMs }
  if (course.kernel !== well) return fateOf(probeChains(rules, data), course.kernel)
  if (userTimeoutMs === undefined) return { never: true, by: 'survived' }
  return fateOf(livelyProbeChains(rules, { ...data, userTimeoutMs }), silent)
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
