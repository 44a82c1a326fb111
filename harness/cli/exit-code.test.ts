// What a script that calls the command line goes by: a verdict that is none, and a part that is tried twice or never, would be believed.
import { expect, test } from 'vitest'
import { noticedByHeartbeat } from '../../reports/fixtures/sample-heartbeat.ts'
import type { Verdict } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import { ExitCode, exitCodeOf } from './exit-code.ts'
import { parseShard, partOf } from './shard.ts'

const { passed, failed, inconclusive, nothingRan } = ExitCode

test.for<[statuses: readonly Verdict['status'][], code: number]>([
  [['pass', 'pass'], passed],
  [['pass', 'skip'], passed],
  [['pass', 'inconclusive'], inconclusive],
  [['pass', 'inconclusive', 'fail'], failed],
  [['skip'], nothingRan],
  [[], nothingRan],
])('of %j the code is %i', ([statuses, code]) => {
  expect(exitCodeOf({ runs: statuses.map(run) })).toBe(code)
})

test('what broke beside the scenarios has failed, whatever passed', () => {
  const errors = [{ message: 'a file that does not load', where: 'a.scenario.ts' }]
  expect(exitCodeOf({ runs: [run('pass')], errors })).toBe(failed)
  expect(exitCodeOf({ runs: [], errors })).toBe(failed)
  expect(exitCodeOf({ runs: [run('pass')], errors: [] })).toBe(passed)
})

test('the parts of a whole have everything, each in one of them, the first in the first', () => {
  const all = ['a', 'b', 'c', 'd', 'e']
  const parts = ['1/3', '2/3', '3/3'].map(text => partOf(all, parseShard(text)))
  expect(parts).toEqual([['a', 'd'], ['b', 'e'], ['c']])
  expect(partOf(all, parseShard('1/1'))).toEqual(all)
})

test('a part of more parts than there is anything, or of none, is an error', () => {
  expect(() => partOf(['a'], parseShard('1/2'))).toThrow('there are only 1 scenario files')
  for (const text of ['0/2', '3/2', '1/0', '1', 'a/b']) expect(() => parseShard(text)).toThrow('not a part of a whole')
})

function run(status: Verdict['status']): Run {
  const verdict: Verdict =
    status === 'fail'
      ? { status, expected: 'a', actual: 'b' }
      : status === 'pass'
        ? { status }
        : { status, reason: 'so' }
  return { ...noticedByHeartbeat(1_000, 1_000, 1_000), verdict }
}
