// Settings that meet requirements, by search and prediction: none cheaper does, and each number has its reason. Pure.
import { seconds } from '../kit/format-time.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Ms } from '../model/units.ts'
import { caveatsOf } from './caveats.ts'
import { impossibleOf } from './impossible.ts'
import { reasonsFor } from './reasons.ts'
import {
  type Impossible,
  type KeepaliveSettings,
  type Recommendation,
  type Requirements,
  statesOf,
} from './requirements.ts'
import { latestMs, losses, noticedIn, sitsOut, writtenLatestMs } from './satisfies.ts'
import { bestFor, type OnLook } from './search.ts'

/** Or why there are none. `onLook`: what is being tried, now and then. */
export function recommend(requirements: Requirements, onLook?: OnLook): Recommendation | Impossible {
  const settings = bestFor(requirements, onLook)
  if (!settings) return impossibleOf(requirements, onLook)
  const sitsOutMs = sitsOutLongest(settings, requirements, onLook)
  return {
    requirements,
    settings,
    notices: statesOf(requirements).flatMap(state => {
      const window = noticedIn(settings, state, requirements)
      const latestOf = state === 'data-in-flight' ? writtenLatestMs : latestIn(state)
      const latest = Math.max(...losses.map(loss => latestOf(settings, requirements, loss)))
      return window ? [{ state, window: [window[0], latest] as const }] : []
    }),
    sitsOutMs,
    packetsPerHour: packetsPerHour(settings),
    reasons: reasonsFor(settings, requirements),
    caveats: caveatsOf(settings, requirements),
  }
}

function latestIn(state: ConnectionState): typeof writtenLatestMs {
  return (settings, way, loss) => latestMs(settings, state, way, loss)
}

/** A probe and its answer, as often as the timer runs out: for the interval, where that is longer, once a probe was answered. */
function packetsPerHour({ keepalive }: KeepaliveSettings): number {
  return (2 * 3_600_000) / Math.max(keepalive.idleMs, keepalive.intervalMs)
}

/** In every state that is asked for, in tenths of a second. */
function sitsOutLongest(settings: KeepaliveSettings, requirements: Requirements, onLook?: OnLook): Ms {
  const states = statesOf(requirements)
  const does = (tenths: number) => {
    onLook?.(`${formatSettings(settings)} in a silence of ${seconds(tenths * 100)}`)
    return states.every(state => sitsOut(settings, state, tenths * 100, requirements))
  }
  let [least, most] = [Math.floor(requirements.tolerateMs / 100), Math.ceil(requirements.withinMs / 100)]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (does(middle)) least = middle
    else most = middle - 1
  }
  return least * 100
}
