// From the last step of a script to its verdict: the steps are watched from outside, so that what they end with is never taken for a hook's.
import type { TestContext } from 'vitest'
import { settle } from './settle.ts'
import { runningScript } from './testbed.ts'

type Steps = (context: TestContext) => void | Promise<void>

/** The same steps, and then the verdict. Vitest reads from a function's text which fixtures it wants, so the text stays what it is. */
export function watched(steps: Steps): Steps {
  return new Proxy(steps, {
    apply: async (_target, _self, [context]: [TestContext]) => take(steps, context),
    get: (target, name) => (name === 'toString' ? () => target.toString() : Reflect.get(target, name)),
  })
}

async function take(steps: Steps, context: TestContext): Promise<void> {
  const { task } = context
  let thrown: unknown
  try {
    await steps(context)
  } catch (error) {
    thrown = error
  }
  const script = runningScript(task)
  // Steps that take no testbed are no script: they end as any test does.
  if (!script) {
    if (thrown !== undefined) throw thrown
    return
  }
  settle(context, await script.finish(thrown, task.result?.errors), thrown)
}
