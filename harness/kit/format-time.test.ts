import { expect, test } from 'vitest'
import { given, seconds, secondsRange, signed } from './format-time.ts'

test.for([
  [0, '0 ms'],
  [80.4, '80 ms'],
  [99.6, '100 ms'],
  [640, '0.64 s'],
  [1_950, '1.95 s'],
  [3_000, '3.0 s'],
  [9_994, '9.99 s'],
  [9_996, '10.0 s'],
  [14_000, '14.0 s'],
  [99_940, '99.9 s'],
  [99_960, '1 min 40 s'],
  [938_000, '15 min 38 s'],
  [3_599_600, '1 h'],
  [7_894_000, '2 h 11 min'],
  [86_400_000, '1 day'],
  [273_600_000, '3 days 4 h'],
] as const)('%i ms is said as %s', ([ms, words]) => {
  expect(seconds(ms)).toBe(words)
})

test.for([
  [0, '0 ms'],
  [500, '500 ms'],
  [1_000, '1 s'],
  [1_500, '1.5 s'],
  [30_000, '30 s'],
  [60_000, '1 min'],
  [90_000, '90 s'],
  [600_000, '10 min'],
  [635_000, '10 min 35 s'],
  [7_200_000, '2 h'],
  [86_400_000, '1 day'],
  [259_200_000, '3 days'],
] as const)('%i ms as somebody wrote it: %s', ([ms, words]) => {
  expect(given(ms)).toBe(words)
})

test.for([
  [25_100, 30_700, '25.1 - 30.7 s'],
  [30, 80, '30 - 80 ms'],
  [80, 640, '80 ms - 0.64 s'],
  [25_100, 25_104, '25.1 s'],
  [90_900, 121_000, '90.9 s - 2 min 1 s'],
  [120_000, 900_000, '2 - 15 min'],
  [120_000, 901_000, '2 min - 15 min 1 s'],
  [7_200_000, 86_400_000, '2 h - 1 day'],
] as const)('from %i to %i ms is said as %s', ([low, high, words]) => {
  expect(secondsRange(low, high)).toBe(words)
})

test.for([
  [0, '+0 ms'],
  [-0.4, '+0 ms'],
  [-0.6, '-1 ms'],
  [-2_000, '-2.0 s'],
  [31_000, '+31.0 s'],
] as const)('%d ms after an instant is %s', ([ms, words]) => {
  expect(signed(ms)).toBe(words)
})
