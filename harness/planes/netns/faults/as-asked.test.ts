// What a way is found to do is held against what was asked of it: twice the loss, or a tenth of it, is another way.
import { expect, test } from 'vitest'
import { isAsAsked, isLikely } from './as-asked.ts'

const fault = { delayMs: 100, jitterMs: 10, lossPercent: 5 }

test.for<[object, boolean]>([
  [{}, true],
  [{ lossPercent: 5.0000001 }, true],
  [{ lossPercent: 10 }, false],
  [{ lossPercent: 0.5 }, false],
  [{ delayMs: 110 }, false],
  [{ jitterMs: 0 }, false],
])('a way with %j is as asked: %s', ([told, expected]) => {
  expect(isAsAsked({ ...fault, ...told }, fault)).toBe(expected)
})

test.for<[lost: number, passed: number, percent: number, likely: boolean]>([
  [50, 950, 5, true],
  [70, 930, 5, true],
  [100, 900, 5, false],
  [5, 995, 5, false],
  [1, 9, 5, true],
  [3, 3, 20, true],
  [0, 0, 5, true],
])('%i lost beside %i that passed, at %i %%, is what chance makes of it: %s', ([lost, passed, percent, likely]) => {
  expect(isLikely({ lost, passed }, percent)).toBe(likely)
})
