// How late an answer has to be on a way that is as slow as was asked, and what shows that it was.
import { hundredths } from '../../../kit/format-time.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Ms } from '../../../model/units.ts'
import type { RoundTrip } from './round-trip.ts'

/** How long an answer takes, at the least and at the most: both ways, or that one which is slow. */
export function tripOf({ delayMs, jitterMs = 0, toward = 'both' }: Slowness): { leastMs: Ms; mostMs: Ms } {
  const crossings = toward === 'both' ? 2 : 1
  return { leastMs: crossings * (delayMs - jitterMs), mostMs: crossings * (delayMs + jitterMs) }
}

/** Undefined where nothing shows it: an answer that came too soon, or none so far and nothing on its way. */
export function lateness({ tookMs, sinceMs }: Timed, fault: Slowness, held: number): Late | undefined {
  const { leastMs } = tripOf(fault)
  if (tookMs !== undefined)
    return tookMs >= leastMs ? { text: [`an answer took ${hundredths(tookMs)}`], facts: { tookMs } } : undefined
  const waitedMs = sinceMs()
  if (held === 0 || waitedMs < Math.min(leastMs, plainMs)) return undefined
  return { text: [`no answer for ${hundredths(waitedMs)} so far`], facts: { waitedMs } }
}

type Slowness = Pick<Fault<'slow'>, 'delayMs' | 'jitterMs' | 'toward'>
type Timed = Pick<RoundTrip, 'tookMs' | 'sinceMs'>

interface Late {
  readonly text: readonly string[]
  readonly facts: Readonly<Record<string, number>>
}

/** Without the fault an answer takes a hundredth of this. */
const plainMs = 20
