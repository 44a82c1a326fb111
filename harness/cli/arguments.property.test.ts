import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses } from '../kit/fixtures/fuzz.ts'
import { parseOptions } from './arguments.ts'
import { parseCount, parseLength } from './option-values.ts'

const read = (args: readonly string[]) =>
  parseOptions(args, {
    plane: { value: 'P', does: '' },
    clock: { value: 'C', does: '' },
    settings: { value: 'S', many: true, does: '' },
    json: { does: '' },
  })
const odd = fc.constantFrom(
  '--',
  '-',
  '--plane',
  '--plane=',
  '--settings',
  '--json',
  '--json=1',
  '--no-json',
  '-p',
  '--__proto__',
  '--constructor=x',
  '--toString',
)
const value = fc.string({ minLength: 1, maxLength: 8 }).filter(text => !text.startsWith('-'))

test('any arguments are options and patterns, or are refused', () => {
  onlyRefuses(fc.array(fc.oneof(odd, anyText), { maxLength: 6 }), read)
})

test('options are what was written, in whatever order and form', () => {
  holds(
    fc.tuple(value, value, fc.array(value, { minLength: 1, maxLength: 3 }), value, fc.boolean()),
    ([plane, clock, settings, pattern, joined]) => {
      const option = (name: string, text: string) => (joined ? [`--${name}=${text}`] : [`--${name}`, text])
      const args = [
        ...option('plane', plane),
        pattern,
        ...settings.flatMap(text => option('settings', text)),
        '--json',
        ...option('clock', clock),
      ]
      expect(read(args)).toEqual({
        options: { plane, clock },
        lists: { settings },
        flags: { json: true },
        patterns: [pattern],
      })
    },
  )
})

test('a count and a length are numbers, or are refused', () => {
  onlyRefuses(anyText, text => expect(parseCount('phases', text, 8)).toBeGreaterThan(0))
  onlyRefuses(anyText, text => expect(parseLength('within', text)).toBeGreaterThan(0))
  holds(fc.integer({ min: 1, max: 500 }), count => expect(parseCount('phases', String(count), 500)).toBe(count))
})
