// The words that the comparison's renderings have in common: figures, windows, outcomes.
import { idleLimitOf, isEpisode } from '../../harness/faults/all.ts'
import { seconds, secondsRange } from '../../harness/kit/format-time.ts'
import type { CellSummary, Comparison, Figure, Measurement, Quality } from '../../harness/model/comparison.ts'
import type { Fault } from '../../harness/model/fault.ts'
import type { Ms } from '../../harness/model/units.ts'
import { count } from '../count.ts'
import { emptyPartWords } from '../empty-part.ts'

/** `2 min 1 s`, or `> 3 h` for what was not noticed within the watch. */
export function figureWords(figure: Figure): string {
  return 'ms' in figure ? seconds(figure.ms) : `> ${seconds(rounded(figure.beyondMs))}`
}

/** What a setting does under a fault, in a few words: `25.1 - 30.7 s`, `survives`, `dies silently`, `false alarm`. */
export function cellWords(cell: CellSummary): string {
  const { n, detection, keptAlive = 0, quality, fault, doubts } = cell
  const doubt = doubts.length > 0 ? ` (${doubts.length} inconclusive)` : ''
  if (n === 0) return 'inconclusive'
  if (quality) return `${qualityWords(quality, fault, n)}${doubt}`
  if (keptAlive === n) return `survives${doubt}`
  if (!detection) return `inconclusive${doubt}`
  const times = idleLimitOf(fault) && 'beyondMs' in detection.min ? 'dies silently' : rangeWords(detection)
  return `${times}${keptAlive > 0 ? `, survives ${keptAlive} of ${n}` : ''}${doubt}`
}

/** `25.1 - 30.7 s`, with one unit where both have the same. */
export function rangeWords({ min, max }: { min: Figure; max: Figure }): string {
  if ('ms' in min && 'ms' in max) return secondsRange(min.ms, max.ms)
  const [low, high] = [figureWords(min), figureWords(max)]
  return low === high ? low : `${low} - ${high}`
}

/** The window of all phases together; nothing where it cannot be told. */
export function predictedWords({ predicted, orNever }: Pick<CellSummary, 'predicted' | 'orNever'>): string {
  if (predicted === undefined) return ''
  if (predicted === 'never') return 'never'
  return `${secondsRange(predicted[0], predicted[1])}${orNever ? ' or never' : ''}`
}

/** Whether it says something of its prediction: there is one, and it was measured. */
export function isHeldAgainst({ predicted, found }: Measurement): boolean {
  return predicted !== undefined && found.kind !== 'doubt'
}

/** `8 phases each, 160 measurements, 9 days 3 h of network time; every one inside its predicted window`. */
export function totalsWords({ phases, measurements, part }: Comparison): string {
  const nothing = emptyPartWords(part, 'measurements')
  if (nothing !== undefined) return nothing
  const networkMs = measurements.reduce((sum, one) => sum + one.networkMs, 0)
  const told = measurements.filter(isHeldAgainst)
  const outside = measurements.filter(one => one.outside).length
  const inside =
    told.length === 0
      ? 'no prediction could be made'
      : outside === 0
        ? `every one of ${told.length} predicted is inside its window`
        : `${told.length - outside} of ${told.length} predicted are inside their windows`
  return `${count(phases, 'phase')} each, ${count(measurements.length, 'measurement')}, ${seconds(networkMs)} of network time; ${inside}`
}

/** `0.5`, `120`, `1,440`. */
export function perHour(rate: number): string {
  return rate < 10 ? String(Number(rate.toFixed(1))) : Math.round(rate).toLocaleString('en')
}

/** A single blip is survived or not; what lasts has a rate. */
function qualityWords(quality: Quality, fault: Fault, n: number): string {
  const { mistakes, perHour: rate } = quality
  if (mistakes === 0) return 'survives'
  const single = isEpisode(fault)
  if (single && mistakes >= n) return 'false alarm'
  if (single) return `false alarm in ${mistakes} of ${n}`
  return rate && 'mean' in rate ? `${perHour(rate.mean)} false alarms/h` : count(mistakes, 'false alarm')
}

/** A watch is a round number: what it was longer by is the plane's tolerance. */
function rounded(ms: Ms): Ms {
  return ms < 60_000 ? Math.floor(ms / 1_000) * 1_000 : Math.floor(ms / 60_000) * 60_000
}
