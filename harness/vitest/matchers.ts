// What a script of several steps may expect of a program. Each waits until it is decided, and its verdict is recorded, after a `.not`.
import { expect as base, type MatcherState } from 'vitest'
import { parseLength } from '../define/bounds.ts'
import type { Duration } from '../define/duration.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Demand } from '../runtime/session.ts'
import { Actor, runOf } from './actor.ts'
import { callersOf } from './frames.ts'
import { VerdictError } from './settle.ts'

interface TestbedMatchers {
  /** After the latest fault it says that its peer is lost, or ends, within this time. */
  toDetectLossWithin(within: Duration): Promise<void>
  /** For this long after the latest fault it does not give its peer up. */
  toStayConnectedFor(duration: Duration): Promise<void>
  /** It has a good answer within this time of the healing of the latest fault; of its coming where that stays, and then only who had noticed a loss can be back. */
  toRecoverWithin(within: Duration): Promise<void>
}

// Vitest's own `Matchers` has other type parameters in 5 than in 4; Chai's assertion, which both are made of, has none.
declare global {
  namespace Chai {
    interface Assertion extends TestbedMatchers {}
  }
}

base.extend({
  toDetectLossWithin(this: MatcherState, actor: unknown, within: Duration) {
    return demand(this, actor, ({ observer: by }) => ({
      expect: 'detection',
      by,
      withinMs: parseLength('matcher toDetectLossWithin()', 'within', within),
    }))
  },
  toStayConnectedFor(this: MatcherState, actor: unknown, duration: Duration) {
    return demand(this, actor, ({ observer: by }) => ({
      expect: 'silence',
      by,
      forMs: parseLength('matcher toStayConnectedFor()', 'duration', duration),
    }))
  },
  toRecoverWithin(this: MatcherState, actor: unknown, within: Duration) {
    return demand(this, actor, ({ observer: by }) => ({
      expect: 'recovery',
      by,
      withinMs: parseLength('matcher toRecoverWithin()', 'within', within),
    }))
  },
})

/**
 * Vitest's `expect` with `toDetectLossWithin`, `toStayConnectedFor` and `toRecoverWithin` for programs of a testbed.
 * @example await expect(client).toDetectLossWithin('30s')
 * @throws E_MATCHER when these are asked of anything else
 * @throws E_DURATION, E_BOUND when what should be a length of time is none
 */
export const expect = base

/** Throws whatever is no pass: what Vitest would make of `pass` is decided here, so that the record and the test say the same. */
async function demand(
  { isNot }: Pick<MatcherState, 'isNot'>,
  actor: unknown,
  demandOf: (actor: Actor) => Demand,
): Promise<{ pass: boolean; message: () => string }> {
  const frames = callersOf(demand)
  const negated = isNot === true
  const run = actor instanceof Actor ? runOf(actor) : undefined
  if (!(actor instanceof Actor && run)) {
    throw new HalfopenError('E_MATCHER', 'Cannot expect this of anything but a program of a testbed', {
      fix: 'Pass what testbed.client(...) or testbed.server(...) gave you',
    })
  }
  const verdict = await run.demand(demandOf(actor), negated, frames)
  if (verdict.status === 'fail' || verdict.status === 'inconclusive') throw new VerdictError(verdict, frames)
  return { pass: !negated, message: () => `${actor.name}: as demanded` }
}
