// Whether settings meet requirements, by prediction: exact to the timer wheel, in the worst phase, for every kernel that a client may have.

import { blackHole } from '../faults/black-hole.ts'
import { linkDown } from '../faults/link-down.ts'
import { powerOff } from '../faults/power-off.ts'
import { reject } from '../faults/reject.ts'
import { formatFault } from '../faults/spelling.ts'
import { takeover } from '../faults/takeover.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { predict } from '../predict/predict.ts'
import { delayedAckMs } from '../predict/round-trip.ts'
import type { Conditions } from '../timers/conditions.ts'
import { pauseMs } from '../timers/pause.ts'
import { type Limit, type Requirements, statesOf, type Way } from './requirements.ts'

/** The losses that have to be noticed in time: a silent one first. */
export const losses: readonly Fault[] = [
  powerOff('server'),
  reject('host-unreachable'),
  blackHole(),
  linkDown('server'),
  powerOff('server', { backAfter: '10s' }),
  takeover({ after: '2s' }),
]

/** Every loss is noticed in time, the silence is sat out, and no box forgets the connection. */
export function meets(settings: Settings, requirements: Requirements): boolean {
  const states = statesOf(requirements)
  return (
    staysBelow(settings, requirements.limits) &&
    states.every(state => sitsOut(settings, state, requirements.tolerateMs, requirements)) &&
    states.every(state =>
      losses.every(loss => latestMs(settings, state, requirements, loss) <= requirements.withinMs),
    ) &&
    (!requirements.busy || losses.every(loss => writtenLatestMs(settings, requirements, loss) <= requirements.withinMs))
  )
}

/**
 * The latest where the program writes into the silence, whenever that is: keepalive is off from then on, and what ends a connection with data
 * in flight begins with the write. That may be just before keepalive would have told.
 */
export function writtenLatestMs(settings: Settings, way: Way, loss?: Fault): Ms {
  return latestMs(settings, 'idle', way, loss) + latestMs(settings, 'data-in-flight', way, loss)
}

/** The first three of an idle connection alone, and of a silent loss. */
export function meetsIdle(settings: Settings, requirements: Requirements): boolean {
  const { withinMs, tolerateMs, limits } = requirements
  return (
    staysBelow(settings, limits) &&
    latestMs(settings, 'idle', requirements) <= withinMs &&
    sitsOut(settings, 'idle', tolerateMs, requirements)
  )
}

/** From when to when a loss is noticed; undefined where it may never be. A connect that succeeds in the end has lost nothing. */
export function noticedIn(
  settings: Settings,
  state: ConnectionState,
  way: Way,
  loss: Fault = silent,
): Window | undefined {
  return state === 'data-in-flight' ? noticedBusy(settings, loss, way) : foretold(settings, state, loss, way)
}

function foretold(settings: Settings, state: ConnectionState, loss: Fault, way: Way): Window | undefined {
  const { window, orNever, mechanism } = predict({ settings, fault: loss, state, ...begun(state), ...tripOver(way) })
  const connecting = state === 'connecting'
  if (window === 'never') return connecting && mechanism === 'survived' ? [0, 0] : undefined
  return orNever && !connecting ? undefined : window
}

/** Keepalive is off while data is unacknowledged: of all settings with the same user timeout it is found out once. */
function noticedBusy({ keepalive: _off, ...settings }: Settings, loss: Fault, way: Way): Window | undefined {
  const key = `${formatSettings(settings)} ${formatFault(loss)} ${way.rttMs}`
  const found = busy.get(key) ?? { window: foretold(settings, 'data-in-flight', loss, way) }
  busy.set(key, found)
  return found.window
}

const busy = new Map<string, { readonly window: Window | undefined }>()

type Window = readonly [Ms, Ms]

/** Infinite where it may never be. */
export function latestMs(settings: Settings, state: ConnectionState, way: Way, loss?: Fault): Ms {
  return noticedIn(settings, state, way, loss)?.[1] ?? Number.POSITIVE_INFINITY
}

/** Of a user timeout while data is in flight, where one small write is answered at once: seldom sooner than latestMs(), and never later. */
export function roughLatestMs(userTimeoutMs: Ms, { rttMs }: Way): Ms {
  const on = {
    settings: { userTimeoutMs },
    fault: silent,
    state: 'data-in-flight',
    sinceMs: 0,
    nextWriteMs: 0,
    rttMs,
  } as const
  const { window } = predict(on)
  return Array.isArray(window) ? window[1] - coarsestTickMs : Number.POSITIVE_INFINITY
}

/** HZ=100. */
const coarsestTickMs = 10

/** A silence of this length leads nobody to give up. */
export function sitsOut(settings: Settings, state: ConnectionState, forMs: Ms, way: Way): boolean {
  if (forMs === 0) return true
  const on = { settings, fault: blackHole({ for: forMs }), state, ...begun(state), ...tripOver(way) }
  return predict(on).window === 'never'
}

/** Its own probes come before any of the boxes forgets it. */
export function staysBelow(settings: Settings, limits: readonly Limit[]): boolean {
  const [, longest] = pauseMs({ settings }) ?? [0, Number.POSITIVE_INFINITY]
  return limits.every(({ idleMs }) => longest < idleMs)
}

/** As it was said, or with a delayed acknowledgement in it. */
function tripOver({ rttMs }: Way): Pick<Conditions, 'rttMs'> {
  return rttMs === undefined ? {} : { rttMs: [rttMs, rttMs + delayedAckMs] }
}

/** A request, a write or a SYN went out just before the fault: while all is well none of them waits longer than a round trip. */
function begun(state: ConnectionState): { sinceMs?: Ms } {
  return state === 'idle' ? {} : { sinceMs: 0 }
}

const silent = powerOff('server')
