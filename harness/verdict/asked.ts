// What was asked of an observer in the end, and whether a verdict says no more than that: a demand that is negated asks for the opposite.
import type { Verdict } from '../model/bound.ts'
import type { BoundResult } from '../model/report.ts'

/** A bound as it was demanded. */
export type Demand = Pick<BoundResult, 'bound' | 'negated'>

/** That it stays silent. */
export function asksSilence({ bound, negated }: Demand): boolean {
  return bound.expect === (negated ? 'detection' : 'silence')
}

/** That it notices a loss. */
export function asksLoss({ bound, negated }: Demand): boolean {
  return bound.expect === (negated ? 'silence' : 'detection')
}

/** A pass that has no reason of its own. */
export function isBarePass(verdict: Verdict): boolean {
  return verdict.status === 'pass' && verdict.reason === undefined
}
