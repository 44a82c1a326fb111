// What is different between two reports, in words.
import { seconds } from '../../harness/kit/format-time.ts'
import type { Report } from '../../harness/model/report.ts'
import { past } from '../phrases.ts'
import { type Change, type ChangeKind, changeKinds, type TimeChange, type Took } from './changes.ts'

/** `2 slower, 1 faster, 3 new` or `nothing is different`. */
export function countWords(changes: readonly Change[]): string {
  const counts = changeKinds.flatMap(kind => {
    const count = changes.filter(({ kinds }) => kinds.includes(kind)).length
    return count === 0 ? [] : [`${count} ${names[kind]}`]
  })
  const words = counts.length === 0 ? 'nothing is different' : counts.join(', ')
  return [words, ...environmentWords(changes)].join('; ')
}

/** What is different by less than can be told may come from there. */
function environmentWords(changes: readonly Change[]): readonly string[] {
  const count = changes.filter(({ beganWith = [] }) => beganWith.some(one => one === 'environment')).length
  if (count === 0) return []
  return [`${count} run in another environment, which in virtual time may move times by microseconds`]
}

/** `passed before, failed now`; `slower: 2.46 s, 1.95 s before (+26 %)`; one for each thing that is different. */
export function changeWords({ kinds, now, before, times = [], beganWith = [] }: Change): readonly string[] {
  if (!before) return ['new']
  if (!now) return [`${past[before.verdict.status]} before, not in this report`]
  const judged =
    now.verdict.status === before.verdict.status
      ? []
      : [`${past[before.verdict.status]} before, ${past[now.verdict.status]} now`]
  const took = kinds.length === 0 ? [] : times.filter(({ beyondBlur }) => beyondBlur)
  const began = kinds.length === 0 || beganWith.length === 0 ? [] : [`run with another ${beganWith.join(', another ')}`]
  return [...judged, ...took.map(timeWords), ...began]
}

/** `slower: 2.46 s, 1.95 s before (+26 %)`; `slower: > 5.04 s, 2.0 s before`. */
function timeWords({ now, before, growth }: TimeChange): string {
  const part =
    Number.isFinite(growth) && 'ms' in before ? ` (${growth > 0 ? '+' : ''}${Math.round(growth * 100)} %)` : ''
  return `${growth > 0 ? 'slower' : 'faster'}: ${tookWords(now)}, ${tookWords(before)} before${part}`
}

/** When its first run began, by which a report is known. */
export function startedWords({ runs }: Pick<Report, 'runs'>): string | undefined {
  const [first] = runs
    .filter(({ verdict }) => verdict.status !== 'skip')
    .map(({ startedAt }) => startedAt)
    .toSorted()
  return first === undefined ? undefined : `${first.slice(0, 10)} ${first.slice(11, 19)} UTC`
}

/** How each is counted. */
export const names = {
  worse: 'worse',
  slower: 'slower',
  better: 'better',
  faster: 'faster',
  new: 'new',
  gone: 'gone',
  other: 'skipped before or now',
} as const satisfies Record<ChangeKind, string>

function tookWords(took: Took): string {
  return 'ms' in took ? seconds(took.ms) : `> ${seconds(took.overMs)}`
}
