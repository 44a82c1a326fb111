import { describe, expect, test } from 'vitest'
import { timeScale } from './scale.ts'

describe('a short time', () => {
  const scale = timeScale({ startMs: 500, faultMs: 1_000, endMs: 4_000, marksMs: [1_900, 3_000] })

  test('is linear after the fault, with some room before it', () => {
    expect(scale.logarithmic).toBe(false)
    expect([500, 1_000, 2_500, 4_000].map(scale.percent)).toEqual([0, 12, 56, 100])
  })

  test('keeps within the picture', () => {
    expect([-5_000, 90_000].map(scale.percent)).toEqual([0, 100])
  })

  test('has ticks counted from the fault', () => {
    expect(scale.ticks.map(({ label }) => label)).toEqual(['fault', '+500 ms', '+1 s', '+1.5 s', '+2 s', '+2.5 s'])
  })
})

describe('early and late in one picture', () => {
  const scale = timeScale({ startMs: 0, faultMs: 1_000, endMs: 7_201_000, marksMs: [5_000, 7_200_000] })

  test('make the scale logarithmic, so that both can be seen', () => {
    expect(scale.logarithmic).toBe(true)
    expect(scale.percent(6_000)).toBeGreaterThan(20)
    expect(scale.percent(6_000)).toBeLessThan(80)
    expect(scale.ticks.map(({ label }) => label)).toEqual(['fault', '+10 s', '+1 min', '+10 min', '+1 h'])
  })

  test('time still never runs backwards', () => {
    const places = [0, 500, 1_000, 1_001, 2_000, 60_000, 7_201_000].map(scale.percent)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
})

test('what happens at once does not stretch the scale', () => {
  expect(timeScale({ startMs: 0, faultMs: 0, endMs: 60_000, marksMs: [3, 60_000] }).logarithmic).toBe(false)
})
