// A missed prediction among the troubles of a run: there once, however often it is judged, gone with what it was about, and of every phase.
import { expect, test } from 'vitest'
import { noticedByHeartbeat } from '../../reports/fixtures/sample-heartbeat.ts'
import type { Bound } from '../model/bound.ts'
import type { BoundResult } from '../model/report.ts'
import { missesOf, troublesBeside, withMisses } from './missed.ts'
import { rejudge } from './rejudge.ts'

const early = noticedByHeartbeat(1_200, 10_000, 5_000)
const inside = noticedByHeartbeat(9_000, 10_000, 5_000)
const words = 'noticed 1.2 s, predicted 5.0 - 15.1 s: a heartbeat every 10 s must be answered within 5 s'

test('what was noticed outside its prediction is a trouble, and what lies inside is none', () => {
  expect(early.troubles).toEqual([`outside its prediction: ${words}`])
  expect(inside.troubles).toEqual([])
})

test('it stands there once beside the others, in a run that is judged again as well', () => {
  const run = { ...early, troubles: ['a process had to be killed', ...early.troubles] }
  for (const again of [withMisses(run), withMisses(withMisses(run)), rejudge(run)]) {
    expect(missesOf(again)).toEqual([words])
    expect(troublesBeside(again)).toEqual(['a process had to be killed'])
  }
})

test('it goes with the bounds that it was about', () => {
  expect(withMisses({ ...early, bounds: inside.bounds }).troubles).toEqual([])
})

test('one of another observer is named, and so is one of another phase', () => {
  const bound: Bound = { expect: 'detection', by: 'server-kernel', since: 0, withinMs: 9_000 }
  const bounds: readonly BoundResult[] = early.bounds.map(result => ({ ...result, bound, predictedMs: 'never' }))
  const phase = { number: 1, of: 2, laterMs: 0 }
  const phases = {
    overMs: 1_000,
    period: 'given',
    best: 1,
    wallMs: 2,
    each: [
      { ...phase, verdict: early.verdict, bounds: early.bounds },
      { ...phase, number: 2, verdict: early.verdict, bounds },
    ],
  } as const
  const why = 'a heartbeat every 10 s must be answered within 5 s'
  expect(missesOf(withMisses({ ...early, phase, phases }))).toEqual([
    words,
    `in phase 2 server-kernel noticed 1.2 s, predicted never: ${why}`,
  ])
})
