import { describe, expect, test } from 'vitest'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import { judge, worst } from './judge.ts'

const tolerance = { lateMs: 250 }
const detection = { expect: 'detection', by: 'client-app', since: 0, withinMs: 3_000 } as const satisfies Bound
const silence = { expect: 'silence', by: 'client-app', since: 0, forMs: 3_000 } as const satisfies Bound
const recovery = { expect: 'recovery', by: 'client-app', since: 0, withinMs: 3_000 } as const satisfies Bound

function detected(afterMs: number, uncertaintyMs = 10): Extract<Outcome, { kind: 'detected' }> {
  const by = { atMs: 0, by: 'client-app', kind: 'lost', code: 'ETIMEDOUT', detail: 'read timed out' } as const
  return { kind: 'detected', afterMs, uncertaintyMs, by }
}

function silent(watchedMs: number): Extract<Outcome, { kind: 'silent' }> {
  return { kind: 'silent', watchedMs }
}

function statusOf(bound: Bound, outcome: Outcome): Verdict['status'] {
  return judge(bound, outcome, tolerance).status
}

describe('a demand for detection', () => {
  test('passes when it was noticed in time, also counted from the earliest instant', () => {
    expect(statusOf(detection, detected(2_990))).toBe('pass')
  })

  test.for([2_991, 3_000, 3_250])('is inconclusive between the bound and the bound plus tolerance: %i ms', afterMs => {
    expect(statusOf(detection, detected(afterMs))).toBe('inconclusive')
  })

  test('says what blurs it', () => {
    expect(judge(detection, detected(3_100), tolerance)).toEqual({
      status: 'inconclusive',
      reason:
        'noticed after 3.1 s (ETIMEDOUT: read timed out): too close to 3.0 s to tell, with 10 ms of uncertainty and 0.25 s of tolerance',
    })
  })

  test('fails when it was noticed too late', () => {
    expect(judge(detection, detected(3_251), tolerance)).toEqual({
      status: 'fail',
      expected: 'client-app notices within 3.0 s',
      actual: 'noticed after 3.25 s (ETIMEDOUT: read timed out)',
    })
  })

  test('fails when nothing was noticed in a watch of the bound and the tolerance', () => {
    expect(judge(detection, silent(3_250), tolerance)).toEqual({
      status: 'fail',
      expected: 'client-app notices within 3.0 s',
      actual: 'nothing noticed in 3.25 s',
    })
  })

  test('is inconclusive when the watch was shorter', () => {
    expect(judge(detection, silent(3_249), tolerance)).toEqual({
      status: 'inconclusive',
      reason: 'watched for 3.25 s only, not 3.0 s and 0.25 s of tolerance',
    })
  })

  test('with a code fails on another one', () => {
    expect(statusOf({ ...detection, code: 'ETIMEDOUT' }, detected(1_000))).toBe('pass')
    expect(judge({ ...detection, code: 'ECONNRESET' }, detected(1_000), tolerance)).toEqual({
      status: 'fail',
      expected: 'client-app notices within 3.0 s, with ECONNRESET',
      actual: 'noticed after 1.0 s (ETIMEDOUT: read timed out)',
    })
  })

  test.for([
    [989, 'fail'],
    [991, 'inconclusive'],
    [1_250, 'inconclusive'],
    [1_251, 'pass'],
  ] as const)('not before 1 s, noticed after %i ms: %s', ([afterMs, status]) => {
    expect(statusOf({ ...detection, notBeforeMs: 1_000 }, detected(afterMs))).toBe(status)
  })
})

describe('a demand for the detection of each connection', () => {
  const each = { ...detection, every: true } as const satisfies Bound

  test('passes when the last of them was noticed in time', () => {
    expect(statusOf(each, { ...detected(2_990), connections: { noticed: 2, of: 2 } })).toBe('pass')
  })

  test('fails when one of them was not noticed in the whole watch, and says how many were', () => {
    expect(judge(each, { ...silent(3_250), connections: { noticed: 1, of: 2 } }, tolerance)).toEqual({
      status: 'fail',
      expected: 'client-app notices the loss of each connection within 3.0 s',
      actual: '1 of 2 connections noticed in 3.25 s',
    })
  })
})

describe('a demand for silence', () => {
  test('passes after a watch of its length and the tolerance', () => {
    expect(statusOf(silence, silent(3_250))).toBe('pass')
  })

  test.for([0, 2_999, 3_249])('is inconclusive when watched too short: %i ms', watchedMs => {
    expect(statusOf(silence, silent(watchedMs))).toBe('inconclusive')
  })

  test('fails when the peer was given up meanwhile', () => {
    expect(judge(silence, detected(1_000), tolerance)).toEqual({
      status: 'fail',
      expected: 'client-app stays silent for 3.0 s',
      actual: 'gave up after 1.0 s (ETIMEDOUT: read timed out)',
    })
  })

  test.for([2_991, 3_001, 3_250])('is inconclusive when given up too near its end to tell: %i ms', afterMs => {
    expect(statusOf(silence, detected(afterMs))).toBe('inconclusive')
  })

  test('passes when the peer was given up well after its end', () => {
    expect(statusOf(silence, detected(3_251))).toBe('pass')
  })

  test('never passes on an outcome that says nothing about silence', () => {
    const by = { atMs: 0, by: 'client-app', kind: 'recovered', detail: '' } as const
    expect(statusOf(silence, { kind: 'recovered', afterMs: 1, uncertaintyMs: 0, by, from: 'healing' })).toBe(
      'inconclusive',
    )
  })

  test('never passes on a time that is no number', () => {
    expect(statusOf(silence, detected(Number.NaN))).toBe('inconclusive')
    expect(statusOf(silence, silent(Number.NaN))).toBe('inconclusive')
  })
})

describe('a demand for recovery', () => {
  test.for([
    [999, 'fail'],
    [1_000, 'fail'],
    [1_250, 'inconclusive'],
    [1_251, 'pass'],
    [3_000, 'pass'],
  ] as const)('not before 1 s, back after %i ms: %s', ([afterMs, status]) => {
    expect(statusOf({ ...recovery, notBeforeMs: 1_000 }, back(afterMs))).toBe(status)
  })

  test('that came too early says so', () => {
    expect(judge({ ...recovery, notBeforeMs: 1_000 }, back(500, 'step'), tolerance)).toEqual({
      status: 'fail',
      expected: 'client-app recovers within 3.0 s, and not before 1.0 s',
      actual: 'recovered after 0.5 s',
    })
  })

  const by = { atMs: 0, by: 'client-app', kind: 'recovered', detail: '' } as const
  const back = (afterMs: number, from: 'healing' | 'step' = 'healing'): Outcome => {
    return { kind: 'recovered', afterMs, uncertaintyMs: 0, by, from }
  }

  test.for([
    [3_000, 'pass'],
    [3_001, 'inconclusive'],
    [3_250, 'inconclusive'],
    [3_251, 'fail'],
  ] as const)('back after %i ms: %s', ([afterMs, status]) => {
    expect(statusOf(recovery, back(afterMs))).toBe(status)
  })

  test('is of the healing only where something healed', () => {
    expect(judge(recovery, back(3_251), tolerance)).toEqual({
      status: 'fail',
      expected: 'client-app recovers within 3.0 s of the healing',
      actual: 'recovered after 3.25 s',
    })
    expect(judge(recovery, back(3_251, 'step'), tolerance)).toMatchObject({
      expected: 'client-app recovers within 3.0 s',
    })
  })

  test('fails when no good answer came in the whole watch', () => {
    expect(judge(recovery, silent(3_250), tolerance)).toEqual({
      status: 'fail',
      expected: 'client-app recovers within 3.0 s of the healing',
      actual: 'no good answer in 3.25 s',
    })
  })
})

test.for([detection, silence, recovery])('a blind observer is inconclusive, whatever was demanded: $expect', bound => {
  expect(judge(bound, { kind: 'blind', reason: 'saw nothing' }, tolerance)).toEqual({
    status: 'inconclusive',
    reason: 'saw nothing',
  })
})

describe('the worst verdict', () => {
  const pass: Verdict = { status: 'pass' }
  const fail: Verdict = { status: 'fail', expected: 'a', actual: 'b' }
  const doubt: Verdict = { status: 'inconclusive', reason: 'c' }
  const skip: Verdict = { status: 'skip', reason: 'd' }

  test.for<[Verdict['status'], [Verdict, ...Verdict[]]]>([
    ['fail', [pass, skip, doubt, fail]],
    ['inconclusive', [skip, pass, doubt]],
    ['pass', [skip, pass]],
    ['skip', [skip]],
  ])('is %s', ([status, verdicts]) => {
    expect(worst(verdicts).status).toBe(status)
  })

  test('is the first of its kind', () => {
    expect(worst([fail, { ...fail, actual: 'later' }])).toBe(fail)
  })
})
