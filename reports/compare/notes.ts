// What a comparison has to say beside its table: mistakes with their quality of service, misses with their reason, doubts.

import { formatFaultSpec } from '../../harness/faults/spelling.ts'
import { seconds } from '../../harness/kit/format-time.ts'
import type { Comparison, Found, Measurement, Quality } from '../../harness/model/comparison.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import { count } from '../count.ts'
import { perHour, predictedWords } from './cells.ts'

/** What it means that a setting is dominated, to be put behind that. */
export const dominatedMeans =
  'another is as quick under every fault, as seldom mistaken and sends as little, and is better in one of these'

/** A line for each setting that gave a living peer up, with all that Chen, Toueg and Aguilera ask for. */
export function mistakeWords({ settings }: Comparison): readonly string[] {
  return settings.flatMap(({ settings, cells }) =>
    cells.flatMap(cell => {
      const { quality } = cell
      return quality && quality.mistakes > 0
        ? [`${namesOf({ ...cell, settings })}: ${qualityOfServiceWords(quality)}`]
        : []
    }),
  )
}

/** `8 mistakes in 8 h: T_MR 1 h, T_M 1.31 s (longest 2.0 s), P_A 99.96 %`; where nobody drew lots `2 mistakes in 2 soaks of 1 h: T_M 1.72 s (longest 2.23 s)`. */
export function qualityOfServiceWords({
  mistakes,
  soakMs,
  soaks,
  recurrenceMs,
  durationMs,
  accuracy,
  perHour: rate,
}: Quality): string {
  const length = seconds(rate ? soakMs : soakMs / soaks)
  const soaked = `${count(mistakes, 'mistake')} in ${rate ? '' : `${count(soaks, 'soak')} of `}${length}`
  if (!durationMs) return `${soaked}${rate && 'atMost' in rate ? `, so below ${perHour(rate.atMost)} an hour` : ''}`
  const open = durationMs.open > 0 ? `, ${durationMs.open} of them not over at the end` : ''
  const each = recurrenceMs && 'mean' in recurrenceMs ? `T_MR ${seconds(recurrenceMs.mean)}, ` : ''
  const right = accuracy === undefined ? '' : `, P_A ${Number((accuracy * 100).toFixed(3))} %`
  return `${soaked}${open}: ${each}T_M ${seconds(durationMs.mean)} (longest ${seconds(durationMs.longest)})${right}`
}

/** A line for each measurement outside its prediction: shown, never hidden. */
export function missWords({ measurements }: Pick<Comparison, 'measurements'>): readonly string[] {
  return measurements.flatMap(one => (one.outside ? [missed(one)] : []))
}

/** A line for each measurement from which nothing can be concluded. */
export function doubtWords({ measurements }: Pick<Comparison, 'measurements'>): readonly string[] {
  return measurements.flatMap(one =>
    one.found.kind === 'doubt' ? [`inconclusive: ${namesOf(one)}, phase ${one.phase}: ${one.found.reason}`] : [],
  )
}

function missed(one: Measurement): string {
  const { phase, found, predicted, orNever, reason } = one
  const window = predictedWords({ ...(predicted === undefined ? {} : { predicted }), ...(orNever ? { orNever } : {}) })
  const why = reason === undefined ? '' : ` (${reason})`
  return `outside its window: ${namesOf(one)}, phase ${phase}: ${foundWords(found)}, predicted ${window}${why}`
}

/** `keepalive=10/5/3 under power-off/busy`. */
export function namesOf({ settings, ...spec }: Pick<Measurement, 'settings' | 'fault' | 'state'>): string {
  return `${formatSettings(settings)} under ${formatFaultSpec(spec)}`
}

/** One measurement in a few words. */
function foundWords(found: Found): string {
  switch (found.kind) {
    case 'detected':
      return `${seconds(found.afterMs)}${found.code === undefined ? '' : ` ${found.code}`}`
    case 'censored':
      return found.keptAlive ? 'survives' : `not within ${seconds(found.watchedMs)}`
    case 'soaked':
      return `${found.mistakes.length} false alarms`
    case 'doubt':
      return 'inconclusive'
    default:
      return found satisfies never
  }
}
