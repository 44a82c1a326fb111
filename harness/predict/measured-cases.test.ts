// Method: each case was measured on a real kernel by a rig that is none of ours, and its file is kept as it came. Every one lies inside its
// prediction. That a window is narrow enough is held by measured.test.ts; here a prediction without the socket's timeout, the peer's talking or
// the second write has to fail, or it would not be they that make it fit.
import { describe, expect, test } from 'vitest'
import type { Circumstances } from './circumstances.ts'
import { type MeasuredCase, measuredCases } from './fixtures/measured-cases.ts'
import { predict } from './predict.ts'

const cases = measuredCases()

function isInside({ seenMs, watchedMs, uncertainMs }: MeasuredCase, on: Circumstances): boolean {
  const { window, orNever } = predict(on)
  if (window === undefined) return false
  if (seenMs === undefined) return window === 'never' || orNever === true || window[1] > watchedMs
  return window !== 'never' && window[0] - uncertainMs <= seenMs && seenMs <= window[1] + uncertainMs
}

describe.each(cases)('$name', one => {
  test('is inside its prediction', () => {
    expect(isInside(one, one.on), `${one.seenMs} in ${JSON.stringify(predict(one.on))}`).toBe(true)
  })
})

test.each<[string, number, (on: Circumstances) => Circumstances]>([
  [
    'the timeout of the socket, where it is stated to be a way of 1 ms',
    94,
    ({ rtoMs: _, ...on }) => ({ ...on, rttMs: 1 }),
  ],
  ['that the peer goes on talking', 24, ({ peerTalksEveryMs: _, ...on }) => on],
  ['how long there was silence', 46, ({ quietMs: _, ...on }) => ({ ...on, quietMs: 0 })],
  ['the second write', 35, ({ writesAgainMs: _, ...on }) => on],
  ['tcp_rto_min_us', 44, ({ rtoMs: _, sysctls: __, ...on }) => ({ ...on, settings: { ...on.settings, retries2: 3 } })],
])('without %s line %i is outside', (_what, line, unsaid) => {
  const one = cases[line - 1]
  expect(one && isInside(one, unsaid(one.on))).toBe(false)
})

test('without the timeout of a socket those that were warmed up and those that were not fit one stated way', () => {
  const stated = cases
    .filter(({ on }) => on.rtoMs !== undefined)
    .map(one => ({ one, on: { ...one.on, rtoMs: undefined } }))
  expect(stated.filter(({ one, on }) => !isInside(one, on)).map(({ one }) => one.name)).toEqual([])
})
