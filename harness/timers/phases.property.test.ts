import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../kit/fixtures/fuzz.ts'
import { phasesTried } from './phases.ts'

const count = fc.integer({ min: 1, max: 2_097_152 })
const steps = fc.integer({ min: 1, max: 3_000_000 })

test('phases are tried in order, the first and the last among them, and in a time that is bounded', () => {
  holds(fc.tuple(count, steps), ([all, each]) => {
    const tried = phasesTried(all, each)
    expect(tried[0]).toBe(0)
    expect(tried.at(-1)).toBe(all - 1)
    expect(tried.every((phase, at) => at === 0 || phase > (tried[at - 1] ?? 0))).toBe(true)
    expect((tried.length - 2) * each).toBeLessThanOrEqual(2 ** 18)
  })
})

test('all of them are tried where that takes no longer than a user timeout of an hour', () => {
  holds(fc.tuple(fc.integer({ min: 1, max: 4_096 }), fc.integer({ min: 1, max: 64 })), ([all, each]) => {
    expect(phasesTried(all, each)).toHaveLength(all)
  })
})
