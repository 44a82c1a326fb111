import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../harness/kit/fixtures/fuzz.ts'
import { wrap } from './wrap.ts'

const word = fc.string({ unit: 'grapheme', maxLength: 12 }).map(text => text.replaceAll(/[ \n]/g, '_'))
const words = fc.array(word, { minLength: 1, maxLength: 40 })
const place = fc.tuple(words, fc.integer({ min: 1, max: 60 }), fc.nat({ max: 10 }))

test('wrapped text has the same words in the same order', () => {
  holds(place, ([list, columns, indent]) => {
    const lines = wrap(list.join(' '), columns, indent).split(`\n${' '.repeat(indent)}`)
    expect(lines.join(' ')).toBe(list.join(' '))
  })
})

test('a line is no wider than asked for, unless it is one word', () => {
  holds(place, ([list, columns, indent]) => {
    for (const line of wrap(list.join(' '), columns, indent).split(`\n${' '.repeat(indent)}`))
      if (line.includes(' ')) expect(indent + line.length).toBeLessThanOrEqual(columns)
  })
})

test('a line is not ended where the next word would have fitted', () => {
  holds(place, ([list, columns, indent]) => {
    const lines = wrap(list.join(' '), columns, indent).split(`\n${' '.repeat(indent)}`)
    for (const [at, line] of lines.slice(0, -1).entries())
      expect(indent + line.length + 1 + (lines[at + 1]?.split(' ')[0]?.length ?? 0)).toBeGreaterThan(columns)
  })
})
