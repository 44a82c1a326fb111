// What is said of a step that cannot be healed: nothing at the end of a run, where nobody asked for it, and the reason to whoever did.
import { expect, test } from 'vitest'
import { Recorder } from '../observe/recorder.ts'
import type { Injection, Testbed } from '../planes/plane.ts'
import { Steps } from './steps.ts'

const kill = { kind: 'process-kill', host: 'db' } as const
const { signal } = new AbortController()

test.for([
  ['nobody asked to be healed is no trouble', undefined, []],
  ['somebody did names why', { kind: 'heal', step: 0 }, ['step 0 was not healed: db was killed']],
] as const)('a kill that %s', async ([, asked, troubles]) => {
  const recorder = new Recorder()
  {
    await using steps = new Steps(testbed(), recorder)
    await steps.take(kill, signal)
    if (asked) await steps.take(asked, signal)
  }
  expect(recorder.record({ plane: 'netns', clock: 'real' }).troubles).toEqual(troubles)
})

function testbed(): Testbed {
  const inject = async (): Promise<Injection> => ({
    ...{ fault: kill, atMs: 1, byMs: 1, cannotHeal: 'db was killed' },
    evidence: async () => ({ text: '1 process killed', facts: {} }),
    [Symbol.asyncDispose]: async () => {},
  })
  return { inject } as unknown as Testbed
}
