// From the last step of a script to its verdict: the steps are watched from outside, so that what they end with is never taken for a hook's.
import type { TestContext } from 'vitest'
import { abortable } from '../kit/clock.ts'
import type { Run } from '../model/report.ts'
import { settle } from './settle.ts'
import { runningScript } from './testbed.ts'

type Steps = (context: TestContext) => void | Promise<void>

/** The same steps, and then the verdict. Vitest reads from a function's text which fixtures it wants, so the text stays what it is. */
export function watched(steps: Steps, control: Control): Steps {
  return new Proxy(steps, {
    apply: async (_target, _self, [context]: [TestContext]) => take(steps, context, control),
    get: (target, name) => (name === 'toString' ? () => target.toString() : Reflect.get(target, name)),
  })
}

/** Holds what passed against its control, where it is to have one. */
type Control = (run: Run, context: TestContext) => Promise<Run>

async function take(steps: Steps, context: TestContext, control: Control): Promise<void> {
  const { task } = context
  const begun = runningScript(task)
  let thrown: unknown
  try {
    await (begun ? abortable(begun.signal, Promise.resolve(steps(context))) : steps(context))
  } catch (error) {
    thrown = error
  }
  const script = runningScript(task)
  // Steps that take no testbed are no script: they end as any test does.
  if (!script) {
    if (thrown !== undefined) throw thrown
    return
  }
  const run = await script.finish(thrown, task.result?.errors)
  settle(context, await control(run, context), thrown)
}
