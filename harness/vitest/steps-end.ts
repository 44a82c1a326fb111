// What the end of a script's steps says beside its demands: nothing, a failed step, doubt, or that they cannot be taken here.
import { HalfopenError, messageOf, unwrap } from '../kit/errors.ts'
import type { StepsEnd } from '../runtime/conclude.ts'
import { isSkip, VerdictError } from './settle.ts'

/** Errors that did not end the steps, such as those of `expect.soft`. */
export type Soft = readonly { readonly message: string }[] | undefined

/** `thrown`: what they ended with, if anything. A demand that was not met has its verdict already. */
export function stepsEnd(thrown: unknown, { refusals, stopped, soft = [] }: Circumstances): StepsEnd {
  if (stopped) return { brokeBy: firstLine(stopped.by) }
  if (thrown === undefined) return soft[0] ? failed(soft[0].message) : {}
  const [first, ...troubles] = unwrap(thrown)
  return { ...endBy(first, refusals), troubles }
}

interface Circumstances {
  /** What the testbed rejected with. */
  readonly refusals: ReadonlySet<unknown>
  /** The run was interrupted, or the test has timed out. */
  readonly stopped: { readonly by: unknown } | undefined
  readonly soft: Soft
}

function endBy(thrown: unknown, refusals: ReadonlySet<unknown>): StepsEnd {
  if (thrown instanceof VerdictError) return {}
  if (isSkip(thrown)) return { verdict: { status: 'skip', reason: thrown.note ?? 'its steps say so' } }
  if (thrown instanceof HalfopenError && thrown.code === 'E_UNSUPPORTED')
    return { verdict: { status: 'skip', reason: thrown.problem, why: 'cannot-show' } }
  return refusals.has(thrown) ? { brokeBy: thrown } : failed(messageOf(thrown))
}

function failed(actual: string): StepsEnd {
  return { verdict: { status: 'fail', expected: 'every step of the script succeeds', actual } }
}

/** Vitest's message on a timeout goes on to say how to configure Vitest. */
function firstLine(thrown: unknown): Error {
  return new Error(messageOf(thrown).split('\n')[0])
}
