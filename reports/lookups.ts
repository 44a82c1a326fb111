// The questions for names that programs asked, and what they were told, in words.
import { seconds } from '../harness/kit/format-time.ts'
import type { Lookup } from '../harness/model/lookup.ts'
import type { Run } from '../harness/model/report.ts'
import { type StepRecord, sinceMs } from '../harness/model/step.ts'
import type { Ms } from '../harness/model/units.ts'

/**
 * The last of them: `reader asked for db.test A 1.2 s before the fault: 10.0.0.2; 3 times, last 4.0 s after the fault`. Where there were more, how
 * many comes first.
 */
export function lookupWords({ lookups = [], steps: [first] }: Asking): readonly string[] {
  const left = lookups.length - most
  const shown = lookups.slice(-most).map(lookup => wordsOf(lookup, first))
  return left > 0 ? [`${left.toLocaleString('en')} other answers before these; report.json has them`, ...shown] : shown
}

type Asking = Pick<Run, 'lookups' | 'steps'>

const most = 8

function wordsOf(lookup: Lookup, first: StepRecord | undefined): string {
  const { host, name, type, atMs, times = 1, lastAtMs = atMs } = lookup
  const again = times > 1 ? `; ${times.toLocaleString('en')} times, last ${when(lastAtMs, first)}` : ''
  return `${host} asked for ${name} ${type} ${when(atMs, first)}: ${answerWords(lookup)}${again}`
}

/** `10.0.0.2 by TCP, held back 2.0 s`. */
export function answerWords({ answer, by, cut, lateMs }: Lookup): string {
  const late = lateMs === undefined ? '' : `, held back ${seconds(lateMs)}`
  return `${answer}${by === 'tcp' ? ' by TCP' : ''}${cut ? ', cut to fit' : ''}${late}`
}

function when(atMs: Ms, first: StepRecord | undefined): string {
  if (!first) return `${seconds(atMs)} after the start`
  const afterMs = sinceMs(first, atMs)
  return `${seconds(Math.abs(afterMs))} ${afterMs < 0 ? 'before' : 'after'} the fault`
}
