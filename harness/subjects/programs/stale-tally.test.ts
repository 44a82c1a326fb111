import { expect, test } from 'vitest'
import { isStale, truthAt, untilChangeMs } from './schedule.ts'
import { StaleTally } from './stale-tally.ts'

test('three days of stale answers fit into some 130 lines, each at most a tenth behind', () => {
  const tally = new StaleTally()
  let lines = 0
  let told = 0
  let worst = 0
  for (let nowMs = 1_000; nowMs <= 72 * 3_600_000; nowMs += 1_000) {
    worst = Math.max(worst, tally.answers - told - tally.answers * 0.1)
    if (!tally.count(nowMs)) continue
    lines++
    told = tally.answers
  }
  expect(tally.answers).toBe(259_200)
  expect(lines).toBeGreaterThan(50)
  expect(lines).toBeLessThan(140)
  expect(worst).toBeLessThanOrEqual(1)
})

test('three days of a read a minute are told alike, whichever way the clock rounds their times', () => {
  const toldFrom = (startMs: number) => {
    const tally = new StaleTally()
    let told = 0
    for (let read = 0; read < 4_300; read++) {
      if (tally.count(Math.floor(startMs + read * 60_060.003))) told = tally.answers
    }
    return told
  }
  const starts = Array.from({ length: 20 }, (_, i) => i / 20)
  expect(new Set(starts.map(toldFrom))).toEqual(new Set([4_037]))
})

test('a line is due at the first stale answer, and a few times a second after it', () => {
  const tally = new StaleTally()
  const due = Array.from({ length: 11 }, (_, i) => i * 100).filter(nowMs => tally.count(nowMs))
  expect(due).toEqual([0, 300, 600, 900])
  expect(`${tally}`).toBe('11 stale answers in 1.0 s')
})

test('an answer is stale when news of a later version has had time to travel, and not before', () => {
  expect(truthAt(10_999, 1_000)).toBe(10)
  expect(untilChangeMs(10_999, 1_000)).toBe(1)
  expect(isStale(10, 12_250, 1_000)).toBe(false)
  expect(isStale(10, 12_251, 1_000)).toBe(true)
})

test('the grace is one period and at most a second', () => {
  expect(isStale(10, 1_450, 100)).toBe(false)
  expect(isStale(10, 1_451, 100)).toBe(true)
  expect(isStale(0, 3_601_250, 3_600_000)).toBe(false)
  expect(isStale(0, 3_601_251, 3_600_000)).toBe(true)
})
