import { expect, test } from 'vitest'
import { bestFor } from '../recommend/search.ts'
import { searchLine } from './search-line.ts'

test('a search that takes longer than two seconds says what it tries, and a quicker one nothing', () => {
  expect(shownAt([100, 1_999], false)).toEqual([])
  expect(shownAt([100, 2_000, 2_100, 11_900, 12_000], false)).toEqual([
    'searching for 2 s: try 2\n',
    'searching for 12 s: try 5\n',
  ])
})

test('on a terminal it is one line, rewritten twice a second and cleared at the end', () => {
  expect(shownAt([2_000, 2_100, 2_500], true)).toEqual([
    '\r\x1b[Ksearching for 2 s: try 1',
    '\r\x1b[Ksearching for 2 s: try 3',
    '\r\x1b[K',
  ])
})

test('the search tells what it tries, over and over', () => {
  const tried: string[] = []
  bestFor({ withinMs: 30_000, tolerateMs: 5_000, limits: [], busy: true, connecting: false }, trying => {
    tried.push(trying)
  })
  expect(tried.length).toBeGreaterThan(3)
  expect(tried.at(-1)).toMatch(/^keepalive=\d+\/\d+\/\d+,user-timeout=\d+s$/)
})

/** What is written when it is told at these times. */
function shownAt(times: readonly number[], isTTY: boolean): string[] {
  const written: string[] = []
  let nowMs = 0
  const to = { isTTY, write: (text: string) => written.push(text) }
  {
    using line = searchLine(to, { nowMs: () => nowMs })
    for (const [i, atMs] of times.entries()) {
      nowMs = atMs
      line.show(`try ${i + 1}`)
    }
  }
  return written
}
