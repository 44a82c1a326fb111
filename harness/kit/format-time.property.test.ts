import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from './fixtures/fuzz.ts'
import { given, seconds } from './format-time.ts'

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
}

/** The time that a person reads, and how much of it the last digit is worth. */
function read(shown: string): { ms: number; digitMs: number } {
  const words = shown.split(' ')
  const parts = words.flatMap((word, at) =>
    at % 2 === 0 ? [{ figure: word, unitMs: units[words[at + 1] ?? ''] ?? Number.NaN }] : [],
  )
  const { figure = '', unitMs = 0 } = parts.at(-1) ?? {}
  const decimals = figure.split('.')[1]?.length ?? 0
  return {
    ms: parts.reduce((sum, part) => sum + Number(part.figure) * part.unitMs, 0),
    digitMs: unitMs / 10 ** decimals,
  }
}

const time = fc.oneof(
  fc.double({ min: 0, max: 20_000, noNaN: true }),
  fc.double({ min: 0, max: 4e9, noNaN: true }),
  fc.nat(),
)

test('a time is shown to the last digit of its figure', () => {
  holds(time, ms => {
    const { ms: shownMs, digitMs } = read(seconds(ms))
    expect(Math.abs(shownMs - ms)).toBeLessThanOrEqual(Math.max(digitMs, ms >= 3_600_000 ? digitMs * 60 : digitMs))
  })
})

test('a longer time is never shown as a shorter one', () => {
  holds(fc.tuple(time, time), ([a, b]) => {
    const [less, more] = [Math.min(a, b), Math.max(a, b)]
    expect(read(seconds(less)).ms).toBeLessThanOrEqual(read(seconds(more)).ms)
  })
})

test('what somebody wrote in one unit is shown in full', () => {
  const written = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('ms', 's', 'min', 'h', 'days'))
  holds(written, ([count, unit]) => expect(read(given(count * (units[unit] ?? 0))).ms).toBe(count * (units[unit] ?? 0)))
})
