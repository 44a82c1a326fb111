// What we think of an outcome. Never a pass without evidence; doubt is `inconclusive`.

import { seconds } from '../kit/format-time.ts'
import type { Bound, Outcome, Tolerance, Verdict } from '../model/bound.ts'
import type { Ms } from '../model/units.ts'
import { codeless, told } from './told.ts'

/** The verdict on one bound. Between a bound and the bound plus the plane's tolerance nobody can tell: `inconclusive`. */
export function judge(bound: Bound, outcome: Outcome, tolerance: Tolerance): Verdict {
  if (outcome.kind === 'blind') return doubt(outcome.reason)
  switch (bound.expect) {
    case 'detection':
      return judgeDetection(bound, outcome, tolerance)
    case 'silence':
      return judgeSilence(bound, outcome, tolerance)
    case 'recovery':
      return judgeRecovery(bound, outcome, tolerance)
    default:
      return bound satisfies never
  }
}

/** The verdict that speaks for all, the first of its kind. */
export function worst(verdicts: readonly [Verdict, ...Verdict[]]): Verdict {
  return verdicts.reduce((one, other) => (badness(other) > badness(one) ? other : one))
}

/** Of two verdicts that with the higher number speaks for both: fail, then inconclusive, then pass, then skip. */
export function badness({ status }: Pick<Verdict, 'status'>): number {
  return order.indexOf(status)
}

const order: readonly Verdict['status'][] = ['skip', 'pass', 'inconclusive', 'fail']

type Sighted = Exclude<Outcome, { kind: 'blind' }>
type Of<E extends Bound['expect']> = Extract<Bound, { expect: E }>

function judgeDetection(bound: Of<'detection'>, outcome: Sighted, tolerance: Tolerance): Verdict {
  const expected = `${bound.by} notices ${bound.every ? 'the loss of each connection ' : ''}within ${seconds(bound.withinMs)}`
  if (outcome.kind !== 'detected') return judgeMissing(bound.withinMs, outcome, tolerance, expected, 'nothing noticed')
  const actual = `noticed after ${seconds(outcome.afterMs)} (${told(outcome)})`
  if (bound.code !== undefined && outcome.by.code !== bound.code) {
    return { status: 'fail', expected: `${expected}, with ${bound.code}`, actual: `${actual}${codeless(outcome)}` }
  }
  return (
    tooEarly(bound, outcome, tolerance, expected, actual) ??
    judgeTime(bound.withinMs, outcome, tolerance, expected, actual)
  )
}

function judgeSilence(bound: Of<'silence'>, outcome: Sighted, tolerance: Tolerance): Verdict {
  const expected = `${bound.by} stays silent for ${seconds(bound.forMs)}`
  if (outcome.kind === 'detected') {
    const actual = `gave up after ${seconds(outcome.afterMs)} (${told(outcome)})`
    const time = compare(bound.forMs, outcome, tolerance)
    if (time === 'beyond') return { status: 'pass' }
    return time === 'within' ? { status: 'fail', expected, actual } : tooClose(actual, bound.forMs, outcome, tolerance)
  }
  const longEnough = outcome.kind === 'silent' && outcome.watchedMs >= bound.forMs + tolerance.lateMs
  return longEnough ? { status: 'pass' } : tooShort(outcome, bound.forMs, tolerance)
}

function judgeRecovery(bound: Of<'recovery'>, outcome: Sighted, tolerance: Tolerance): Verdict {
  const from = 'from' in outcome && outcome.from === 'step' ? '' : ' of the healing'
  const expected = `${bound.by} recovers within ${seconds(bound.withinMs)}${from}`
  if (outcome.kind !== 'recovered') return judgeMissing(bound.withinMs, outcome, tolerance, expected, 'no good answer')
  const actual = `recovered after ${seconds(outcome.afterMs)}`
  return (
    tooEarly(bound, outcome, tolerance, expected, actual) ??
    judgeTime(bound.withinMs, outcome, tolerance, expected, actual)
  )
}

/** Undefined where it was not, or nobody asks. */
function tooEarly(
  { notBeforeMs = 0 }: { notBeforeMs?: Ms },
  outcome: Timed,
  tolerance: Tolerance,
  expected: string,
  actual: string,
): Verdict | undefined {
  const early = notBeforeMs > 0 ? compare(notBeforeMs, outcome, tolerance) : 'beyond'
  if (early === 'close') return tooClose(actual, notBeforeMs, outcome, tolerance)
  if (early === 'beyond') return undefined
  return { status: 'fail', expected: `${expected}, and not before ${seconds(notBeforeMs)}`, actual }
}

function judgeMissing(withinMs: Ms, outcome: Sighted, tolerance: Tolerance, expected: string, what: string): Verdict {
  const longEnough = outcome.kind === 'silent' && outcome.watchedMs >= withinMs + tolerance.lateMs
  if (!longEnough) return tooShort(outcome, withinMs, tolerance)
  return { status: 'fail', expected, actual: `${whatOf(outcome, what)} in ${seconds(outcome.watchedMs)}` }
}

/** Of several connections, how many were noticed. */
function whatOf({ connections }: Extract<Outcome, { kind: 'silent' }>, what: string): string {
  return connections ? `${connections.noticed} of ${connections.of} connections noticed` : what
}

function judgeTime(withinMs: Ms, outcome: Timed, tolerance: Tolerance, expected: string, actual: string): Verdict {
  const time = compare(withinMs, outcome, tolerance)
  if (time === 'within') return { status: 'pass' }
  return time === 'beyond' ? { status: 'fail', expected, actual } : tooClose(actual, withinMs, outcome, tolerance)
}

type Timed = Extract<Outcome, { afterMs: Ms }>

/**
 * The true time lies between `afterMs - lateMs` (a plane tells late, never early) and `afterMs + uncertaintyMs` (the fault may
 * have been in force before we knew): `close` where the limit lies in between.
 */
function compare(limitMs: Ms, { afterMs, uncertaintyMs }: Timed, { lateMs }: Tolerance): 'within' | 'close' | 'beyond' {
  if (afterMs + uncertaintyMs <= limitMs) return 'within'
  return afterMs > limitMs + lateMs ? 'beyond' : 'close'
}

function tooClose(actual: string, limitMs: Ms, { uncertaintyMs }: Timed, { lateMs }: Tolerance): Verdict {
  const blur = `${seconds(uncertaintyMs)} of uncertainty and ${seconds(lateMs)} of tolerance`
  return doubt(`${actual}: too close to ${seconds(limitMs)} to tell, with ${blur}`)
}

function tooShort(outcome: Sighted, limitMs: Ms, { lateMs }: Tolerance): Verdict {
  const { watchedMs, cut } = outcome.kind === 'silent' ? outcome : { watchedMs: 0 }
  const why = cut === undefined ? '' : `; blind from there on: ${cut}`
  return doubt(
    `watched for ${seconds(watchedMs)} only, not ${seconds(limitMs)} and ${seconds(lateMs)} of tolerance${why}`,
  )
}

function doubt(reason: string): Verdict {
  return { status: 'inconclusive', reason }
}
