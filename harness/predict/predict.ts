// When detection must fall, and what decides it: settings, fault, connection state and kernel give a window, or never. Pure.
import { effectOf } from '../faults/all.ts'
import { inSeconds } from '../kit/format-time.ts'
import type { Ms } from '../model/units.ts'
import { pathOf } from '../timers/conditions.ts'
import type { Effect } from '../timers/effect.ts'
import { type Expectation, oneOf } from '../timers/expectation.ts'
import { kernelsOf } from '../timers/kernel.ts'
import { tellingMs } from '../timers/lateness.ts'
import { type Outage, well } from '../timers/outage.ts'
import { asSpan } from '../timers/span.ts'
import { expectationIn } from '../timers/states.ts'
import { type Circumstances, type Prediction, unpredictable } from './circumstances.ts'
import { isAnswered, reasonFor } from './reason.ts'

/**
 * What must come of a fault, exact to the client's timer wheel; what is not known makes the window wider.
 * @example predict({ settings: parseSettings('keepalive=10/5/3'), fault: powerOff('server') }).window
 */
export function predict(on: Circumstances): Prediction {
  if (on.relayed === 'unknown') return eitherWay(on)
  const reason = unseen(on)
  if (reason !== undefined) return unpredictable(reason)
  const found = effectOf(on.fault, on)
  if ('why' in found) return unpredictable(found.why)
  const effect = on.relayed ? relay(found) : tripping(found, on)
  if (!effect) return unpredictable('a proxy stands between: what its kernel says is not what the peer says')
  const talk = unheard(on, effect) ?? filling(on, effect) ?? tooFar(on)
  if (talk !== undefined) return unpredictable(talk)
  return phrased(expectationOn(on, effect), on, effect)
}

function expectationOn(on: Circumstances, effect: Effect): Expectation {
  // A goodbye takes a part of the round trip, and which nobody says.
  if (effect.notified) return { window: [0, asSpan(on.wayMs ?? on.rttMs ?? 0)[1]], never: false, by: 'told' }
  // Where nothing is wrong only a closed window is: a peer that keeps it closed does so without a fault.
  if (effect.reason !== undefined && on.state !== 'zero-window') return { never: true, by: 'survived' }
  return oneOf(kernelsOf(on).map(rules => expectationIn({ on, effect, rules })))
}

function phrased({ window, never, by }: Expectation, on: Circumstances, effect: Effect): Prediction {
  const why = reasonFor(by, on, effect)
  if (!window) return { window: 'never', mechanism: by, reason: why }
  const late = tellingMs[on.clock ?? 'real']
  const noticed = [micros(Math.max(0, window[0])), micros(Math.max(0, window[1]) + late)] as const
  if (!never) return { window: noticed, mechanism: by, reason: why }
  return { window: noticed, orNever: true, mechanism: by, reason: `${why}, unless the peer is heard before` }
}

/** What lies below a microsecond is the arithmetic's own. */
function micros(ms: Ms): Ms {
  return Math.round(ms * 1_000) / 1_000
}

/** An answer takes as long as the way, where that is said. */
function tripping(effect: Effect, { rttMs }: Circumstances): Effect {
  if (rttMs === undefined) return effect
  const trip = (outage: Outage): Outage =>
    outage === well || outage.delayMs ? outage : { ...outage, delayMs: asSpan(rttMs) }
  const { program, connecting } = effect
  return {
    ...effect,
    kernel: trip(effect.kernel),
    ...(program ? { program: trip(program) } : {}),
    ...(connecting ? { connecting: trip(connecting) } : {}),
  }
}

/** A proxy acknowledges what the client sends: only its program's own deadlines notice anything. */
function relay(effect: Effect): Effect | undefined {
  if (effect.notified || effect.kernel === well) return effect
  if (effect.kernel.reply !== 'answers') return undefined
  return { ...effect, kernel: well, program: effect.kernel, connecting: well }
}

function eitherWay(on: Circumstances): Prediction {
  const direct = predict({ ...on, relayed: false })
  const relayed = predict({ ...on, relayed: true })
  if (direct.window === undefined || relayed.window === undefined) return direct.window === undefined ? direct : relayed
  if (direct.window === 'never' && relayed.window === 'never') return direct
  if (direct.window === 'never' || relayed.window === 'never')
    return unpredictable('whether the peer itself acknowledges, or a proxy, is not a matter of settings')
  const window = [Math.min(direct.window[0], relayed.window[0]), Math.max(direct.window[1], relayed.window[1])] as const
  return {
    ...(direct.window[1] > relayed.window[1] ? direct : relayed),
    window,
    ...((direct.orNever ?? relayed.orNever) ? { orNever: true } : {}),
  }
}

/** What a read deadline needs is a peer that speaks: by itself where it is asked nothing. */
function unheard({ settings, peerTalksEveryMs }: Circumstances, { peerTalks }: Effect): string | undefined {
  const { readDeadlineMs } = settings
  if (readDeadlineMs === undefined) return undefined
  if (peerTalks && peerTalksEveryMs !== 'never') return 'the peer can still be heard, and may talk on'
  const isSilent = peerTalksEveryMs === 'never' || (peerTalksEveryMs ?? 0) >= readDeadlineMs
  if (isSilent && !isAnswered(settings))
    return `its peer says nothing within ${inSeconds(readDeadlineMs)} by itself, so it gives up without any fault`
  return undefined
}

/** Who writes on to a program that does not read fills its buffer: nobody has said how much that is. Heartbeats and questions are small. */
function filling({ settings, nextWriteMs }: Circumstances, { program }: Effect): string | undefined {
  const { userTimeoutMs, heartbeat, asksEveryMs } = settings
  if (userTimeoutMs === undefined || heartbeat !== undefined || asksEveryMs !== undefined) return undefined
  const isUnread = program?.untilMs[0] === Number.POSITIVE_INFINITY
  if (!isUnread || nextWriteMs === undefined) return undefined
  return 'what nobody reads fills the peer, and then TCP_USER_TIMEOUT runs: when depends on how much is written'
}

/** A detector that no answer reaches in time, over a way that long, gives its peer up without any fault. */
function tooFar(on: Circumstances): string | undefined {
  if (on.rttMs === undefined || on.relayed || on.state === 'zero-window' || on.state === 'syn-received')
    return undefined
  const afar: Effect = { kernel: { ...well, delayMs: asSpan(on.rttMs) } }
  const { window, never, by } = expectationOn({ ...on, sinceMs: 0, quietMs: 0 }, afar)
  if (!window || never) return undefined
  const trip = inSeconds(asSpan(on.rttMs)[0])
  return `${reasonFor(by, on, afar)}, over a round trip of ${trip}: the peer is given up without any fault`
}

/** Whom the settings tell nothing of. */
function unseen(on: Circumstances): string | undefined {
  const { from: client } = pathOf(on)
  if (on.by === undefined || on.by === `${client}-app`) return undefined
  if (on.by !== `${client}-kernel`) return `nothing is known of how ${on.by} would notice`
  const { heartbeat, readDeadlineMs, requestTimeoutMs } = on.settings
  const own = heartbeat?.deadlineMs ?? readDeadlineMs ?? requestTimeoutMs
  return own === undefined
    ? undefined
    : 'the program may give up before its kernel does, and close the connection itself'
}
