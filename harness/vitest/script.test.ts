// Method: every way that Vitest has of declaring a test is used on `test` and `scenarioTest`, in one file that runs as a user's does.
import { describe, expect, test } from 'vitest'
import { butForAWait } from '../execute/fixtures/but-for-a-wait.ts'
import { unfolded } from '../kit/fixtures/unfolded.ts'
import { makeProject } from './fixtures/project.ts'

const head = `
import { processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test } from 'halfopen/vitest'
import { describe } from 'vitest'
const here = { planes: ['toxiproxy'] } as const
const spec = {
  server: cacheServer(), client: cacheReader(), fault: processKill('server'), planes: ['toxiproxy'],
  bounds: { detectedBy: 'client-app', within: '1s' },
} as const
`
const steps = `async ({ testbed }) => {
  await testbed.server('cache', cacheServer())
  const reader = await testbed.client(cacheReader())
  await testbed.inject(processKill('server'))
  await expect(reader).toDetectLossWithin('1s')
}`
const every = `${head}
test.concurrent('side by side, one', here, ${steps})
test.concurrent('side by side, two', here, ${steps})
describe.concurrent('scenarios side by side', () => { scenarioTest('one', spec); scenarioTest('two', spec) })
const withReader = test.extend<{ reader: unknown }>({
  reader: async ({ testbed }, use) => {
    await testbed.server('cache', cacheServer())
    await use(await testbed.client(cacheReader()))
  },
})
withReader('a fixture of its own', here, async ({ reader, testbed }) => {
  await testbed.inject(processKill('server'))
  await expect(reader).toDetectLossWithin('1s')
})
test.for([{ within: '1s' }, { within: '2s' }] as const)('within $within', here, async ({ within }, { testbed }) => {
  await testbed.server('cache', cacheServer())
  const reader = await testbed.client(cacheReader())
  await testbed.inject(processKill('server'))
  await expect(reader).toDetectLossWithin(within)
})
describe('a hook', () => {
  test.beforeEach(async ({ testbed }) => { await testbed.server('cache', cacheServer()) })
  test('that starts the server', here, async ({ testbed }) => {
    const reader = await testbed.client(cacheReader())
    await testbed.inject(processKill('server'))
    await expect(reader).toDetectLossWithin('1s')
  })
})
test.each([1, 2])('a plain test of %i', here, async n => { expect(n).toBeGreaterThan(0) })
test.skipIf(true)('not now', here, ${steps})
test.skip('never', here, ${steps})
test.todo('later')
`

describe.concurrent('scripts and scenarios are declared as any test of Vitest', { timeout: 180_000 }, () => {
  test('side by side, for cases, with fixtures and with hooks: each is a run, and what is skipped is none', async () => {
    await using project = await makeProject({ 'scenarios/x.scenario.ts': every })
    const { exitCode, stdout } = await project.halfopen('run', '--plane', 'toxiproxy')
    const { runs, errors } = await project.report()
    expect(errors).toBeUndefined()
    expect(runs.map(({ scenario, verdict }) => [scenario, butForAWait(verdict).status])).toEqual(
      [
        ...['x/a-fixture-of-its-own', 'x/a-hook/that-starts-the-server', 'x/scenarios-side-by-side/one'],
        ...['x/scenarios-side-by-side/two', 'x/side-by-side-one', 'x/side-by-side-two', 'x/within-1s', 'x/within-2s'],
      ].map(name => [name, 'pass']),
    )
    expect(stdout).toMatch(/ 8 passed; /)
    expect(exitCode).toBe(0)
  })

  const only = {
    'scenarios/script.scenario.ts': `${head}test('one', here, ${steps})\ntest.only('two', here, ${steps})`,
    'scenarios/scenario.scenario.ts': `${head}scenarioTest('one', spec)\nscenarioTest.only('two', spec)`,
  }

  test('.only runs nothing else of its file, be it a script or a scenario', async () => {
    await using project = await makeProject(only)
    const { stdout, stderr, exitCode } = await project.halfopen('run', '--plane', 'toxiproxy')
    const { runs } = await project.report()
    const names = runs.map(({ scenario }) => scenario)
    expect(names, `exit code ${exitCode}\n${stdout}\n${stderr}`).toEqual(['scenario/two', 'script/two'])
  })

  test('.only is refused in CI, where nothing else of its file would be missed', async () => {
    await using project = await makeProject(only, { CI: 'true' })
    const { stdout, exitCode } = await project.halfopen('run', '--plane', 'toxiproxy')
    const { runs, errors } = await project.report()
    expect(runs).toEqual([])
    expect(errors).toHaveLength(2)
    expect(stdout).toContain('Unexpected .only modifier')
    expect(exitCode).toBe(1)
  })

  test('.fails is refused: the opposite of a verdict is another demand; and so are phases', async () => {
    await using project = await makeProject({
      'scenarios/x.scenario.ts': `${head}test.fails('x', here, ${steps})`,
      'scenarios/y.scenario.ts': `${head}test('y', { ...here, phases: 8 }, ${steps})`,
    })
    const { exitCode, stdout } = await project.halfopen('run', '--plane', 'toxiproxy')
    expect(unfolded(stdout)).toContain(
      'Cannot use script "x": a script is not expected to fail. Expect the opposite with .not [E_STEPS]',
    )
    expect(unfolded(stdout)).toContain('Cannot use script "y": only a scenario is run in phases')
    expect(exitCode).toBe(1)
  })

  test('steps end when their own time is over, not a minute later, be it a testbed or they that take it', async () => {
    const spent = `{ ...here, timeout: 2_000 }`
    await using project = await makeProject({
      'scenarios/a.scenario.ts': `${head}test('waits', ${spent}, async ({ testbed }) => { await testbed.wait('1h') })`,
      'scenarios/b.scenario.ts': `${head}test('hangs', ${spent}, async ({ testbed }) => { await new Promise(() => {}) })`,
    })
    const { exitCode } = await project.halfopen('run', '--plane', 'toxiproxy')
    const { runs } = await project.report()
    const reason =
      "Cannot take its steps: not done within 2 s. Give them more time, with the script's `timeout` [E_DEADLINE]"
    expect(runs.map(({ verdict }) => verdict)).toEqual([1, 2].map(() => ({ status: 'inconclusive', reason })))
    expect(Math.max(...runs.map(({ wallMs = 0 }) => wallMs))).toBeLessThan(50_000)
    expect(exitCode).toBe(2)
  })

  test('a hook that takes the testbed of a script in a box is told where the testbed is', async () => {
    const hook = `test.beforeEach(async ({ testbed }) => { await testbed.wait('1s') })`
    await using project = await makeProject({
      'scenarios/x.scenario.ts': `${head}${hook}\ntest('x', { planes: ['netns'] }, ${steps})`,
    })
    const { exitCode, stdout } = await project.halfopen('run', '--clock', 'real')
    expect(stdout).toContain('Cannot use the testbed of "x [netns real]" in a hook: its steps are taken in a box.')
    expect(exitCode).toBe(1)
  })
})
