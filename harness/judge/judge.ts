// What we think of an outcome. Never a pass without evidence; doubt is `inconclusive`.
import type { Bound, Outcome, Tolerance, Verdict } from '../model/bound.ts'
import type { Ms } from '../model/units.ts'
import { seconds } from './words.ts'

/** The verdict on one bound. Between a bound and the bound plus the plane's tolerance nobody can tell: `inconclusive`. */
export function judge(bound: Bound, outcome: Outcome, tolerance: Tolerance): Verdict {
  if (outcome.kind === 'blind') return { status: 'inconclusive', reason: outcome.reason }
  switch (bound.expect) {
    case 'detection':
      return judgeDetection(bound, outcome, tolerance)
    case 'silence':
      return judgeSilence(bound, outcome)
    case 'recovery':
      return judgeRecovery(bound, outcome, tolerance)
    default:
      return bound satisfies never
  }
}

/** The verdict that speaks for all: fail, then inconclusive, then pass, then skip. */
export function worst(verdicts: readonly [Verdict, ...Verdict[]]): Verdict {
  const order = ['fail', 'inconclusive', 'pass', 'skip'] as const
  return order.map(status => verdicts.find(verdict => verdict.status === status)).find(found => found) ?? verdicts[0]
}

type Sighted = Exclude<Outcome, { kind: 'blind' }>
type Of<E extends Bound['expect']> = Extract<Bound, { expect: E }>

function judgeDetection(bound: Of<'detection'>, outcome: Sighted, tolerance: Tolerance): Verdict {
  const expected = `${bound.from} notices within ${seconds(bound.withinMs)}`
  if (outcome.kind !== 'detected') {
    const watchedMs = outcome.kind === 'silent' ? outcome.watchedMs : 0
    return judgeMissing(bound.withinMs, watchedMs, expected, `nothing noticed in ${seconds(watchedMs)}`)
  }
  const { afterMs, uncertaintyMs, by } = outcome
  const actual = `noticed after ${seconds(afterMs)} (${by.code ?? by.sign}: ${by.detail})`
  if (bound.code !== undefined && by.code !== bound.code) {
    return { status: 'fail', expected: `${expected}, with ${bound.code}`, actual }
  }
  if (bound.notBeforeMs !== undefined && afterMs + uncertaintyMs < bound.notBeforeMs) {
    return { status: 'fail', expected: `${expected}, and not before ${seconds(bound.notBeforeMs)}`, actual }
  }
  return judgeTime(bound.withinMs, afterMs, uncertaintyMs, tolerance, expected, actual)
}

function judgeSilence(bound: Of<'silence'>, outcome: Sighted): Verdict {
  const expected = `${bound.from} stays silent for ${seconds(bound.forMs)}`
  if (outcome.kind === 'detected' && outcome.afterMs <= bound.forMs) {
    const { by } = outcome
    return {
      status: 'fail',
      expected,
      actual: `gave up after ${seconds(outcome.afterMs)} (${by.code ?? by.sign}: ${by.detail})`,
    }
  }
  if (outcome.kind === 'silent' && outcome.watchedMs < bound.forMs) {
    return {
      status: 'inconclusive',
      reason: `watched for ${seconds(outcome.watchedMs)} only, not ${seconds(bound.forMs)}`,
    }
  }
  return { status: 'pass' }
}

function judgeRecovery(bound: Of<'recovery'>, outcome: Sighted, tolerance: Tolerance): Verdict {
  const expected = `${bound.from} recovers within ${seconds(bound.withinMs)} of the healing`
  if (outcome.kind !== 'recovered') {
    const watchedMs = outcome.kind === 'silent' ? outcome.watchedMs : 0
    return judgeMissing(bound.withinMs, watchedMs, expected, `no good answer in ${seconds(watchedMs)}`)
  }
  const actual = `recovered after ${seconds(outcome.afterMs)}`
  return judgeTime(bound.withinMs, outcome.afterMs, outcome.uncertaintyMs, tolerance, expected, actual)
}

function judgeMissing(withinMs: Ms, watchedMs: Ms, expected: string, actual: string): Verdict {
  if (watchedMs >= withinMs) return { status: 'fail', expected, actual }
  return { status: 'inconclusive', reason: `watched for ${seconds(watchedMs)} only, not ${seconds(withinMs)}` }
}

/** `afterMs` counts from the latest instant at which the fault can have come into force, `afterMs + uncertaintyMs` from the earliest. */
function judgeTime(
  withinMs: Ms,
  afterMs: Ms,
  uncertaintyMs: Ms,
  { lateMs }: Tolerance,
  expected: string,
  actual: string,
): Verdict {
  if (afterMs + uncertaintyMs <= withinMs) return { status: 'pass' }
  if (afterMs > withinMs + lateMs) return { status: 'fail', expected, actual }
  return {
    status: 'inconclusive',
    reason: `${actual}: too close to ${seconds(withinMs)} to tell, with ${seconds(uncertaintyMs)} of uncertainty and ${seconds(lateMs)} of tolerance`,
  }
}
