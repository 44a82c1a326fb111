// Method: the same bytes are pushed whole and in pieces that end anywhere, inside of a character and between \r and \n as well. A splitter that
// decodes each piece by itself, or takes \r\n in two pieces for two line ends, gives other lines.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from './fixtures/fuzz.ts'
import { LineSplitter, longestLineBytes } from './line-splitter.ts'

const piece = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\r', 'é', '線', '😀', '\u{feff}').map(text => Buffer.from(text)),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map(text => Buffer.from(text)),
  fc.uint8Array({ maxLength: 4 }).map(bytes => Buffer.from(bytes)),
)
const said = fc.array(piece, { maxLength: 12 }).map(pieces => Buffer.concat(pieces))
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 })

function linesOf(chunks: readonly Buffer[]): string[] {
  const lines: string[] = []
  const splitter = new LineSplitter({
    line: text => void lines.push(text),
    rest: () => {},
    full: () => false,
    skipped: () => {},
  })
  for (const chunk of chunks) splitter.push(chunk)
  splitter.end()
  return lines
}

function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set([...places.map(place => Math.floor(place * bytes.length)), bytes.length])].sort(
    (a, b) => a - b,
  )
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end))
}

test('bytes give the same lines however they arrive', () => {
  holds(fc.tuple(said, cuts), ([bytes, places]) => expect(linesOf(cutAt(bytes, places))).toEqual(linesOf([bytes])))
})

test('lines end by any line end, and the last one where there is nothing more', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 8 }).map(text => text.replaceAll(/[\r\n]/g, '_'))
  holds(fc.tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r'))), line), ([ended, last]) => {
    // An empty line that begins with \n belongs to the \r before it.
    const lines = ended.map(([text, end]) => [text === '' ? '-' : text, end] as const)
    const text = lines.map(([own, end]) => own + end).join('') + last
    expect(linesOf([Buffer.from(text)])).toEqual([...lines.map(([own]) => own), ...(last === '' ? [] : [last])])
  })
})

test('a line that is too long is cut, and the next one is whole', () => {
  holds(
    fc.tuple(fc.integer({ min: 1, max: 4_000 }), cuts),
    ([more, places]) => {
      const bytes = Buffer.from(`${'x'.repeat(longestLineBytes + more)}\nnext\n`)
      expect(linesOf(cutAt(bytes, places))).toEqual(['x'.repeat(longestLineBytes), 'next'])
    },
    { runs: 50 },
  )
})
