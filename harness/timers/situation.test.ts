// Method: how old a state is, by what was seen of it over a way of 300 ms. Between two kernels 6.12, power-off met a write that had left its host up
// to 150 ms before the router saw it: a user timeout of 2.5 s gave up after 4.13 s, and not after 4.23 s at the earliest.
import { expect, test } from 'vitest'
import type { ConnectionState } from '../model/connection-state.ts'
import { kernelsOf } from './kernel.ts'
import { silent } from './outage.ts'
import { sinceOf } from './situation.ts'

test.for<[ConnectionState, readonly [number, number], number]>([
  ['data-in-flight', [300, 340], 160],
  ['data-in-flight', [0, 1], 10],
  ['zero-window', [300, 340], 10],
  ['awaiting-answer', [300, 340], 350],
])('%s over %j ms, seen for 10 ms, is up to %s ms old', ([state, rttMs, oldMs]) => {
  const on = { settings: {}, state, sinceMs: 10, rttMs, kernel: { hz: 250, release: '6.12.0' } }
  const [rules] = kernelsOf(on)
  if (!rules) throw new Error('a kernel is known')
  expect(sinceOf({ on, rules, effect: { kernel: silent } })).toEqual([10, oldMs])
})
