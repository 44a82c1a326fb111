// What becomes of a verdict where the opposite was demanded: a fail holds, a pass does not, and doubt stays doubt.
import { seconds } from '../kit/format-time.ts'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'

/** The verdict on the opposite of a bound. */
export function negate(bound: Bound, outcome: Outcome, verdict: Verdict): Verdict {
  if (verdict.status === 'fail') return { status: 'pass' }
  if (verdict.status !== 'pass') return verdict
  return { status: 'fail', expected: opposite(bound), actual: whatCame(outcome) }
}

function opposite(bound: Bound): string {
  switch (bound.expect) {
    case 'detection':
      return `${bound.by} does not notice within ${seconds(bound.withinMs)}`
    case 'silence':
      return `${bound.by} does not stay silent for ${seconds(bound.forMs)}`
    case 'recovery':
      return `${bound.by} does not recover within ${seconds(bound.withinMs)} of the healing`
    default:
      return bound satisfies never
  }
}

function whatCame(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'detected':
      return `noticed after ${seconds(outcome.afterMs)} (${outcome.by.code ?? outcome.by.kind}: ${outcome.by.detail})`
    case 'recovered':
      return `recovered after ${seconds(outcome.afterMs)}`
    case 'silent':
      return `nothing noticed in ${seconds(outcome.watchedMs)}`
    case 'blind':
      return outcome.reason
    default:
      return outcome satisfies never
  }
}
