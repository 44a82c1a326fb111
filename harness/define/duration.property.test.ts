import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText, anything, damagedText } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses, refusalOf } from '../kit/fixtures/fuzz.ts'
import { type Duration, optionLength, parseMs } from './duration.ts'

const units = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 }
const unit = fc.constantFrom('ms', 's', 'm', 'min', 'h', 'd')

test('a whole number of any unit is so many milliseconds, the same by both ways in', () => {
  holds(fc.tuple(fc.nat(), unit), ([count, word]) => {
    const text = `${count}${word}` as const
    expect([parseMs(text), optionLength('--within', text)]).toEqual([count * units[word], count * units[word]])
  })
})

test('a part of a second, minute or hour that is whole milliseconds is read as them, without a rest', () => {
  const thousandths = fc.tuple(fc.nat({ max: 10_000_000 }), fc.constantFrom('s', 'm', 'min', 'h', 'd'))
  holds(
    thousandths,
    ([parts, word]) => {
      const text = `${Math.floor(parts / 1_000)}.${String(parts % 1_000).padStart(3, '0')}${word}`
      expect(optionLength('--within', text)).toBe((parts * units[word]) / 1_000)
    },
    { examples: [[1_001, 's']] },
  )
})

test('a number is taken as it is, unless it is no length of time', () => {
  holds(fc.double(), ms => {
    if (Number.isFinite(ms) && ms >= 0) expect(parseMs(ms)).toBe(ms)
    else expect(() => parseMs(ms)).toThrow('E_DURATION')
  })
})

test('anything else is refused with what to write', () => {
  const nearly = damagedText(
    fc.tuple(fc.double({ min: 0, noNaN: true }), unit).map(([count, word]) => `${count}${word}`),
  )
  onlyRefuses(fc.oneof(nearly, anyText), text => {
    const refusal = refusalOf(() => optionLength('--within', text))
    if (refusal) expect(refusal.fix).toBe('Write 500ms, 30s, 2min, 3h or 5d, without a blank')
    else expect(text).toMatch(/^\d+(\.\d+)?(ms|s|m|min|h|d)$/)
  })
  onlyRefuses(anything, given => parseMs(given as Duration), { examples: [Symbol('1s'), 1n, Object.create(null)] })
})
