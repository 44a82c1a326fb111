import { expect, test } from 'vitest'
import { parseBeginning } from './beginning.ts'

test('a seed is a number, or one that is drawn, and a time of day is an instant', () => {
  expect(parseBeginning({})).toEqual({})
  expect(parseBeginning({ seed: '7', 'starts-at': '2026-11-27' })).toEqual({
    seed: 7,
    startsAt: '2026-11-27T00:00:00.000Z',
  })
  const drawn = Array.from({ length: 3 }, () => parseBeginning({ seed: 'random' }).seed)
  expect(new Set(drawn).size).toBeGreaterThan(1)
})

test.each(['', '-1', '1.5', '1e3', '1000000000', 'seven'])('the seed "%s" is refused, with what is right', seed => {
  expect(() => parseBeginning({ seed })).toThrow(/--seed is a whole number up to 999999999, or random.*\[E_USAGE\]/)
})

test('a time of day that is none is refused, with what is right', () => {
  expect(() => parseBeginning({ 'starts-at': 'noon' })).toThrow(
    'Cannot use the options: --starts-at is no instant, got "noon". Write --starts-at \'2026-02-28T23:59:50Z\', in a year from 1971 to 2199 [E_STARTS_AT]',
  )
})
