import { expect, test } from 'vitest'
import { progressLine, progressWords } from './progress.ts'

test('progress is told with the time that is left, where there is something to go by', () => {
  expect(progressWords({ done: 0, total: 200 })).toBe('0 of 200 measurements')
  expect(progressWords({ done: 48, total: 200, leftMs: 51_200 })).toBe('48 of 200 measurements, about 52.0 s left')
  expect(progressWords({ done: 200, total: 200, leftMs: 0 })).toBe('200 of 200 measurements')
})

test('a terminal has one line that is rewritten, and cleared at the end', () => {
  const { written, sink } = recorder(true)
  const line = progressLine(sink)
  line.show({ done: 1, total: 2 })
  line.show({ done: 2, total: 2 })
  line[Symbol.dispose]()
  line[Symbol.dispose]()
  expect(written).toEqual(['\r\x1b[K1 of 2 measurements', '\r\x1b[K2 of 2 measurements', '\r\x1b[K'])
})

test('anything else has a line now and then, and no control characters', () => {
  const { written, sink } = recorder(false)
  const line = progressLine(sink)
  line.show({ done: 1, total: 2 })
  line.show({ done: 2, total: 2 })
  line[Symbol.dispose]()
  expect(written).toEqual(['1 of 2 measurements\n'])
})

function recorder(isTTY: boolean) {
  const written: string[] = []
  return { written, sink: { isTTY, write: (text: string) => written.push(text) } }
}
