import { expect, test } from 'vitest'
import type { Lookup } from '../harness/model/lookup.ts'
import type { StepRecord } from '../harness/model/step.ts'
import { lookupWords } from './lookups.ts'

const steps: readonly StepRecord[] = [{ id: 0, does: { kind: 'black-hole', toward: 'both' }, atMs: 999, byMs: 1_000 }]
const asked: Lookup = { atMs: 800, host: 'app', name: 'db.test', type: 'A', answer: '10.0.0.2' }

test('a question for a name is said with who asked, when by the fault, and what was answered', () => {
  expect(
    lookupWords({
      lookups: [asked, { ...asked, atMs: 3_000, answer: 'NXDOMAIN' }],
      steps,
    }),
  ).toEqual([
    'app asked for db.test A 0.2 s before the fault: 10.0.0.2',
    'app asked for db.test A 2.0 s after the fault: NXDOMAIN',
  ])
})

test('with how long the answer was held back, and how often it was given', () => {
  const again = { ...asked, lateMs: 2_000, times: 1_200, lastAtMs: 5_000 }
  expect(lookupWords({ lookups: [again], steps })).toEqual([
    'app asked for db.test A 0.2 s before the fault: 10.0.0.2, held back 2.0 s; 1,200 times, last 4.0 s after the fault',
  ])
})

test('with the way that it took, and that it was cut to fit there', () => {
  const lookups = [
    { ...asked, cut: true, answer: 'none' },
    { ...asked, by: 'tcp' },
  ] as const
  expect(lookupWords({ lookups, steps: [] })).toEqual([
    'app asked for db.test A 0.8 s after the start: none, cut to fit',
    'app asked for db.test A 0.8 s after the start: 10.0.0.2 by TCP',
  ])
})

test('by the start where there was no fault', () => {
  expect(lookupWords({ lookups: [asked], steps: [] })).toEqual([
    'app asked for db.test A 0.8 s after the start: 10.0.0.2',
  ])
})

test('the last of many are said, and how many came before', () => {
  const many = Array.from({ length: 1_000 }, (_, i) => ({ ...asked, atMs: i, answer: `10.0.0.${i}` }))
  const words = lookupWords({ lookups: many, steps: [] })
  expect(words).toHaveLength(9)
  expect(words[0]).toBe('992 other answers before these; report.json has them')
  expect(words.at(-1)).toContain('10.0.0.999')
})

test('where nobody asked nothing is said', () => {
  expect(lookupWords({ steps: [] })).toEqual([])
})
