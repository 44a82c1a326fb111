// Method: two clients and three servers, where one client has a detector and the other has none, in a script and in a scenario on both
// planes; and a client that gets ready late beside one that is. Wrong code that would also pass a part: one that asks the first client, or
// any, which the demand that has to fail tells apart.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../model/report.ts'
import { makeProject, type Project } from './fixtures/project.ts'

const head = `
import { blackHole, command, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test } from 'halfopen/vitest'

const pinging = cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } })
const dialing = "setTimeout(() => { const socket = require('node:net').connect(process.argv[2], process.argv[1]);"
  + "socket.on('data', () => console.log('up')).on('error', () => {}).write('ping' + String.fromCharCode(10)) }, 1_500)"
`
const script = `${head}
test('a script', async ({ testbed }) => {
  for (const name of ['one', 'two', 'three']) await testbed.server(name, cacheServer())
  const a = await testbed.client({ ...pinging, name: 'a' })
  const b = await testbed.client({ ...cacheReader(), name: 'b' })
  await testbed.inject(blackHole())
  await expect(a).toDetectLossWithin('2s')
  await expect(b).not.toDetectLossWithin('2s')
  await expect(b).toDetectLossWithin('2s')
})`
const scenario = `${head}
const servers = { one: cacheServer(), two: cacheServer(), three: cacheServer() } as const
scenarioTest('a scenario', {
  hosts: { ...servers, a: { program: pinging, connectsTo: 'one' }, b: { program: cacheReader(), connectsTo: 'one' } },
  fault: blackHole(),
  bounds: [
    { detectedBy: 'a-app', within: '2s' },
    { undetectedBy: 'b-app', for: '2s' },
    { detectedBy: 'b-app', within: '2s' },
  ],
})`
const lateOne = `${head}
test('a late one', { planes: ['toxiproxy'] }, async ({ testbed }) => {
  await testbed.server('one', cacheServer())
  await testbed.client({ ...pinging, name: 'a' })
  const late = await testbed.client(command(['node', '-e', dialing, '{host}', '{port}'], { name: 'late', connected: /^up$/ }))
  if (late.observations().length === 0) throw new Error('it was not waited for')
  await testbed.inject(blackHole())
  await expect(late).toStayConnectedFor('200ms')
})
`

describe('of two clients, one with a detector', { timeout: 180_000 }, () => {
  let project: Project
  let report: Report
  beforeAll(async () => {
    project = await makeProject({
      'scenarios/script.scenario.ts': script,
      'scenarios/scenario.scenario.ts': scenario,
      'scenarios/late.scenario.ts': lateOne,
    })
    await project.halfopen('run')
    report = await project.report()
  }, 180_000)
  afterAll(async () => project[Symbol.asyncDispose]())

  test.for(['script', 'scenario'])('that one notices and the other does not, on both planes: %s', name => {
    expect(verdicts(report, name)).toEqual({ netns: ['pass', 'pass', 'fail'], toxiproxy: ['pass', 'pass', 'fail'] })
  })

  test('each is ready when it is, and not when the other one is', () => {
    expect(verdicts(report, 'late')).toEqual({ toxiproxy: ['pass'] })
  })
})

/** Of each demand, by plane. */
function verdicts({ runs }: Report, name: string): Record<string, readonly string[]> {
  const own = runs.filter(({ scenario }) => scenario === name)
  return Object.fromEntries(own.map(({ plane, bounds }) => [plane, bounds.map(({ verdict }) => verdict.status)]))
}
