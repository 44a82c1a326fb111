// Method: what the kernel at a server is told of a client that opens a connection for each request, by the time at which the fault comes, 10 s after the start.
import { expect, test } from 'vitest'
import type { Observation } from '../model/observation.ts'
import type { StepRecord } from '../model/step.ts'
import type { Observer } from '../model/units.ts'
import { usualEnds } from './usual-ends.ts'

type Seen = readonly (readonly [atMs: number, kind: Observation['kind']])[]

const everyTwo = (fromMs: number, toMs: number): Seen =>
  Array.from({ length: (toMs - fromMs) / 2_000 }, (_, i) => fromMs + 2_000 * i).flatMap(
    atMs =>
      [
        [atMs, 'traffic'],
        [atMs + 3, 'closed'],
      ] as const,
  )
const before = everyTwo(0, 10_000)

/** When it sees an end that is none of its usual ones. */
function losses(seen: Seen, by: Observer = 'server-kernel', counted: number[] = []): readonly number[] {
  const observations = seen.map(([atMs, kind], i): Observation => ({ atMs, by, kind, detail: '', connection: i }))
  const steps: StepRecord[] = [{ id: 0, does: { kind: 'black-hole', toward: 'server' }, atMs: 10_000, byMs: 10_001 }]
  const bounds = observations
    .filter(({ atMs }) => counted.includes(atMs))
    .map(one => ({ outcome: { kind: 'detected', afterMs: 0, uncertaintyMs: 0, by: structuredClone(one) } as const }))
  const isUsual = usualEnds({ observations, steps, bounds, endedAtMs: 40_000 })
  return observations.filter(one => one.kind !== 'traffic' && !isUsual(one)).map(({ atMs }) => atMs)
}

test.for([
  ['all of them where the fault changes nothing, the last of the watch too', everyTwo(10_000, 40_000), []],
  ['none that nothing follows for longer than before', [[10_500, 'closed']], [10_500]],
  ['none that is long in following', [[10_500, 'closed'], ...everyTwo(30_000, 40_000)], [10_500]],
  ['none of which a timer had to tell', [[12_000, 'lost'], ...everyTwo(12_100, 40_100)], [12_000]],
] as const)('of a client with a connection for each request, %s', ([, after, expected]) => {
  expect(losses([...before.slice(0, -1), ...after])).toEqual(expected)
})

test('an end that a verdict counts is none of them, as it was read from a report too', () => {
  expect(losses([...before, ...everyTwo(10_000, 40_000)], 'server-kernel', [12_003])).toEqual([12_003])
})

test('of one that stood until the fault, or said so itself, no end is usual', () => {
  expect(losses([[0, 'traffic'], [10_500, 'closed'], ...everyTwo(10_600, 40_600)])).toContain(10_500)
  expect(losses(before, 'client-app')).toHaveLength(5)
})
