import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../kit/fixtures/fuzz.ts'
import { patternOf, shapeOf } from './pattern.ts'

test.for([
  ['listening on 127.0.0.1:41235', 'listening on'],
  ['2026-11-27T18:00:00.123Z INFO [db-7f3a9c] connection lost after 30000 ms: ETIMEDOUT', 'connection lost after'],
  ['[18:00:01] db connected (12 ms)', 'db connected'],
  ['Error: read ECONNRESET', 'Error: read ECONNRESET'],
  ['10.0.0.2:5432 (primary) is up', 'primary\\) is up'],
  ['level=warn msg="lost 10.0.0.2" retry=3', 'level=warn msg'],
  ['a/b (c) {e} lost?', 'a\\/b \\(c\\) \\{e\\} lost'],
] as const)('of "%s" it is /%s/', ([line, pattern]) => {
  expect(patternOf(line)).toBe(pattern)
  expect(new RegExp(pattern).test(line)).toBe(true)
})

test.for(['', '12:00:01 42', '---', '7f3a9c 10.0.0.2:80', 'ok'])('of "%s" there is none', line => {
  expect(patternOf(line)).toBeUndefined()
})

test('it is always a pattern that its own line matches, as a literal too', () => {
  holds(fc.string({ unit: 'grapheme', maxLength: 60 }), line => {
    const pattern = patternOf(line)
    if (pattern === undefined) return
    expect(new RegExp(pattern).test(line)).toBe(true)
    expect(new RegExp(pattern).source, 'it can stand between slashes as it is').toBe(pattern)
  })
})

test('lines that differ in their times and figures alone have one shape', () => {
  expect(shapeOf('18:00:01 fetched version 7 in 3 ms')).toBe(shapeOf('18:00:02 fetched version 12 in 11 ms'))
  expect(shapeOf('fetched version 7')).not.toBe(shapeOf('lost version 7'))
})
