// What is different between two reports: which scenarios are new or gone, judged otherwise, slower or faster. Pure.
import type { Outcome, Verdict } from '../../harness/model/bound.ts'
import type { BoundResult, Report, Run } from '../../harness/model/report.ts'
import type { Ms } from '../../harness/model/units.ts'

/** What has become of each run, those that are gone last. */
export function changesSince(now: Runs, before: Runs): readonly Change[] {
  const known = numbered(before.runs)
  const current = numbered(now.runs)
  const names = new Set(now.runs.map(nameOf))
  const kept = [...current].map(([key, run]) => changeOf(run, known.get(key)))
  const gone = before.runs.filter(run => !names.has(nameOf(run))) // one that stood there more often than now is not gone
  return [...kept, ...gone.map(run => ({ kinds: ['gone'], before: run }) as const)]
}

/** One run, then and now. `kinds` is empty where nothing is different that is more than blur. */
export interface Change {
  readonly kinds: readonly ChangeKind[]
  readonly now?: Run
  readonly before?: Run
  readonly times?: readonly TimeChange[]
  /** What its guest began with that was another one: each alone moves a time by microseconds. */
  readonly beganWith?: readonly Beginning[]
}

/** `worse` and `better` are of its verdict, `other` where it was or is skipped; `slower` and `faster` of what is demanded to happen. */
export const changeKinds = ['worse', 'slower', 'better', 'faster', 'new', 'gone', 'other'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What decides, with the same programs, about all times of a run in a guest. */
type Beginning = 'environment' | 'kernel' | 'seed' | 'time of day'

/** How long it took, or for how long nothing came. */
export type Took = { readonly ms: Ms } | { readonly overMs: Ms }

/** How long a client took for the same demand. */
export interface TimeChange {
  readonly result: BoundResult
  readonly before: Took
  readonly now: Took
  /** By which part of the time before it is slower: 0.2 for a fifth, without end where it is never noticed now. Below 0: it is faster. */
  readonly growth: number
  /** It is more than what cannot be told: how exactly both were measured. */
  readonly beyondBlur: boolean
}

/** Those that are slower by more than a part of what they took, beyond what cannot be told. */
export function slowerThan(changes: readonly Change[], part: number): readonly Change[] {
  return changes.filter(({ times = [] }) => times.some(({ growth, beyondBlur }) => beyondBlur && growth > part))
}

type Runs = Pick<Report, 'runs'>

/** By scenario, plane and clock; the second of the same by its number. */
function numbered(runs: readonly Run[]): ReadonlyMap<string, Run> {
  const found = new Map<string, Run>()
  for (const run of runs) {
    const name = nameOf(run)
    for (let number = 1; ; number++) {
      const key = `${name} ${number}`
      if (found.has(key)) continue
      found.set(key, run)
      break
    }
  }
  return found
}

function nameOf({ scenario, plane, clock }: Run): string {
  return JSON.stringify([scenario, plane, clock])
}

function changeOf(now: Run, before: Run | undefined): Change {
  if (!before) return { kinds: ['new'], now }
  const times = timesOf(now, before)
  const real = times.filter(({ beyondBlur }) => beyondBlur)
  const kinds: ChangeKind[] = [
    ...verdictKinds(now.verdict, before.verdict),
    ...(real.some(({ growth }) => growth > 0) ? ['slower' as const] : []),
    ...(real.some(({ growth }) => growth < 0) ? ['faster' as const] : []),
  ]
  return { kinds, now, before, times, beganWith: otherBeginning(now, before) }
}

/** Only what both reports say: an older one does not know of all. */
function otherBeginning(now: Run, before: Run): readonly Beginning[] {
  const of = (run: Run): Readonly<Record<Beginning, string | number | undefined>> => ({
    environment: run.environment?.sha256,
    kernel: run.kernel?.release,
    seed: run.seed,
    'time of day': run.startsAt,
  })
  const [own, other] = [of(now), of(before)]
  return beginnings.filter(one => own[one] !== undefined && other[one] !== undefined && own[one] !== other[one])
}

const beginnings: readonly Beginning[] = ['environment', 'kernel', 'seed', 'time of day']

const ranks = { pass: 0, inconclusive: 1, fail: 2 } as const

function verdictKinds(now: Verdict, before: Verdict): readonly ChangeKind[] {
  if (now.status === before.status) return []
  if (now.status === 'skip' || before.status === 'skip') return ['other']
  return [ranks[now.status] > ranks[before.status] ? 'worse' : 'better']
}

/** Of each demand that both have. One for silence is about no time, and neither is one that was turned around. */
function timesOf(now: Run, before: Run): readonly TimeChange[] {
  const earlier = Map.groupBy(before.bounds, demandOf)
  return now.bounds.flatMap(result => {
    const other = earlier.get(demandOf(result))?.shift()
    const [took, earlierTook] = [timeIn(result), other && timeIn(other)]
    if (result.bound.expect === 'silence' || result.negated || !took || !earlierTook) return []
    const blurMs = now.toleranceMs + before.toleranceMs + blurOf(result.outcome) + blurOf(other?.outcome)
    return [
      {
        result,
        before: earlierTook,
        now: took,
        growth: growthOf(took, earlierTook),
        beyondBlur: isBeyond(took, earlierTook, blurMs),
      },
    ]
  })
}

function demandOf({ bound: { expect, by, since, every }, negated }: BoundResult): string {
  return JSON.stringify([expect, by, since, every, negated])
}

function timeIn({ outcome }: BoundResult): Took | undefined {
  if (outcome?.kind === 'detected' || outcome?.kind === 'recovered') return { ms: outcome.afterMs }
  return outcome?.kind === 'silent' && outcome.cut === undefined ? { overMs: outcome.watchedMs } : undefined
}

function blurOf(outcome: Outcome | undefined): Ms {
  return outcome && 'uncertaintyMs' in outcome ? outcome.uncertaintyMs : 0
}

/** 0 where one was watched for less than the other took: nobody knows then. */
function growthOf(now: Took, before: Took): number {
  if ('overMs' in now) return 'ms' in before && now.overMs >= before.ms ? Number.POSITIVE_INFINITY : 0
  if ('overMs' in before) return now.ms < before.overMs ? -1 : 0
  if (now.ms === before.ms) return 0
  return before.ms > 0 ? now.ms / before.ms - 1 : Number.POSITIVE_INFINITY
}

function isBeyond(now: Took, before: Took, blurMs: Ms): boolean {
  if ('overMs' in now) return 'ms' in before && now.overMs >= before.ms + blurMs
  if ('overMs' in before) return now.ms + blurMs < before.overMs
  return Math.abs(now.ms - before.ms) > blurMs
}
