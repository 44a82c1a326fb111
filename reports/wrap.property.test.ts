import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../harness/kit/fixtures/fuzz.ts'
import { clipped, fold, width, wrap } from './wrap.ts'

const word = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('日本語', '👩‍👩‍👧', 'a/b-c', '30', 'min', 's'))
  .map(text => text.replaceAll(/[ \n]/g, '_'))
const words = fc.array(word, { minLength: 1, maxLength: 40 })
const place = fc.tuple(words, fc.integer({ min: 1, max: 60 }), fc.nat({ max: 10 }))
/** What stays whole: a word, or a figure with its units. */
const pieces = (text: string) => fold(text, 1)

test('wrapped text has the same words in the same order', () => {
  holds(place, ([list, columns, indent]) => {
    const lines = wrap(list.join(' '), columns, indent).split(`\n${' '.repeat(indent)}`)
    expect(lines.join(' ')).toBe(list.join(' '))
  })
})

test('a line is no wider than asked for, unless nothing in it can be parted', () => {
  holds(place, ([list, columns, indent]) => {
    for (const line of wrap(list.join(' '), columns, indent).split(`\n${' '.repeat(indent)}`))
      if (pieces(line).length > 1) expect(indent + width(line.trimEnd())).toBeLessThanOrEqual(columns)
  })
})

test('a line is not ended where the next word would have fitted', () => {
  holds(place, ([list, columns, indent]) => {
    const lines = wrap(list.join(' '), columns, indent).split(`\n${' '.repeat(indent)}`)
    for (const [at, line] of lines.slice(0, -1).entries()) {
      const [whole] = pieces(lines.slice(at + 1).join(' '))
      expect(indent + width(`${line} ${whole}`)).toBeGreaterThan(columns)
    }
  })
})

test('where even words are broken no line is wider, but for one character, and no character is lost', () => {
  holds(place, ([list, columns]) => {
    for (const at of ['words', 'names'] as const) {
      const lines = fold(list.join(' '), columns, { at, hard: true })
      expect(lines.join('').replaceAll(' ', '')).toBe(list.join(''))
      for (const line of lines)
        if ([...segments.segment(line)].length > 1) expect(width(line)).toBeLessThanOrEqual(columns)
    }
  })
})

test('a figure stays with its units', () => {
  expect(pieces('within 17 min, after 2 h 13 min or 30 s or 3 days 2 h')).toEqual([
    ...['within', '17 min,', 'after', '2 h 13 min', 'or', '30 s', 'or', '3 days 2 h'],
  ])
})

test('a name is broken behind its slashes and hyphens', () => {
  const name = 'power-off/cache-reader-keepalive'
  expect(fold(name, 12, { at: 'names' })).toEqual(['power-off/', 'cache-', 'reader-', 'keepalive'])
  expect(fold(name, 19, { at: 'names' })).toEqual(['power-off/cache-', 'reader-keepalive'])
  expect(fold(name, 12)).toEqual([name])
})

test('what is clipped fits, and says that there was more', () => {
  holds(place, ([list, columns]) => {
    const text = list.join(' ')
    const shown = clipped(text, columns + 2)
    expect(width(shown)).toBeLessThanOrEqual(columns + 2)
    expect(shown === text || shown.endsWith('…')).toBe(true)
  })
})

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })
