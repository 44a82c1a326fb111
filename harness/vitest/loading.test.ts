// Method: the runner of `halfopen run` is given to Vitest with a limit of a second, and a file that never loads before one that does, for
// one worker. Wrong code that would also pass the first test: one that loads nothing that takes any time, which the second tells.
import { expect, test } from 'vitest'
import { loadingRunner, openVitest } from '../cli/vitest.ts'
import { built } from '../kit/fixtures/built.ts'
import { makeProject } from './fixtures/project.ts'

const passes = (before: string) => `${before}
import { expect, test } from 'vitest'
test('passes', () => { expect(1).toBe(1) })`

const config = (hookTimeout: number) => `export default { test: {
  include: ['**/*.scenario.ts'], runner: ${JSON.stringify(built('harness/vitest/loading.program.ts'))}, hookTimeout: ${hookTimeout}
} }`

test('a file that never loads fails with the reason, and the next one runs', async () => {
  await using project = await makeProject({
    'vitest.config.ts': config(1_000),
    'scenarios/a.scenario.ts': passes('await new Promise(() => {})'),
    'scenarios/b.scenario.ts': passes(''),
  })
  const { exitCode, stdout, stderr } = await project.vitest('--maxWorkers', '1')
  expect(stderr).toContain('Cannot wait for what it awaits outside of its tests: not done within 1 s [E_DEADLINE]')
  expect(stderr).toContain('FAIL  scenarios/a.scenario.ts')
  expect(stdout).toMatch(/Tests +1 passed/)
  expect(exitCode).toBe(1)
})

test('a file that takes its time to load runs', async () => {
  await using project = await makeProject({
    'vitest.config.ts': config(30_000),
    'scenarios/a.scenario.ts': passes('await new Promise(resolve => setTimeout(resolve, 1_500))'),
  })
  const { exitCode, stdout } = await project.vitest()
  expect(stdout).toMatch(/Tests +1 passed/)
  expect(exitCode).toBe(0)
})

test('halfopen loads by it, with two minutes for each file', async () => {
  await using project = await makeProject({
    'vitest.config.ts': 'export default { test: { runner: "mine", hookTimeout: 1 } }',
  })
  const vitest = await openVitest({ root: project.folder })
  const { runner, hookTimeout } = vitest.config
  await vitest.close()
  expect({ runner, hookTimeout }).toEqual({ runner: loadingRunner, hookTimeout: 120_000 })
})
