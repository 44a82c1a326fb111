// A missed prediction among the troubles of a run: there once, however often it is judged, gone with what it was about, and of every phase.
import { expect, test } from 'vitest'
import { noticedByHeartbeat } from '../../reports/fixtures/sample-heartbeat.ts'
import type { Bound } from '../model/bound.ts'
import type { BoundResult } from '../model/report.ts'
import { troublesBeside, withMisses } from './missed.ts'
import { rejudge } from './rejudge.ts'

const early = noticedByHeartbeat(1_200, 10_000, 5_000)
const inside = noticedByHeartbeat(9_000, 10_000, 5_000)
const why = 'a heartbeat every 10 s must be answered within 5 s'
const words = `outside its prediction: client-app noticed after 1.2 s, predicted 5.0 s to 15.1 s: ${why}`

test('what was noticed outside its prediction is a trouble, and what lies inside is none', () => {
  expect(early).toMatchObject({ troubles: [words], missed: 1 })
  expect(inside.troubles).toEqual([])
  expect(inside).not.toHaveProperty('missed')
})

test('it stands there once beside the others, in a run that is judged again as well', () => {
  const run = { ...early, troubles: [...early.troubles, 'a process had to be killed'] }
  for (const again of [withMisses(run), withMisses(withMisses(run)), rejudge(run)]) {
    expect(again.troubles).toEqual([words, 'a process had to be killed'])
    expect(troublesBeside(again)).toEqual(['a process had to be killed'])
  }
})

test('a report from before they were counted keeps its troubles, and gains them', () => {
  const { missed: _, ...before } = { ...early, troubles: ['a process had to be killed'] }
  expect(rejudge(before)).toMatchObject({ troubles: [words, 'a process had to be killed'], missed: 1 })
})

test('it goes with the bounds that it was about', () => {
  expect(withMisses({ ...early, bounds: inside.bounds })).toEqual({ ...inside, ...about(early) })
})

test('one of another phase is named', () => {
  const bound: Bound = { expect: 'detection', by: 'server-kernel', since: 0, withinMs: 9_000 }
  const bounds: readonly BoundResult[] = early.bounds.map(result => ({ ...result, bound, predictedMs: 'never' }))
  const phase = { number: 1, of: 2, laterMs: 0 }
  const each = [
    { ...phase, verdict: early.verdict, bounds: early.bounds },
    { ...phase, number: 2, verdict: early.verdict, bounds },
  ]
  const run = { ...early, phase, phases: { overMs: 1_000, period: 'given', best: 1, wallMs: 2, each } as const }
  expect(withMisses(run).troubles).toEqual([
    words,
    `outside its prediction: in phase 2 server-kernel noticed after 1.2 s, predicted never: ${why}`,
  ])
})

/** All of a run but what its bounds make of it. */
function about({ bounds: _, troubles: __, missed: ___, ...run }: typeof early) {
  return run
}
