// Method: the same scripts end in every way that there is, once by `halfopen run` and once by plain `vitest` with our reporter. Wrong code
// that would also pass: one that takes Vitest's state for the verdict, which the swallowed demand and the plain reporter's file tell apart.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report, Run } from '../model/report.ts'
import { type Ended, makeProject, type Project, reporterFile } from './fixtures/project.ts'

const ends = `
import { blackHole, command, powerOff, processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test, type ScriptTestbed } from 'halfopen/vitest'

const here = { planes: ['toxiproxy'] } as const
async function begin(testbed: ScriptTestbed, client = cacheReader()) {
  await testbed.server('cache', cacheServer())
  return await testbed.client(client)
}
test('notices', here, async ({ testbed }) => {
  const reader = await begin(testbed)
  await testbed.inject(processKill('server'))
  await expect(reader).toDetectLossWithin('1s')
})
test('does not fail by the opposite', here, async ({ testbed }) => {
  const reader = await begin(testbed)
  await using _hole = await testbed.inject(blackHole())
  await expect(reader).not.toDetectLossWithin('200ms')
})
test('fails by the opposite', here, async ({ testbed }) => {
  const reader = await begin(testbed)
  await testbed.inject(processKill('server'))
  await expect(reader).not.toDetectLossWithin('1s') // here
})
test('swallows a verdict', here, async ({ testbed }) => {
  const reader = await begin(testbed)
  await testbed.inject(processKill('server'))
  await expect(reader).not.toDetectLossWithin('1s').catch(() => {})
})
test('doubts', here, async ({ testbed }) => {
  await expect(await begin(testbed)).toDetectLossWithin('1s')
})
test('doubts the opposite', here, async ({ testbed }) => {
  await expect(await begin(testbed)).not.toDetectLossWithin('1s')
})
test('throws', here, async ({ testbed }) => {
  await begin(testbed)
  throw new Error('the migration did not run') // here
})
test('asserts', here, async ({ testbed }) => {
  expect(await begin(testbed)).toHaveProperty('host', 'server') // here
})
test('asserts softly', here, async ({ testbed }) => {
  const reader = await begin(testbed)
  await testbed.inject(processKill('server'))
  await expect(reader).toDetectLossWithin('1s')
  expect.soft(1).toBe(2)
})
test('cannot be set up', here, async ({ testbed }) => {
  await begin(testbed, command(['sh', '-c', 'echo no licence; exit 3'], { name: 'short-lived', connected: /ready/ }))
})
test('cannot be shown here', here, async ({ testbed }) => {
  await begin(testbed)
  await testbed.inject(powerOff('server', { backAfter: '1s' }))
})
test('skips itself', here, async ({ testbed, skip }) => {
  await begin(testbed)
  skip('there is no licence')
})
test('takes no testbed', here, async () => {})
scenarioTest('a scenario fails', {
  server: cacheServer(), client: cacheReader(), fault: processKill('server'),
  bounds: { undetectedBy: 'client-app', for: '500ms' }, planes: ['toxiproxy'],
})
`

/** By the last part of its name: verdict, and the line that it points at. */
const expected = {
  notices: ['pass', 'notices'],
  'does-not-fail-by-the-opposite': ['pass', 'does not fail'],
  'fails-by-the-opposite': ['fail', 'not.toDetectLossWithin'],
  'swallows-a-verdict': ['fail', 'swallows'],
  doubts: ['inconclusive', 'expect('],
  'doubts-the-opposite': ['inconclusive', 'expect('],
  throws: ['fail', 'throw new Error'],
  asserts: ['fail', 'toHaveProperty'],
  'asserts-softly': ['fail', 'asserts softly'],
  'cannot-be-set-up': ['inconclusive', 'return await testbed.client'],
  'cannot-be-shown-here': ['skip', 'testbed.inject(powerOff'],
  'skips-itself': ['skip', 'skip('],
  'a-scenario-fails': ['fail', 'scenarioTest('],
}

describe('each script ends as its record says', { timeout: 240_000 }, () => {
  let project: Project
  let byHalfopen: Ended
  let byVitest: Ended
  let reports: { halfopen: Report; vitest: Report }
  beforeAll(async () => {
    project = await makeProject({ 'scenarios/ends.scenario.ts': ends })
    byHalfopen = await project.halfopen('run')
    reports = {
      halfopen: await project.report(),
      vitest: { schema: 2, tool: { name: 'halfopen', version: '' }, runs: [] },
    }
    byVitest = await project.vitest(`--reporter=${reporterFile}`, '--reporter=json', '--outputFile=states.json')
    reports.vitest = await project.report('reports/out')
  }, 240_000)
  afterAll(async () => project[Symbol.asyncDispose]())

  test('with the verdict that its demands, its steps and its set-up have earned', () => {
    expect(table(reports.halfopen)).toEqual(expected)
    expect(byHalfopen.exitCode).toBe(1)
  })

  test('the same by plain vitest with our reporter', () => {
    expect(table(reports.vitest)).toEqual(expected)
    expect(byVitest.exitCode).toBe(1)
  })

  test("and Vitest's own states are those verdicts", async () => {
    const { testResults } = JSON.parse(await readFile(join(project.folder, 'states.json'), 'utf8'))
    const states: [string, string][] = testResults[0].assertionResults.map(
      ({ title, status }: { title: string; status: string }) => [
        title.replace(/ \[.*/, '').replaceAll(' ', '-'),
        status,
      ],
    )
    const wanted = Object.entries(expected).map(([name, [verdict]]) => [
      name,
      verdict === 'pass' ? 'passed' : verdict === 'skip' ? 'skipped' : 'failed',
    ])
    expect(Object.fromEntries(states)).toEqual({ ...Object.fromEntries(wanted), 'takes-no-testbed': 'passed' })
  })

  test('what is no verdict but a failed step is told with its message, and as nothing else', () => {
    const run = runOf(reports.halfopen, 'throws')
    expect(run.verdict).toMatchObject({
      expected: 'every step of the script succeeds',
      actual: 'the migration did not run',
    })
    expect(reports.halfopen.errors).toBeUndefined()
  })

  test('a verdict after .not says what was not to happen, and is recorded as negated', () => {
    const { verdict, bounds } = runOf(reports.halfopen, 'fails-by-the-opposite')
    expect(verdict).toMatchObject({
      expected: 'cache-reader-app does not notice within 1.0 s',
      actual: expect.stringMatching(/^noticed after \d+ ms/),
    })
    expect(bounds[0]).toMatchObject({ negated: true, verdict })
  })

  test('a failed run names file and line on the terminal', () => {
    expect(byHalfopen.stdout).toMatch(/where +scenarios\/ends\.scenario\.ts:\d+\n.*claim +throws/)
  })

  test('what comes of one thing counts once: the exit code of a doubt alone is 2', async () => {
    const doubt = await project.halfopen('run', 'ends/doubts')
    expect(doubt.exitCode).toBe(2)
    expect((await project.report()).runs).toHaveLength(1)
  })
})

function runOf({ runs }: Report, name: string): Run {
  const run = runs.find(({ scenario }) => scenario === `ends/${name}`)
  if (run) return run
  throw new Error(`there is no run of ${name}`)
}

/** The text of the line is compared up to what is expected of it. */
function table({ runs }: Report): Record<string, string[]> {
  const lines = ends.split('\n')
  return Object.fromEntries(
    runs.map(({ scenario, verdict, at }) => {
      const name = scenario.replace('ends/', '')
      const line = lines[Number(at?.split(':')[1]) - 1] ?? `no line at ${at}`
      const [, words = ''] = Object.entries(expected).find(([key]) => key === name)?.[1] ?? []
      return [name, [verdict.status, line.includes(words) ? words : line]]
    }),
  )
}
