import { describe, expect, test } from 'vitest'
import type { Bound } from '../harness/model/bound.ts'
import type { BoundResult } from '../harness/model/report.ts'
import { boundWords, outsideWords, predictedWords } from './phrases.ts'

test.for<[Bound, string]>([
  [{ expect: 'detection', from: 'client-app', withinMs: 30_000 }, 'within 30 s'],
  [{ expect: 'detection', from: 'wire', withinMs: 3_000, notBeforeMs: 500 }, 'wire within 3 s, not before 500 ms'],
  [{ expect: 'silence', from: 'client-app', forMs: 600_000 }, 'silent 10 min'],
  [{ expect: 'recovery', from: 'client-app', withinMs: 5_000 }, 'back within 5 s'],
])('%j is said as "%s"', ([bound, words]) => {
  expect(boundWords(bound)).toBe(words)
})

describe('a prediction', () => {
  const bound: Bound = { expect: 'detection', from: 'client-app', withinMs: 1 }
  const words = (result: Pick<BoundResult, 'predictedMs' | 'predictedOrNever'>) =>
    predictedWords({ bound, verdict: { status: 'pass' }, ...result })

  test('is a window in seconds, minutes or hours', () => {
    expect(words({ predictedMs: [1_000, 2_100] })).toBe('1.0 - 2.1 s')
    expect(words({ predictedMs: [924_600, 985_000] })).toBe('15:25 - 16:25')
    expect(words({ predictedMs: [7_882_000, 8_013_000] })).toBe('2:11:22 - 2:13:33')
  })

  test('may be never, or not told', () => {
    expect(words({ predictedMs: 'never' })).toBe('never')
    expect(words({ predictedMs: [5_000, 8_000], predictedOrNever: true })).toBe('5.0 - 8.0 s or never')
    expect(words({})).toBe('')
  })

  test('that did not come true says what was measured, what was predicted and why', () => {
    const by = { atMs: 5_000, vantage: 'client-kernel', kind: 'lost', detail: 'gone' } as const
    const result: BoundResult = {
      bound: { ...bound, from: 'client-kernel' },
      verdict: { status: 'pass' },
      outcome: { kind: 'detected', afterMs: 5_000, uncertaintyMs: 0, by },
      predictedMs: 'never',
      predictedReason: 'nothing is set that would notice',
      outsidePrediction: true,
    }
    expect(outsideWords(result)).toBe('client-kernel noticed 5.0 s, predicted never: nothing is set that would notice')
    const { outsidePrediction: _mark, ...inside } = result
    expect(outsideWords(inside)).toBeUndefined()
  })

  test('is of detection, not of recovery', () => {
    const recovery: Bound = { expect: 'recovery', from: 'client-app', withinMs: 1 }
    expect(predictedWords({ bound: recovery, verdict: { status: 'pass' }, predictedMs: 'never' })).toBe('')
  })
})
