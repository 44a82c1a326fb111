// Method: a client that knows its server by name alone, in a script as a user runs it; each wrong name once, where it is refused. Wrong code
// that would also pass a part: one that refuses at the look-up, when the client has been told NXDOMAIN already.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moveName } from '../faults/name-move.ts'
import type { Report } from '../model/report.ts'
import type { Actor } from './actor.ts'
import { makeProject, type Project } from './fixtures/project.ts'
import { namesOf, type ScriptNames } from './script-names.ts'

const scenarios = `
import { moveName } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test } from 'halfopen/vitest'

const byName = (name, program = cacheReader()) => {
  const args = program.command.args.map(word => word.replaceAll('{host}', name))
  return { ...program, command: { ...program.command, args } }
}
const open = async testbed => {
  const a = await testbed.server('a', cacheServer())
  const b = await testbed.server('b', cacheServer())
  await testbed.names({ 'db.test': { is: a, ttl: '5s' }, 'all.test': { is: ['server', b] } })
  return { a, b }
}
test('a name', async ({ testbed }) => {
  const { b } = await open(testbed)
  const reader = await testbed.client(byName('db.test'))
  await testbed.inject(moveName('db.test', b))
  await expect(reader).toStayConnectedFor('500ms')
})
for (const [claim, take] of [
  ['again', testbed => testbed.names({ 'DB.test': { is: 'server' } })],
  ['nobody', testbed => testbed.names({ 'x.test': { is: 'servr' } })],
  ['misspelt', testbed => testbed.inject(moveName('bd.test', 'b'))],
])
  test(claim, { planes: ['netns'] }, async ({ testbed }) => {
    await open(testbed)
    await testbed.client(byName('db.test'))
    await take(testbed)
  })
`

describe('in a script', { timeout: 180_000 }, () => {
  let project: Project
  let report: Report
  beforeAll(async () => {
    project = await makeProject({ 'scenarios/x.scenario.ts': scenarios })
    await project.halfopen('run', '--clock', 'real')
    report = await project.report()
  }, 180_000)
  afterAll(async () => project[Symbol.asyncDispose]())
  const runOf = (id: string, plane: string) => report.runs.find(run => run.scenario === id && run.plane === plane)

  test('a client is led by a name, and the record has the names and who asked', () => {
    const run = runOf('x/a-name', 'netns')
    expect(run?.verdict).toEqual({ status: 'pass', reason: 'cache-reader did not ask for db.test once it had moved' })
    expect(run?.names).toEqual({
      'db.test': { is: ['a'], ttlMs: 5_000 },
      'all.test': { is: ['a', 'b'], ttlMs: 60_000 },
    })
    expect(run?.hosts.map(({ name, connectsTo }) => `${name} > ${connectsTo}`)).toEqual([
      'a > ',
      'b > ',
      'cache-reader > a,b',
    ])
    expect(run?.lookups?.map(({ name, answer }) => `${name} ${answer}`)).toContain('db.test 198.18.2.2')
  })

  test('on toxiproxy it is skipped with the reason', () => {
    expect(runOf('x/a-name', 'toxiproxy')?.verdict).toMatchObject({
      status: 'skip',
      reason: expect.stringMatching(
        /^Cannot give names to hosts on toxiproxy: the programs ask this machine's own resolver/,
      ),
    })
  })

  test.for([
    [
      'x/again',
      'there is such a name already, got "db.test". Move it: testbed.inject(moveName(\'db.test\', ...)) [E_NAMES]',
    ],
    [
      'x/nobody',
      'x.test is no host that is there, got "servr". There are a, b, cache-reader. Did you mean "server"? [E_HOST]',
    ],
    [
      'x/misspelt',
      'there is none of that kind, got "bd.test". There are db.test, all.test. Did you mean "db.test"? [E_NAMES]',
    ],
  ])('a name that cannot be is one error with the fix: %s', ([id = '', words]) => {
    const { verdict } = runOf(id, 'netns') ?? {}
    expect(verdict?.status).toMatch(/^(fail|inconclusive)$/)
    expect(Object.values(verdict ?? {}).join()).toContain(words)
  })
})

describe('a misspelt host does not compile', () => {
  const db: Actor = JSON.parse('{}')
  const specs: readonly ScriptNames[] = [
    { 'db.test': { is: db, ttl: '5s' }, 'all.test': { is: [db, 'standby'] } },
    // @ts-expect-error: misspelt
    { 'db.test': { is: 'serverr' } },
    // @ts-expect-error: misspelt
    { 'db.test': { is: ['server', 'standbyy'] } },
    // @ts-expect-error: nobody
    { 'db.test': { is: [] } },
    // @ts-expect-error: the field is called ttl
    { 'db.test': { is: db, tll: '5s' } },
  ]
  test.for(specs.map((spec, id) => [id, spec] as const))('and is refused: %i', ([_id, spec]) => {
    const first = new Map([['server', 'a']])
    expect(() => namesOf('x', spec, { hosts: [], first, known: [] })).toThrow(/\[E_(HOST|NAMES|UNKNOWN_FIELD)\]$/)
  })
})

test('a program of the testbed is a host of a fault, too', () => {
  const to: Actor = JSON.parse('{ "host": "b" }')
  expect(moveName('db.test', to)).toEqual({ kind: 'name-move', name: 'db.test', to: ['b'] })
})
