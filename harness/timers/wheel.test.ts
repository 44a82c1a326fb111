import { describe, expect, test } from 'vitest'
import { wheelOf } from './wheel.ts'

// The table at the head of kernel/time/timer.c.
describe('a timer is kept as coarsely as it is long', () => {
  test.for([
    [250, 248, 4],
    [250, 252, 32],
    [250, 2_012, 32],
    [250, 2_016, 256],
    [250, 16_128, 2_048],
    [250, 129_024, 16_384],
    [250, 7_200_000, 131_072],
    [1_000, 62, 1],
    [1_000, 63, 8],
    [1_000, 7_200_000, 262_144],
    [100, 620, 10],
    [100, 630, 80],
    [300, 206, 1_000 / 300],
    [300, 210, 8_000 / 300],
  ] as const)('with HZ=%i one of %i ms in steps of %f ms', ([hz, ms, stepMs]) => {
    const { unit, ticks, tickMs } = wheelOf(hz)
    expect(unit(ticks(ms)) * tickMs).toBeCloseTo(stepMs, 9)
  })
})

test.for([1, 62, 63, 64, 503, 504, 12_345, 150_000])(
  'a timer of %i ticks never fires early, nor later than an eighth and a tick',
  ticks => {
    const { fires, unit } = wheelOf(250)
    for (const now of [0, 1, 7, 8, 12_345, 1_048_575]) {
      expect(fires(now, ticks)).toBeGreaterThan(now + ticks)
      expect(fires(now, ticks)).toBeLessThanOrEqual(now + ticks + unit(ticks))
      expect(fires(now, ticks) % unit(ticks)).toBe(0)
      expect(unit(ticks)).toBeLessThanOrEqual(Math.max(1, ticks / 7))
    }
  },
)
