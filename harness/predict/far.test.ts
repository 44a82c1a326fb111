// Method: a way with a round trip, beside the same without one. A goodbye, a SYN and an answer are on it for a part of that: who counts from the
// fault as if they were there at once is early, and a detector that no answer can reach in time gives up while nothing is wrong.
import { describe, expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import { parseFaultSpec } from '../faults/spelling.ts'
import type { Circumstances } from './circumstances.ts'
import { predict } from './predict.ts'

function over(settings: string, fault: string, on: Partial<Circumstances> = {}) {
  const kernel = { release: '6.12.0', hz: 250 }
  return predict({ settings: parseSettings(settings), ...parseFaultSpec(fault), kernel, clock: 'virtual', ...on })
}

test('a goodbye is told within a round trip, and at once where there is none', () => {
  expect(over('off', 'process-kill', { rttMs: 600 }).window).toEqual([0, 605])
  expect(over('off', 'process-kill').window).toEqual([0, 5])
})

test('a SYN that was on its way when its server was killed is refused when it arrives, and not the next one only', () => {
  const refused = { sinceMs: [1, 5] } as const
  const on = (way: Partial<Circumstances>) => over('syn-retries=2', 'process-kill/connecting', { ...refused, ...way })
  expect(on({ rttMs: [150, 190] }).window).toEqual([145, 1_226])
  expect(on({}).window?.[0]).toBeGreaterThan(900)
})

describe('what no answer reaches in time is given up without any fault: that is said, and nothing is predicted', () => {
  test.each([
    ['heartbeat=2s/500ms', 'none', 600],
    ['heartbeat=2s/500ms', 'power-off', 600],
    ['heartbeat=2s/500ms', 'process-kill', 600],
    ['request-timeout=500ms,asks=1s', 'power-off', 600],
    ['keepalive=1/1/3', 'blip=1s', 5_000],
  ])('%s under %s over %i ms', (settings, fault, rttMs) => {
    expect(over(settings, fault, { rttMs })).toEqual({
      mechanism: 'unknown',
      reason: expect.stringMatching(/, over a round trip of \S+ m?s: the peer is given up without any fault$/),
    })
  })

  test.each([
    ['heartbeat=2s/700ms', 600],
    ['heartbeat=2s/500ms', 400],
    ['keepalive=1/1/3', 2_000],
    ['user-timeout=1s', 3_000],
  ])('but not %s over %i ms', (settings, rttMs) => {
    expect(over(settings, 'none', { rttMs }).window).toBe('never')
  })
})
