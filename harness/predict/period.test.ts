import { expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import { parseFaultSpec } from '../faults/spelling.ts'
import { decidingPeriodMs, longestPeriodMs } from './period.ts'

test.for<[settings: string, fault: string, ms: number | undefined]>([
  ['keepalive=10/5/3', 'power-off', 10_000],
  ['keepalive=30/75/9', 'power-off', 75_000],
  ['keepalive=10/5/3,heartbeat=2s/500ms', 'power-off', 2_000],
  ['heartbeat=20s/500ms,keepalive=1/1/3', 'power-off', 20_000],
  ['keepalive=10/5/3,heartbeat=2s', 'power-off', 2_000],
  ['keepalive=10/5/3,user-timeout=25s', 'power-off', 10_000],
  ['keepalive=60/10/6,heartbeat=90s/5s', 'blip=5s', 90_000],
  ['keepalive=10/5/3,heartbeat=2s/500ms', 'takeover', 2_000],
  ['off', 'power-off', undefined],
])('of %s the period that decides under %s is %s ms', ([text, fault, ms]) => {
  expect(decidingPeriodMs({ settings: parseSettings(text), ...parseFaultSpec(fault) })).toBe(ms)
})

test('of nothing that is said by itself there is no period, and of several the longest', () => {
  expect(longestPeriodMs({ requestTimeoutMs: 500 })).toBeUndefined()
  expect(longestPeriodMs({ asksEveryMs: 700, heartbeat: { everyMs: 300 } })).toBe(700)
})
