import { expect, test } from 'vitest'
import { type Duration, parseMs } from './duration.ts'

test.for<[Duration, number]>([
  ['500ms', 500],
  ['30s', 30_000],
  ['1.5s', 1_500],
  ['2m', 120_000],
  ['2min', 120_000],
  ['3h', 10_800_000],
  ['5d', 432_000_000],
  [250, 250],
  [0, 0],
])('%s is %i ms', ([duration, ms]) => {
  expect(parseMs(duration)).toBe(ms)
})

test.for<string | number>([
  '30 sec',
  '30 s',
  '30',
  '',
  's',
  '-1s',
  '1e3s',
  '1.s',
  '١s',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
])('%s is refused, with the fix', text => {
  // biome-ignore lint/suspicious/noExplicitAny: what plain JavaScript can pass
  expect(() => parseMs(text as any)).toThrow(
    `Cannot read the duration: it is not a length of time, got "${text}". Write 500ms, 30s, 2min, 3h or 5d, without a blank, or a number of milliseconds [E_DURATION]`,
  )
})
