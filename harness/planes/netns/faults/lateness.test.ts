// What a slow way has to show: an answer that came sooner than it lets any come has gone another way, and proves the opposite.
import { expect, test } from 'vitest'
import { lateness, tripOf } from './lateness.ts'

const fault = { delayMs: 300, jitterMs: 50 }
const waiting = { tookMs: undefined, sinceMs: () => 100 }

function took(tookMs: number) {
  return { tookMs, sinceMs: () => tookMs }
}

test('an answer takes both ways, or that one which is slow', () => {
  expect(tripOf(fault)).toEqual({ leastMs: 500, mostMs: 700 })
  expect(tripOf({ ...fault, toward: 'client' })).toEqual({ leastMs: 250, mostMs: 350 })
  expect(tripOf({ delayMs: 300 })).toEqual({ leastMs: 600, mostMs: 600 })
})

test('an answer shows it that took as long as that, and none that came sooner', () => {
  expect(lateness(took(500), fault, 0)).toEqual({ text: ['an answer took 0.50 s'], facts: { tookMs: 500 } })
  expect(lateness(took(499), fault, 0)).toBeUndefined()
  expect(lateness(took(250), { ...fault, toward: 'client' }, 0)).toMatchObject({ facts: { tookMs: 250 } })
  expect(lateness(took(1), fault, 3)).toBeUndefined()
})

test('before there is one, packets that are held show it, once an answer would have come without the fault', () => {
  expect(lateness(waiting, fault, 1)).toEqual({ text: ['no answer for 0.10 s so far'], facts: { waitedMs: 100 } })
  expect(lateness(waiting, fault, 0)).toBeUndefined()
  expect(lateness({ ...waiting, sinceMs: () => 5 }, fault, 1)).toBeUndefined()
})
