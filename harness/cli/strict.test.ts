import { expect, test } from 'vitest'
import { noticedByHeartbeat } from '../../reports/fixtures/sample-heartbeat.ts'
import type { BoundResult, Run } from '../model/report.ts'
import { ExitCode, exitCodeOf } from './exit-code.ts'
import { missed } from './strict.ts'

const by = { atMs: 0, by: 'client-app', kind: 'lost', detail: 'lost' } as const
const bound = { by: 'client-app', expect: 'detection', withinMs: 9_000, since: 0 } as const
const early = result(1_000, [2_000, 3_000])
const late = result(4_000, [2_000, 3_000])

test('what was noticed outside its prediction is missed, in virtual time', () => {
  expect(missed({ runs: [run('virtual', early), run('virtual', late)] })).toEqual([
    'a (netns, virtual)',
    'a (netns, virtual)',
  ])
})

test('in real time only what was noticed too early is, or where nothing would have noticed', () => {
  expect(missed({ runs: [run('real', late)] })).toEqual([])
  expect(missed({ runs: [run('real', early)] })).toEqual(['a (netns, real)'])
  expect(missed({ runs: [run('real', result(4_000, 'never'))] })).toEqual(['a (netns, real)'])
})

test('one of another phase than the worst is missed as well', () => {
  const { outsidePrediction: _, ...inside } = result(2_500, [2_000, 3_000])
  const whole = run('virtual', inside)
  const phase = { number: 2, of: 2, laterMs: 1, verdict: whole.verdict }
  const phases = (bounds: BoundResult[]): Run['phases'] & {} => {
    return { overMs: 1, period: 'given', each: [{ ...phase, bounds }], wallMs: 1 }
  }
  expect(missed({ runs: [{ ...whole, phases: phases([late]) }] })).toEqual(['a (netns, virtual)'])
  expect(missed({ runs: [{ ...whole, phases: phases([inside]) }] })).toEqual([])
})

test('what lies inside is not', () => {
  const { outsidePrediction: _, ...inside } = result(2_500, [2_000, 3_000])
  expect(missed({ runs: [run('virtual', inside)] })).toEqual([])
})

test('a prediction that was missed fails where that is strict, and changes nothing where not', () => {
  const report = { runs: [run('virtual', late)] }
  expect([exitCodeOf(report), exitCodeOf(report, { strict: true })]).toEqual([ExitCode.passed, ExitCode.failed])
  expect(exitCodeOf({ runs: [run('real', late)] }, { strict: true })).toBe(ExitCode.passed)
})

function result(afterMs: number, predictedMs: BoundResult['predictedMs'] & {}): BoundResult {
  const outcome = { kind: 'detected', afterMs, uncertaintyMs: 0, by } as const
  return { bound, outcome, verdict: { status: 'pass' }, predictedMs, outsidePrediction: true }
}

function run(clock: Run['clock'], ...bounds: BoundResult[]): Run {
  return { ...noticedByHeartbeat(1_000, 1_000, 1_000), scenario: 'a', plane: 'netns', clock, bounds }
}
