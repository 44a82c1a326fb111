// Settings for a wish, by search and prediction: none cheaper does what is wished, and each number has its reason. Pure.
import type { Ms } from '../model/units.ts'
import { besidesOf } from './caveats.ts'
import { reasonsFor } from './reasons.ts'
import { refusalOf } from './refusal.ts'
import { type KeepaliveSettings, type Recommendation, type Refusal, statesOf, type Wish } from './requirements.ts'
import { latestMs, losses, noticedIn, sitsOut } from './satisfies.ts'
import { bestFor } from './search.ts'

/** Or why there are none. */
export function recommend(wish: Wish): Recommendation | Refusal {
  const settings = bestFor(wish)
  if (!settings) return refusalOf(wish)
  const sitsOutMs = sitsOutLongest(settings, wish)
  return {
    wish,
    settings,
    notices: statesOf(wish).flatMap(state => {
      const window = noticedIn(settings, state)
      const latest = Math.max(...losses.map(loss => latestMs(settings, state, loss)))
      return window ? [{ state, window: [window[0], latest] as const }] : []
    }),
    sitsOutMs,
    packetsPerHour: packetsPerHour(settings),
    reasons: reasonsFor(settings, wish),
    besides: besidesOf(settings, wish),
  }
}

/** A probe and its answer, as often as the timer runs out: for the interval, where that is longer, once a probe was answered. */
function packetsPerHour({ keepalive }: KeepaliveSettings): number {
  return (2 * 3_600_000) / Math.max(keepalive.idleMs, keepalive.intervalMs)
}

/** In every state that is asked for, in tenths of a second. */
function sitsOutLongest(settings: KeepaliveSettings, wish: Wish): Ms {
  const states = statesOf(wish)
  const does = (tenths: number) => states.every(state => sitsOut(settings, state, tenths * 100))
  let [least, most] = [Math.floor(wish.tolerateMs / 100), Math.ceil(wish.withinMs / 100)]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (does(middle)) least = middle
    else most = middle - 1
  }
  return least * 100
}
