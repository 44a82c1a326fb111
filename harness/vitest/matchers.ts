// What a script of several steps may expect of a program. Each waits until it is decided; doubt throws as inconclusive.
import { expect as base } from 'vitest'
import { type Duration, parseMs } from '../define/duration.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Demand } from '../runtime/session.ts'
import { Actor } from './actor.ts'
import { VerdictError, wordsOf } from './verdict-error.ts'

interface TestbedMatchers {
  /** After the latest fault it says that its peer is lost, or ends, within this time. */
  toDetectLossWithin(within: Duration): Promise<void>
  /** For this long after the latest fault it does not give its peer up. */
  toStayConnectedFor(duration: Duration): Promise<void>
  /** It has a good answer within this time: after the latest fault was healed, or, while that stays, after the loss that it noticed. */
  toRecoverWithin(within: Duration): Promise<void>
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends TestbedMatchers {}
}

base.extend({
  toDetectLossWithin: (actor: unknown, within: Duration) =>
    demand(actor, ({ observer: by }) => ({ expect: 'detection', by, withinMs: parseMs(within) })),
  toStayConnectedFor: (actor: unknown, duration: Duration) =>
    demand(actor, ({ observer: by }) => ({ expect: 'silence', by, forMs: parseMs(duration) })),
  toRecoverWithin: (actor: unknown, within: Duration) =>
    demand(actor, ({ observer: by }) => ({ expect: 'recovery', by, withinMs: parseMs(within) })),
})

/** Vitest's `expect` with `toDetectLossWithin`, `toStayConnectedFor` and `toRecoverWithin` for programs of a testbed. */
export const expect = base

async function demand(
  actor: unknown,
  demandOf: (actor: Actor) => Demand,
): Promise<{ pass: boolean; message: () => string }> {
  if (!(actor instanceof Actor)) {
    throw new HalfopenError('E_MATCHER', 'Cannot expect this of anything but a program of a testbed', {
      fix: 'Pass what testbed.client(...) or testbed.server(...) gave you',
    })
  }
  const verdict = await Actor.sessionOf(actor).demand(demandOf(actor))
  if (verdict.status === 'inconclusive') throw new VerdictError(verdict)
  return { pass: verdict.status === 'pass', message: () => `${actor.name}: ${wordsOf(verdict)}` }
}
