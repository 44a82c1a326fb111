import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../../harness/kit/fixtures/fuzz.ts'
import { apart, beside, inside } from './labels.ts'

const measure = (words: string) => words.length * 7
const place = fc.integer({ min: -200, max: 1_200 })
const text = fc.string({ minLength: 1, maxLength: 40 })

test('words stand behind their stroke, before it where there is no room, and cut inside it where there is none at all', () => {
  expect(beside(100, 200, 'ten letters', 1_000, measure)).toEqual({ x: 206, words: 'ten letters' })
  expect(beside(800, 980, 'ten letters', 1_000, measure)).toEqual({ x: 717, words: 'ten letters' })
  expect(beside(-50, 1_050, 'ten letters', 1_000, measure)).toEqual({ x: 6, words: 'ten letters' })
  expect(inside(0, 62, 'ten letters', measure)).toEqual({ x: 6, words: 'ten le\u{2026}' })
  expect(beside(1_200, 1_300, 'beyond', 1_000, measure)).toBeUndefined()
})

test('whatever a stroke is, its words stay in the picture', () => {
  holds(fc.tuple(place, place, text), ([one, other, words]) => {
    const label = beside(Math.min(one, other), Math.max(one, other), words, 1_000, measure)
    if (label) expect([label.x >= 0, label.x + measure(label.words) <= 1_000]).toEqual([true, true])
  })
})

test('the words of signs touch no other words and no sign', () => {
  holds(fc.array(fc.record({ x: place, words: text }), { maxLength: 12 }), drawn => {
    const signs = drawn.filter(({ x }) => x >= 0 && x <= 1_000).toSorted((a, b) => a.x - b.x)
    const found = apart(signs, 1_000, 7, measure)
    const spans = found.flatMap(label => (label ? [[label.x, label.x + measure(label.words)] as const] : []))
    for (const [from, to] of spans) {
      expect([from >= 0, to <= 1_000]).toEqual([true, true])
      for (const [other] of spans) if (other > from) expect(other).toBeGreaterThanOrEqual(to)
      for (const { x } of signs)
        expect(x + 7 <= from || x - 7 >= to, `a sign at ${x}, words from ${from} to ${to}`).toBe(true)
    }
  })
})
