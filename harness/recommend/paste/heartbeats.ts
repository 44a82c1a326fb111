// Heartbeats of a protocol's own, one number of seconds each: how long a loss may take with it, and how much of that an answer has.
import type { Settings } from '../../model/settings.ts'
import { type Requirements, silenceWords, statesOf } from '../requirements.ts'
import { latestMs, losses, sitsOut } from '../satisfies.ts'
import { largest } from './paste.ts'

/** What a library makes of one number. */
export interface Beat {
  /** From what was heard last to the end, at the latest. */
  readonly latestS: number
  /** What an answer has of it, at the least: on either side, whichever gives up the sooner. */
  readonly graceS: number
  /** How long it may say nothing. */
  readonly quietS: number
}

/** The largest number that is in time, below every limit and at most `mostS`, and what it comes to; or why there is none. */
export function beatFor(
  beatOf: (everyS: number) => Beat,
  mostS: number,
  requirements: Requirements,
): { readonly everyS: number; readonly settings: Settings; readonly none?: never } | { readonly none: string } {
  const states = statesOf({ ...requirements, connecting: false })
  const inTime = (everyS: number) => {
    const { quietS, ...beat } = beatOf(everyS)
    return (
      states.every(state =>
        losses
          .slice(0, 2)
          .every(loss => latestMs(settingsOf(beat), state, requirements, loss) <= requirements.withinMs - lateMs),
      ) && requirements.limits.every(({ idleMs }) => quietS * 1_000 + lateMs < idleMs)
    )
  }
  const everyS = largest(Math.min(mostS, Math.floor(requirements.withinMs / 1_000)), inTime)
  if (everyS === 0) return { none: `The shortest takes up to ${beatOf(1).latestS} s` }
  const settings = settingsOf(beatOf(everyS))
  if (states.every(state => sitsOut(settings, state, requirements.tolerateMs, requirements)))
    return { everyS, settings }
  return { none: `None that is in time sits ${silenceWords(requirements.tolerateMs)} out` }
}

/** A program looks at its timers that much late. */
const lateMs = 100

function settingsOf({ latestS, graceS }: Pick<Beat, 'latestS' | 'graceS'>): Settings {
  return { heartbeat: { everyMs: (latestS - graceS) * 1_000, deadlineMs: Math.max(0.001, graceS) * 1_000 } }
}
