// After how long a connection's kernel would find its peer dead: the predictions, as far as what decides is visible. Pure.
import { powerOff } from '../faults/power-off.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { Kernel } from '../model/kernel.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import type { Circumstances, Prediction } from '../predict/circumstances.ts'
import { predict } from '../predict/predict.ts'
import { delayedAckMs, roundTripIn, rtoMinMs } from '../predict/round-trip.ts'
import type { Mechanism } from '../timers/mechanism.ts'
import type { Connection, Detectors, NamespaceSettings } from './connection.ts'

/** For each state that the connection can be in when its peer loses power. None where its peer has closed it already. */
export function noticesOf({ state, detectors, now }: Connection, at: Place): Notices {
  if (state === 'CLOSE-WAIT') return {}
  const settings = settingsOf(detectors, at.namespace)
  const notice = (doing: ConnectionState) => foretold(settings, doing, now.rtoMs, at.kernel)
  const hidden = detectors.userTimeoutMs === 'not visible'
  if (state === 'SYN-SENT')
    return { connecting: hidden ? unseen('a user timeout is not visible') : notice('connecting') }
  return {
    idle: idleHidden(detectors) ?? notice('idle'),
    busy: hidden ? unseen('a user timeout is not visible') : notice('data-in-flight'),
  }
}

/** The kernel, and the network namespace in it. */
export interface Place {
  readonly kernel: Kernel
  readonly namespace: NamespaceSettings
}

/** `busy`: data is unacknowledged, which puts keepalive to rest. */
export interface Notices {
  readonly idle?: Notice
  readonly busy?: Notice
  readonly connecting?: Notice
}

/** When the peer is given up, counted from its loss, and what decides. `busy` and `connecting` count from the write and the SYN. */
export type Notice =
  | {
      readonly kind: 'within'
      readonly fromMs: Ms
      readonly toMs: Ms
      readonly mechanism: Mechanism
      readonly because: string
    }
  | { readonly kind: 'never'; readonly because: string }
  | { readonly kind: 'not visible'; readonly atLeastMs?: Ms; readonly because: string }

/** What is not visible of an idle connection; undefined where all that decides is. */
function idleHidden({ keepalive, userTimeoutMs }: Detectors): Notice | undefined {
  if (keepalive === 'off') return undefined
  if (keepalive === 'not visible') return unseen('whether keepalive is on is not visible')
  if ('idleAtLeastMs' in keepalive)
    return unseen('keepalive is on, and its numbers are not visible', keepalive.idleAtLeastMs)
  return userTimeoutMs === 'not visible' ? unseen('a user timeout is not visible') : undefined
}

function unseen(because: string, atLeastMs?: Ms): Notice {
  return { kind: 'not visible', ...(atLeastMs !== undefined && { atLeastMs }), because }
}

function settingsOf(
  { keepalive, userTimeoutMs, synRetries, rtoMaxMs }: Detectors,
  { retries2 }: NamespaceSettings,
): Settings {
  return {
    ...(typeof keepalive === 'object' && 'count' in keepalive && { keepalive }),
    ...(typeof userTimeoutMs === 'number' && { userTimeoutMs }),
    retries2,
    ...(synRetries !== undefined && { synRetries }),
    ...(rtoMaxMs !== undefined && { rtoMaxMs }),
  }
}

/**
 * The retransmission timeout is TCP_RTO_MIN and the round trip (net/ipv4/tcp_input.c, __tcp_set_rto()): as it is now, or with a delayed
 * acknowledgement in it. Connections that are alike are foretold once, since every phase of the timer wheel is tried: of thousands on long
 * ways those are alike whose timeouts differ by a sixteenth, and while data is unacknowledged it is all the same what keepalive's numbers are.
 */
function foretold(settings: Settings, state: ConnectionState, rtoMs: Ms | undefined, kernel: Kernel): Notice {
  const busy = state === 'data-in-flight'
  const rttMs = busy && rtoMs !== undefined ? coarseRoundTripIn(Math.max(rtoMinMs, Math.ceil(rtoMs))) : undefined
  const decisive = busy && settings.keepalive ? { ...settings, keepalive: anyKeepalive } : settings
  const key = JSON.stringify([decisive, state, rttMs, kernel])
  const notice =
    known.get(key) ??
    noticeOf(predict({ settings: decisive, fault, state, sinceMs: 0, kernel, ...(rttMs ? waiting(rttMs) : {}) }))
  known.set(key, notice)
  return notice
}

/** The timeout is known, and the way is no longer than it. */
function waiting(rttMs: readonly [Ms, Ms]): Pick<Circumstances, 'rttMs' | 'rtoMs'> {
  return { rttMs, rtoMs: [rttMs[0] + rtoMinMs, rttMs[1] + rtoMinMs] }
}

/** To the millisecond on a short way, and in steps of a sixteenth on a long one. */
function coarseRoundTripIn(rtoMs: Ms): readonly [Ms, Ms] {
  const rttMs = rtoMs - rtoMinMs
  if (rttMs <= shortWayMs) return roundTripIn(rtoMs)
  const longest = rtoMinMs + shortWayMs
  const step = Math.ceil(Math.log(rtoMs / longest) / Math.log(17 / 16))
  const at = (steps: number) => longest * (17 / 16) ** steps - rtoMinMs
  return [Math.floor(at(step - 1)), Math.ceil(at(step)) + delayedAckMs]
}

function noticeOf({ window, mechanism, reason }: Prediction): Notice {
  if (window === undefined) return unseen(reason)
  return window === 'never'
    ? { kind: 'never', because: reason }
    : { kind: 'within', fromMs: window[0], toMs: window[1], mechanism, because: reason }
}

const known = new Map<string, Notice>()
const fault = powerOff('server')
const shortWayMs = 10
const anyKeepalive = { idleMs: 7_200_000, intervalMs: 75_000, count: 9 }
