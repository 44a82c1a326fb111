// Method: what has to hold whatever the figures are, tried on hundreds of settings: a longer way, a second write, a peer that talks on. With timers
// that are kept coarsely "never earlier" means by no more than what the wheel rounds the last of them, an eighth.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import { holds } from '../kit/fixtures/fuzz.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import type { Circumstances } from './circumstances.ts'
import { predict } from './predict.ts'

const kernel = { release: '6.18.44', hz: 250 }
const seconds = (most: number) => fc.integer({ min: 1, max: most }).map(s => s * 1_000)
const keepalive = fc.record({ idleMs: seconds(20), intervalMs: seconds(10), count: fc.integer({ min: 1, max: 5 }) })
const trips = fc.tuple(fc.nat({ max: 800 }), fc.nat({ max: 800 })).map(([a, b]) => [Math.min(a, b), Math.max(a, b)])

function windowOf(on: Partial<Circumstances> & { readonly settings: Settings }): readonly [Ms, Ms] {
  const { window } = predict({ fault: blackHole(), kernel, clock: 'virtual', ...on })
  if (!Array.isArray(window)) throw new Error(`no window: ${window}`)
  return [window[0] ?? 0, window[1] ?? 0]
}

function eighthOf(ms: Ms): Ms {
  return ms / 8 + 8
}

describe('a longer way never notices earlier', () => {
  test('by TCP_USER_TIMEOUT', () => {
    holds(fc.record({ userTimeoutMs: seconds(30), trips }), ({ userTimeoutMs, trips: [near = 0, far = 0] }) => {
      const on = (rttMs: Ms) => windowOf({ settings: { userTimeoutMs }, nextWriteMs: 0, rttMs })
      const [closer, farther] = [on(near), on(far)]
      expect(farther[0]).toBeGreaterThanOrEqual(closer[0] - eighthOf(userTimeoutMs))
      expect(farther[1]).toBeGreaterThanOrEqual(closer[1] - eighthOf(userTimeoutMs))
    })
  })

  test('by keepalive, whose numbers do not know it', () => {
    holds(fc.record({ keepalive, trips }), ({ keepalive: own, trips: [near = 0, far = 0] }) => {
      const on = (rttMs: Ms) => windowOf({ settings: { keepalive: own }, rttMs })
      expect(on(far)[1]).toBeGreaterThanOrEqual(on(near)[1])
    })
  })

  test('while tcp_retries2 counts a time in which fewer doublings of a longer timeout fit: measured 6.7 s at 0 ms and 5.3 s at 100 ms', () => {
    const on = (rttMs: Ms) => windowOf({ settings: { retries2: 3 }, nextWriteMs: 0, rttMs })
    expect(on(100)[0]).toBeLessThan(5_301)
    expect(on(0)[0]).toBeGreaterThan(6_400)
  })
})

test('two writes are never later than one, and what is not said of a second one allows both', () => {
  const settings = fc.oneof(
    seconds(20).map(userTimeoutMs => ({ userTimeoutMs })),
    fc.nat({ max: 8 }).map(retries2 => ({ retries2 })),
  )
  const on = fc.record({ settings, rttMs: fc.nat({ max: 400 }), again: fc.nat({ max: 3_000 }) })
  holds(on, ({ settings: own, rttMs, again }) => {
    const one = windowOf({ settings: own, rttMs, nextWriteMs: 100 })
    const two = windowOf({ settings: own, rttMs, nextWriteMs: 100, writesAgainMs: again })
    const unknown = windowOf({ settings: own, rttMs, nextWriteMs: 100, writesAgainMs: 'unknown' })
    expect(two[0]).toBeLessThanOrEqual(one[0])
    expect(two[1]).toBeLessThanOrEqual(one[1])
    expect(unknown[0]).toBeLessThanOrEqual(two[0])
    expect(unknown[1]).toBeGreaterThanOrEqual(two[1])
  })
})

test('a peer that talks into the hole never makes keepalive notice earlier, and one that never talks changes nothing', () => {
  const fault = blackHole({ toward: 'server' })
  holds(fc.record({ keepalive, everyMs: fc.integer({ min: 50, max: 20_000 }) }), ({ keepalive: own, everyMs }) => {
    const on = (peerTalksEveryMs?: Ms | 'never') =>
      windowOf({ settings: { keepalive: own }, fault, quietMs: 0, peerTalksEveryMs })
    expect(on(everyMs)[0]).toBeGreaterThanOrEqual(on()[0])
    expect(on(everyMs)[1]).toBeGreaterThanOrEqual(on()[1])
    expect(on('never')).toEqual(on())
  })
})

test('a timeout that its socket says lies inside what is foretold of the same way without it', () => {
  holds(
    fc.record({
      userTimeoutMs: seconds(20),
      rttMs: fc.nat({ max: 600 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    ({ userTimeoutMs, rttMs, share }) => {
      const [least, most] = [rttMs + 200, rttMs + Math.max(200, 2 * rttMs)]
      const settings = { userTimeoutMs }
      const stated = windowOf({ settings, nextWriteMs: 0, rttMs })
      const read = windowOf({ settings, nextWriteMs: 0, rttMs, rtoMs: least + share * (most - least) })
      expect(read[0]).toBeGreaterThanOrEqual(stated[0] - eighthOf(userTimeoutMs))
      expect(read[1]).toBeLessThanOrEqual(stated[1] + eighthOf(userTimeoutMs))
    },
  )
})
