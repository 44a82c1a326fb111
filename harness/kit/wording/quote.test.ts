import { expect, test } from 'vitest'
import { quoted, suggested } from './quote.ts'

test('lines are quoted once each, the last three, and of a long one its beginning', () => {
  expect(quoted(['a', 'b', 'c', 'c', 'd'])).toBe('"b", "c", "d"')
  expect(quoted(['x'.repeat(5_000)])).toBe(`"${'x'.repeat(80)} ..."`)
})

test('what would match a line is said of one that says that all is well, and of no other', () => {
  expect(suggested('ready', ['late is listening'], 'late')).toBe(
    '. ready: /late is listening/ would match the line "late is listening" of late',
  )
  expect(suggested('ready', ['not listening'], 'late')).toBe('')
})
