// What a script that calls the command line goes by: a verdict that is none would be believed.
import { expect, test } from 'vitest'
import { noticedByHeartbeat } from '../../reports/fixtures/sample-heartbeat.ts'
import type { Verdict } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import { ExitCode, exitCodeOf } from './exit-code.ts'

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

test('a part to which nothing fell has passed, and one in which nothing ran has not', () => {
  const part = { index: 2, count: 2, whole: {}, digest: '' }
  const empty = { ...part, empty: true } as const
  expect(exitCodeOf({ runs: [], part: empty })).toBe(passed)
  expect(exitCodeOf({ runs: [], part })).toBe(nothingRan)
  expect(exitCodeOf({ runs: [], part: empty, errors: [{ message: 'it broke', where: 'a' }] })).toBe(failed)
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
