import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from './fixtures/fuzz.ts'
import { literal, patternLiteral } from './literal.ts'

test('a value is written as somebody would write it', () => {
  expect(literal({ a: [1, 'b'], 'c-d': { e: true, f: undefined }, g: {} })).toBe(
    "{ a: [1, 'b'], 'c-d': { e: true }, g: {} }",
  )
  expect(literal("it's\n\u2028\\")).toBe("'it\\'s\\n\\u2028\\\\'")
  expect(patternLiteral(/a\/b\n/i)).toBe('/a\\/b\\n/i')
})

test('whatever it is, it is read as the same again', () => {
  const evaluate = new Function('text', 'return eval(text)')
  holds(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), value => {
    const read: unknown = evaluate(`(${literal(value)})`)
    expect(JSON.stringify(read)).toBe(JSON.stringify(value))
  })
})
