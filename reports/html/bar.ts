// A bound as a small picture in its cell: the predicted window, the limit, and what was noticed. Its words stand beside it.
import type { BoundResult } from '../../harness/model/report.ts'
import type { Ms } from '../../harness/model/units.ts'

/** Nothing where no time decides. */
export function bar(result: BoundResult | undefined): string {
  if (!result || result.bound.expect === 'silence' || !result.outcome) return ''
  const { bound, outcome, predictedMs } = result
  const noticedMs = 'by' in outcome ? outcome.afterMs : undefined
  const { withinMs } = bound
  const at = (ms: Ms) => Math.round((ms / (Math.max(withinMs, noticedMs ?? 0) * 1.08)) * 1_000) / 10
  const window = Array.isArray(predictedMs) ? (predictedMs as readonly [Ms, Ms]) : undefined
  const drawn = [
    `<rect class="way" width="${at(noticedMs ?? withinMs)}" height="8"/>`,
    ...(window && bound.expect === 'detection' && at(window[0]) < 100
      ? [
          `<rect class="window" x="${at(window[0])}" width="${Math.max(1, Math.min(100, at(window[1])) - at(window[0])).toFixed(1)}" height="8"/>`,
        ]
      : []),
    `<rect class="limit" x="${at(withinMs)}" width="1.2" height="8"/>`,
    ...(noticedMs === undefined ? [] : [`<rect class="at" x="${at(noticedMs)}" width="1.8" height="8"/>`]),
  ]
  return `<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${drawn.join('')}</svg>`
}
