// Figures: measured on Linux 6.18 with HZ=250, and computed by an exact model of kernel/time/timer.c over 3000 random phases.
import { describe, expect, test } from 'vitest'
import { firing } from './wheel.ts'

function keepalive(idleS: number, intervalS: number, count: number): readonly [number, number] {
  return firing([idleS * 1_000, ...Array.from({ length: count }, () => intervalS * 1_000)])
}

describe('keepalive, idle/interval/count', () => {
  test.for([
    [[1, 1, 3], 4.072, 4.104],
    [[2, 2, 3], 8.048, 8.08],
    [[3, 3, 3], 12.216, 12.472],
    [[10, 3, 3], 19.216, 19.472],
    [[60, 10, 6], 121.44, 123.488],
    [[300, 30, 5], 453.6, 469.984],
    [[7_200, 75, 9], 7_882, 8_013],
  ] as const)('%j fires between %f and %f s', ([[idle, interval, count], low, high]) => {
    const [min, max] = keepalive(idle, interval, count)
    const step = idle < 60 ? 4 : idle / 7
    expect(Math.abs(min - low * 1_000)).toBeLessThanOrEqual(step)
    expect(Math.abs(max - high * 1_000)).toBeLessThanOrEqual(step)
  })
})

test.for([4, 100, 1_000, 12_345, 600_000])(
  'a timer of %i ms never fires early, nor later than an eighth and a tick',
  ms => {
    const [min, max] = firing([ms])
    expect(min).toBeGreaterThanOrEqual(ms - 4)
    expect(max).toBeLessThanOrEqual(ms * 1.15 + 8)
  },
)
