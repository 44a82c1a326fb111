import { describe, expect, test } from 'vitest'
import type { Bound, Outcome } from '../harness/model/bound.ts'
import type { BoundResult, RunHost } from '../harness/model/report.ts'
import type { Action } from '../harness/model/step.ts'
import { boundWords, noticedWords, outsideWords, predictedWords, type System } from './phrases.ts'

const server: RunHost = { name: 'server', program: 'server', connectsTo: [], listens: true, settings: {} }
const pair: System = { hosts: [server, client('client')], steps: [] }

function client(name: string): RunHost {
  return { name, program: name, connectsTo: ['server'], listens: false, settings: {} }
}

test.for<[Bound, string]>([
  [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 30_000 }, 'within 30 s'],
  [
    { expect: 'detection', by: 'wire', since: 0, withinMs: 3_000, notBeforeMs: 500 },
    'wire within 3 s, not before 500 ms',
  ],
  [{ expect: 'silence', by: 'client-app', since: 0, forMs: 600_000 }, 'silent 10 min'],
  [{ expect: 'recovery', by: 'client-app', since: 0, withinMs: 5_000 }, 'back within 5 s'],
])('%j is said as "%s"', ([bound, words]) => {
  expect(boundWords(bound, pair)).toBe(words)
})

describe('an observer is named', () => {
  const bound: Bound = { expect: 'detection', by: 'app-app', since: 0, withinMs: 30_000 }
  const system = (...clients: readonly string[]): System => ({ ...pair, hosts: [server, ...clients.map(client)] })

  test('where several clients might be meant, and not where there is one, whatever its name', () => {
    expect(boundWords(bound, system('app', 'pool'))).toBe('app-app within 30 s')
    expect(boundWords(bound, system('app'))).toBe('within 30 s')
  })

  test('where it is a kernel, the wire or a server', () => {
    const named = (['app-kernel', 'wire:app>server', 'server-app'] as const).map(by =>
      boundWords({ ...bound, by }, system('app')),
    )
    expect(named).toEqual(['app-kernel within 30 s', 'wire:app>server within 30 s', 'server-app within 30 s'])
  })
})

describe('what else is asked of a bound is told behind it', () => {
  const bound: Bound = { expect: 'detection', by: 'client-kernel', since: 0, withinMs: 30_000 }
  const blackHole = { kind: 'black-hole', toward: 'both' } as const
  const steps = (...does: readonly Action[]) => does.map((one, id) => ({ id, does: one, atMs: id, byMs: id }))

  test('each connection', () => {
    expect(boundWords({ ...bound, every: true }, pair)).toBe('client-kernel within 30 s, each connection')
  })

  test('the step that it counts from, where that is not the last fault', () => {
    const run = { ...pair, steps: steps(blackHole, blackHole, { kind: 'heal', step: 0 }) }
    const told = [0, 1, 2].map(since => boundWords({ ...bound, since }, run))
    expect(told).toEqual([
      'client-kernel within 30 s, since step 0',
      'client-kernel within 30 s',
      'client-kernel within 30 s, since step 2',
    ])
  })
})

describe('what was noticed', () => {
  const bound: Bound = { expect: 'detection', by: 'client-kernel', since: 0, withinMs: 30_000, every: true }
  const back: Bound = { expect: 'recovery', by: 'client-app', since: 0, withinMs: 30_000 }
  const words = (outcome: Outcome, of: Bound = bound) =>
    noticedWords({ bound: of, verdict: { status: 'pass' }, outcome })
  const by = { atMs: 5_000, by: 'client-kernel', kind: 'lost', detail: 'gone' } as const

  test('of each connection says of how many', () => {
    const connections = { noticed: 50, of: 50 }
    const found = { kind: 'detected', afterMs: 31_000, uncertaintyMs: 0, by } as const
    expect(words({ ...found, connections })).toBe('31.0 s, 50 of 50 connections')
    expect(words(found)).toBe('31.0 s')
  })

  test('of some of them only is as long as was watched, and says of how many', () => {
    const silent = { kind: 'silent', watchedMs: 31_000 } as const
    expect(words({ ...silent, connections: { noticed: 49, of: 50 } })).toBe('> 31.0 s, 49 of 50 connections')
    expect(words(silent)).toBe('> 31.0 s')
    expect(words(silent, back)).toBe('back > 31.0 s')
    expect(words({ kind: 'blind', reason: 'gone' }, back)).toBe('back ?')
    expect(words({ kind: 'blind', reason: 'gone' })).toBe('blind')
  })
})

describe('a prediction', () => {
  const bound: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 1 }
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
    const by = { atMs: 5_000, by: 'client-kernel', kind: 'lost', detail: 'gone' } as const
    const result: BoundResult = {
      bound: { ...bound, by: 'client-kernel' },
      verdict: { status: 'pass' },
      outcome: { kind: 'detected', afterMs: 5_000, uncertaintyMs: 0, by },
      predictedMs: 'never',
      predictedReason: 'nothing is set that would notice',
      outsidePrediction: true,
    }
    expect(outsideWords(result, pair)).toBe(
      'client-kernel noticed 5.0 s, predicted never: nothing is set that would notice',
    )
    const { outsidePrediction: _mark, ...inside } = result
    expect(outsideWords(inside, pair)).toBeUndefined()
  })

  test('is of detection, not of recovery', () => {
    const recovery: Bound = { expect: 'recovery', by: 'client-app', since: 0, withinMs: 1 }
    expect(predictedWords({ bound: recovery, verdict: { status: 'pass' }, predictedMs: 'never' })).toBe('')
  })
})
