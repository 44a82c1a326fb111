// Method: timelines written by hand, whose answers follow from the definitions alone.
import { describe, expect, test } from 'vitest'
import type { EventKind, Observation } from '../model/observation.ts'
import { mistakesIn, qualityOf } from './quality.ts'

const hourMs = 3_600_000

describe('over an hour', () => {
  test('two mistakes of one and of three minutes recur every half hour, and the peer was believed alive for 56 minutes', () => {
    const mistakes = [
      { fromMs: 600_000, untilMs: 660_000 },
      { fromMs: 1_800_000, untilMs: 1_980_000 },
    ]
    expect(qualityOf([{ forMs: hourMs, mistakes }], true)).toEqual({
      soakMs: hourMs,
      soaks: 1,
      mistakes: 2,
      perHour: { mean: 2 },
      recurrenceMs: { mean: 1_800_000 },
      durationMs: { mean: 120_000, longest: 180_000, open: 0 },
      accuracy: 1 - 4 / 60,
    })
  })

  test('no mistake is no rate of zero, but one below three an hour', () => {
    expect(qualityOf([{ forMs: hourMs, mistakes: [] }], true)).toEqual({
      soakMs: hourMs,
      soaks: 1,
      mistakes: 0,
      perHour: { atMost: 3 },
      recurrenceMs: { atLeast: hourMs / 3 },
      accuracy: 1,
    })
  })

  test('a mistake that is open at the end lasts until there, and is told as open', () => {
    expect(qualityOf([{ forMs: hourMs, mistakes: [{ fromMs: 2_700_000 }] }], true)).toEqual({
      soakMs: hourMs,
      soaks: 1,
      mistakes: 1,
      perHour: { mean: 1 },
      recurrenceMs: { mean: hourMs },
      durationMs: { mean: 900_000, longest: 900_000, open: 1 },
      accuracy: 0.75,
    })
  })
})

test('soaks are pooled by their time, not averaged', () => {
  const short = { forMs: hourMs, mistakes: [{ fromMs: 0, untilMs: 360_000 }] }
  const long = { forMs: 3 * hourMs, mistakes: [] }
  const { perHour, recurrenceMs, accuracy } = qualityOf([short, long], true)
  expect({ perHour, recurrenceMs, accuracy }).toEqual({
    perHour: { mean: 0.25 },
    recurrenceMs: { mean: 4 * hourMs },
    accuracy: 0.975,
  })
})

test('one blip a soak says how long a mistake lasts, and nothing of how often there are any', () => {
  const soak = { forMs: hourMs, mistakes: [{ fromMs: 1_000, untilMs: 3_000 }] }
  const durationMs = { mean: 2_000, longest: 2_000, open: 0 }
  expect(qualityOf([soak, soak], false)).toEqual({ soakMs: 2 * hourMs, soaks: 2, mistakes: 2, durationMs })
  expect(qualityOf([{ ...soak, mistakes: [] }], false)).toEqual({ soakMs: hourMs, soaks: 1, mistakes: 0 })
})

test('no soak tells nothing', () => {
  expect(qualityOf([], true)).toEqual({
    soakMs: 0,
    soaks: 0,
    mistakes: 0,
    perHour: { atMost: Number.POSITIVE_INFINITY },
    recurrenceMs: { atLeast: 0 },
    accuracy: 1,
  })
})

describe('the mistakes in what was seen', () => {
  const watch = { by: 'client-app', fromMs: 1_000, untilMs: 100_000 } as const

  test('go from a loss to the next good answer, however often the loss is told', () => {
    const observations = [
      said(11_000, 'lost'),
      said(12_000, 'reset'),
      said(15_000, 'recovered'),
      said(50_000, 'exited'),
    ]
    expect(mistakesIn(observations, watch)).toEqual([{ fromMs: 10_000, untilMs: 14_000 }, { fromMs: 49_000 }])
  })

  test('are none where the client says nothing but good, or was heard before and after', () => {
    const observations = [said(500, 'lost'), said(900, 'recovered'), said(20_000, 'traffic'), said(100_001, 'lost')]
    expect(mistakesIn(observations, watch)).toEqual([])
  })

  test("are the client's own: what a kernel or the server says is none, and the order of telling does not matter", () => {
    const kernel: Observation = { ...said(5_000, 'lost'), by: 'client-kernel' }
    expect(mistakesIn([said(9_000, 'recovered'), kernel, said(8_000, 'lost')], watch)).toEqual([
      { fromMs: 7_000, untilMs: 8_000 },
    ])
  })
})

function said(atMs: number, kind: EventKind): Observation {
  return { atMs, by: 'client-app', kind, detail: kind }
}
