import { describe, expect, test } from 'vitest'
import { axisWords, exact, ticksOf, wholeScale } from './scales.ts'

const minute = 60_000
const hour = 3_600_000
const run = { fromMs: 0, toMs: 3 * hour, originMs: 1_000 }

describe('a scale', () => {
  test.for([undefined, 2_000])(
    'finds each instant again to a thousandth of a millisecond, down to a ten thousandth of its length',
    smallestMs => {
      const whole = wholeScale(run, 1_000, smallestMs)
      for (const atMs of [1_000, 1_234.567, 2 * hour + 0.123]) {
        const close = whole.within(atMs - 0.05, atMs + 0.05)
        expect(close(atMs)).toBeCloseTo(500, 1)
        expect(close.invert(close(atMs))).toBeCloseTo(atMs, 4)
      }
    },
  )

  test('in log time gives the first seconds after the fault as much room as the hours', () => {
    const whole = wholeScale(run, 1_000, 1_000)
    expect(whole(11_000) - whole(1_000)).toBeGreaterThan(280)
    expect(wholeScale(run, 1_000, undefined)(11_000)).toBeLessThan(3)
  })
})

describe('ticks', () => {
  const labels = (fromMs: number, toMs: number, smallestMs?: number) =>
    ticksOf(wholeScale(run, 1_000, smallestMs).within(fromMs, toMs), run.originMs, 'fault').map(({ label }) => label)

  test('are round times since the fault, in units that fit what is seen', () => {
    expect(labels(0, 3 * hour)).toEqual(['fault', '+30 min', '+1 h', '+90 min', '+2 h', '+150 min'])
    expect(labels(500, 3_500)).toEqual(['\u{2212}500 ms', 'fault', '+500 ms', '+1.0 s', '+1.5 s', '+2.0 s', '+2.5 s'])
    expect(labels(hour + 1_000, hour + 1_000.1).slice(0, 2)).toEqual(['+1 h', '+1:00:00.000010'])
  })

  test('of log time are powers, as many as fit', () => {
    expect(labels(0, 3 * hour, 1_000)).toEqual(['\u{2212}1 s', 'fault', '+1 s', '+10 s', '+1 min', '+10 min', '+1 h'])
  })

  test.for([
    [0, 3 * hour, undefined],
    [0, 3 * hour, 500],
    [minute, 10 * minute, 500],
    [7_000, 7_000.4, 500],
    [7_000, 7_000.4, undefined],
  ] as const)('from %d to %d, %s, never lie on each other', ([fromMs, toMs, smallestMs]) => {
    const scale = wholeScale(run, 600, smallestMs).within(fromMs, toMs)
    const places = ticksOf(scale, run.originMs, 'fault').map(({ ms }) => scale(ms))
    expect(places.length).toBeGreaterThan(1)
    for (const [at, place] of places.entries()) if (at > 0) expect(place - (places[at - 1] ?? 0)).toBeGreaterThan(70)
  })
})

test.for([
  [1_500, 500, '+1.5 s'],
  [23.5, 0.5, '+23.5 ms'],
  [-200, 100, '\u{2212}200 ms'],
  [-0.3, 10, '+0 ms'],
  [600_000, 60_000, '+10 min'],
  [4_530_000, 30_000, '+1:15:30'],
  [75_250, 50, '+1:15.25'],
] as const)('%d ms in steps of %d is %s', ([ms, stepMs, words]) => expect(axisWords(ms, stepMs)).toBe(words))

test('an instant is told to the microsecond', () => {
  expect([exact(2_455.93), exact(-0.2281)]).toEqual(['+2,455.930 ms', '\u{2212}0.228 ms'])
})
