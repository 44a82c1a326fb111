// The questions for names that programs asked, and what they were told, in words.
import { seconds } from '../harness/kit/format-time.ts'
import type { Lookup } from '../harness/model/lookup.ts'
import type { Run } from '../harness/model/report.ts'
import type { Ms } from '../harness/model/units.ts'

/**
 * The last of them: `reader asked for db.test A 1.2 s before the fault: 10.0.0.2; 3 times, last 4.0 s after the fault`. Where there were more, how
 * many comes first.
 */
export function lookupWords({ lookups = [], injectedAtMs }: Asking): readonly string[] {
  const left = lookups.length - most
  const shown = lookups.slice(-most).map(lookup => wordsOf(lookup, injectedAtMs))
  return left > 0 ? [`${left.toLocaleString('en')} other answers before these; report.json has them`, ...shown] : shown
}

type Asking = Pick<Run, 'lookups' | 'injectedAtMs'>

const most = 8

function wordsOf(lookup: Lookup, faultMs?: Ms): string {
  const { host, name, type, atMs, times = 1, lastAtMs = atMs } = lookup
  const again = times > 1 ? `; ${times.toLocaleString('en')} times, last ${when(lastAtMs, faultMs)}` : ''
  return `${host} asked for ${name} ${type} ${when(atMs, faultMs)}: ${answerWords(lookup)}${again}`
}

/** `10.0.0.2 by TCP, held back 2.0 s`. */
export function answerWords({ answer, by, cut, lateMs }: Lookup): string {
  const late = lateMs === undefined ? '' : `, held back ${seconds(lateMs)}`
  return `${answer}${by === 'tcp' ? ' by TCP' : ''}${cut ? ', cut to fit' : ''}${late}`
}

function when(atMs: Ms, faultMs: Ms | undefined): string {
  if (faultMs === undefined) return `${seconds(atMs)} after the start`
  return atMs < faultMs ? `${seconds(faultMs - atMs)} before the fault` : `${seconds(atMs - faultMs)} after the fault`
}
