// Method: what `list` prints is given back to `list` and `run`, name by name. Wrong code that would also pass a part: one that selects
// whole files, which the number of runs tells.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unfolded } from '../kit/fixtures/unfolded.ts'
import { makeProject, type Project } from '../vitest/fixtures/project.ts'

const java = `
import { processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { test } from 'halfopen/vitest'
import { describe, expect, test as plain } from 'vitest'

const spec = {
  server: cacheServer(), client: cacheReader(), fault: processKill('server'), planes: ['toxiproxy'],
  bounds: { detectedBy: 'client-app', within: '1s' },
} as const
scenarioTest('reader', spec)
describe('pool', () => {
  scenarioTest('reader', spec)
  scenarioTest.each([['quick', '1s'], ['slow', '2s']])('writer %s', (_name, within) => ({ ...spec, bounds: { detectedBy: 'client-app', within } }))
  scenarioTest.for([{ size: 1 }, { size: 2 }])('of $size', () => spec)
})
scenarioTest.skip('broken', spec)
test.for(['a', 'b'])('script %s', { planes: ['toxiproxy'] }, async (name, { testbed }) => { await testbed.server(name, cacheServer()) })
plain('is none of ours', () => { expect(1).toBe(1) })
`
const alone = java.replace(/describe\([\s\S]*/, '')

/** Nobody has to find out whether a guest can run. */
const here = ['--plane', 'toxiproxy']

describe('scenarios by name', { timeout: 120_000 }, () => {
  let project: Project
  beforeAll(async () => {
    project = await makeProject({
      'scenarios/java.scenario.ts': java,
      'scenarios/tcp/alone.scenario.ts': alone,
      'elsewhere/broken.scenario.ts': 'throw new Error("not today")',
      'elsewhere/unread.scenario.ts': "import { scenarioTest } from 'halfopen'\nscenarioTest('x', {)\n",
    })
  })
  afterAll(async () => project[Symbol.asyncDispose]())

  test('list prints each with the path of its suites and its formatted title, and takes what it has printed', async () => {
    const { stdout } = await project.halfopen('list', 'java', 'tcp/**')
    const names = stdout.split('\n').map(line => line.split(' ')[0] ?? '')
    expect(names).toEqual([
      ...['java/broken', 'java/pool/of-1', 'java/pool/of-2', 'java/pool/reader', 'java/pool/writer-quick'],
      ...['java/pool/writer-slow', 'java/reader', 'java/script-a', 'java/script-b', 'tcp/alone'],
    ])
    const again = await project.halfopen('list', ...names)
    expect(again.stdout).toBe(stdout)
  })

  test('run takes one of several in a file, and a glob over some of them', async () => {
    const one = await project.halfopen('run', ...here, 'java/reader')
    expect((await project.report()).runs.map(({ scenario }) => scenario)).toEqual(['java/reader'])
    expect(one.exitCode).toBe(0)
    await project.halfopen('run', ...here, 'java/pool/writer-*', 'tcp')
    const names = (await project.report()).runs.map(({ scenario }) => scenario)
    expect(names).toEqual(['java/pool/writer-quick', 'java/pool/writer-slow', 'tcp/alone'])
  })

  test('a name that there is not inside a file is an error with the one that was meant, and those of its folder', async () => {
    const { stderr, exitCode } = await project.halfopen('run', ...here, 'java/raeder')
    expect(stderr).toMatch(
      /^Cannot run: no scenario matches "java\/raeder"\. Did you mean "java\/reader"\? There are .*java\/reader.* \[E_NO_MATCH\]$/,
    )
    expect(exitCode).toBe(64)
  })

  test('compare refuses a file of several, with names that it takes', async () => {
    const { stderr } = await project.halfopen('compare', 'java/pool/**')
    expect(stderr).toContain('got "java/pool/**". Name one, such as java/pool/of-1 or java/pool/of-2')
  })

  test('a file that cannot be loaded is an error of the run, though it stands beside what can', async () => {
    const { stdout, exitCode } = await project.halfopen('run', ...here, 'java/reader', 'elsewhere')
    expect(stdout).toMatch(
      / ✗ elsewhere\/broken.scenario.ts +error\n +where +elsewhere\/broken.scenario.ts:1\n +message +not today/,
    )
    expect(stdout).toMatch(
      / ✗ elsewhere\/unread.scenario.ts +error\n +where +elsewhere\/unread.scenario.ts:2\n +message +Transform failed with 1 error: \[PARSE_ERROR\] Unexpected token\n/,
    )
    expect(stdout).toMatch(/^ ✓ java\/reader /m)
    expect(exitCode).toBe(1)
  })

  test('each part of a sharded run has files that no other has', async () => {
    const parts = ['1/2', '2/2'].map(async shard => {
      const { stdout } = await project.halfopen(
        'run',
        ...here,
        'java/reader',
        'tcp',
        '--shard',
        shard,
        '--workers',
        '1',
      )
      return stdout.match(/(java\/reader|tcp\/alone)/g)?.[0]
    })
    expect((await Promise.all(parts)).toSorted()).toEqual(['java/reader', 'tcp/alone'])
  })
})

describe('a second scenario of the same name', () => {
  const twice = java.replace('scenarioTest.skip(', "scenarioTest('Reader!', spec)\nscenarioTest.skip(")

  test('is refused in a file, with both places', async () => {
    await using project = await makeProject({ 'scenarios/java.scenario.ts': twice })
    const { stdout, exitCode } = await project.halfopen('run', ...here)
    expect(unfolded(stdout)).toContain(
      'Cannot tell two scenarios apart: one at scenarios/java.scenario.ts:11 and one at scenarios/java.scenario.ts:17, got "java/reader" twice.',
    )
    expect(exitCode).toBe(1)
  })

  test('is refused in two files, by list and by run', async () => {
    await using project = await makeProject({ 'scenarios/a.scenario.ts': alone, 'a.scenario.mts': alone })
    const listed = await project.halfopen('list')
    const ran = await project.halfopen('run', ...here)
    const words =
      /one at (a.scenario.mts|scenarios\/a.scenario.ts):11 and one at (a.scenario.mts|scenarios\/a.scenario.ts):11, got "a" twice/
    expect(listed.stderr).toMatch(words)
    expect(unfolded(ran.stdout)).toMatch(words)
    expect([listed.exitCode, ran.exitCode]).toEqual([64, 1])
  })
})
