import { expect, test } from 'vitest'
import { roundTripIn } from './round-trip.ts'

test('a timeout is the round trip and 200 ms, and a delayed acknowledgement may be in the next', () => {
  expect(roundTripIn(201)).toEqual([1, 41])
  expect(roundTripIn(200.3, 203.2)).toEqual([1, 44])
})

test('one that is shorter than 200 ms says that there is no round trip to speak of', () => {
  expect(roundTripIn(150)).toEqual([0, 40])
})
