// A deadline against what it waits for, in milliseconds: who stays silent, who refuses, and an answer that takes as long as the deadline or longer.
import { expect, test } from 'vitest'
import { type Deadline, deadlineExpectation } from './deadline.ts'
import { type Outage, resetFrom, silent, wellFrom } from './outage.ts'

const oneSecond: Deadline = { ms: 1_000, by: 'read-deadline' }
const justBegun = [0, 0] as const
/** A program's timer rings 2 ms early, or 3 ms late. */
const passes = [998, 1_003] as const

function of(outage: Outage) {
  return deadlineExpectation(oneSecond, justBegun, outage)
}

test('passes while nothing comes', () => {
  expect(of(silent)).toEqual({ window: passes, never: false, by: 'read-deadline' })
})

test('is met by an answer in time, and not by one that comes after it', () => {
  expect(of(wellFrom([500, 500]))).toEqual({ never: true, by: 'survived' })
  expect(of(wellFrom([2_000, 2_000]))).toMatchObject({ window: passes, never: false })
})

test.for(['reset', 'either'] as const)('is not met by a refusal of what is not said: %s', reply => {
  expect(of({ ...resetFrom([500, 500]), reply })).toEqual({ window: passes, never: false, by: 'read-deadline' })
})

test('is not met by an answer that always takes longer, if by a millisecond', () => {
  const late = (ms: number) => of({ ...wellFrom([0, 0]), delayMs: [ms, ms] })
  expect(late(1_001)).toEqual({ window: passes, never: false, by: 'read-deadline' })
  expect(late(997)).toEqual({ never: true, by: 'survived' })
})

test('may be met where an answer comes at about the same time', () => {
  expect(of(wellFrom([900, 1_100]))).toEqual({ window: passes, never: true, by: 'read-deadline' })
})
