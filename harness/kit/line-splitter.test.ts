// Lines out of chunks that a program might write. What is arranged: bytes, cut anywhere; wrong code would also pass one chunk a line.
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { LineSplitter, longestLineBytes } from './line-splitter.ts'

describe('a line ends', () => {
  test.for([
    ['by a newline', 'one\ntwo\n', ['one', 'two']],
    ['by a carriage return and a newline', 'one\r\ntwo\r\n', ['one', 'two']],
    ['by a carriage return alone', 'one\rtwo\r', ['one', 'two']],
    ['where another does not begin', 'one\n\n\r\n\rtwo\n', ['one', '', '', '', 'two']],
    ['when nothing more comes', 'one\ntwo', ['one', 'two']],
  ] as const)('%s', ([, text, lines]) => {
    expect(said([text])).toEqual(lines)
  })

  test('at the same places, however its bytes are cut into chunks', () => {
    const text = 'plain\r\nna\u{ef}ve \u{20ac} \u{1f980}\n\rlast \u{1f980}'
    const bytes = Buffer.from(text)
    const whole = said([text])
    expect(whole).toEqual(['plain', 'na\u{ef}ve \u{20ac} \u{1f980}', '', 'last \u{1f980}'])
    for (let at = 0; at <= bytes.length; at++) expect(said([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole)
    expect(said([...bytes].map(byte => Buffer.of(byte)))).toEqual(whole)
  })

  test('nowhere else: nothing said is no line', () => {
    expect(said([])).toEqual([])
    expect(said([''])).toEqual([])
  })
})

describe('a line that has begun', () => {
  test('is handed out when nothing follows, with the time of its last byte', async () => {
    const { lines, heard, splitter } = splitting()
    splitter.push(Buffer.from('lo'))
    splitter.push(Buffer.from('st'))
    expect(lines).toEqual([])
    await delay(180)
    expect(lines).toEqual(['lost'])
    expect(heard[0]?.agoMs).toBeGreaterThan(80)
    splitter.push(Buffer.from('\nback\n'))
    expect(lines).toEqual(['lost', 'back'])
  })

  test('is whole when its second piece comes soon', async () => {
    const { lines, splitter } = splitting()
    splitter.push(Buffer.from('lo'))
    await delay(20)
    splitter.push(Buffer.from('st\n'))
    expect(lines).toEqual(['lost'])
  })

  test('is not held back for ever by dots that follow it', async () => {
    const { lines, splitter } = splitting()
    splitter.push(Buffer.from('lost'))
    for (let dot = 0; dot < 12; dot++) {
      await delay(40)
      splitter.push(Buffer.from('.'))
    }
    expect(lines[0]).toMatch(/^lost\.+$/)
  })

  test('is handed out at once when that is asked for, but for half a character', () => {
    const { lines, splitter } = splitting()
    const bytes = Buffer.from('lost \u{20ac}')
    splitter.push(bytes.subarray(0, -1))
    splitter.handOut()
    splitter.handOut()
    splitter.push(Buffer.concat([bytes.subarray(-1), Buffer.from('\n')]))
    expect(lines).toEqual(['lost ', '\u{20ac}'])
  })
})

describe('a line that is too long', () => {
  test('is handed out as far as it is kept, said to be cut, and of its rest only the length is told, and its end', () => {
    const { lines, heard, splitter, restBytes, isEnded } = splitting()
    for (let piece = 0; piece < 100; piece++) splitter.push(Buffer.alloc(10_000, 'x'))
    expect([restBytes(), isEnded()]).toEqual([1_000_000 - longestLineBytes, false])
    splitter.push(Buffer.from(' end\nnext\n'))
    expect([restBytes(), isEnded()]).toEqual([1_000_004 - longestLineBytes, true])
    expect(lines.map(line => line.length)).toEqual([longestLineBytes, 4])
    expect(heard.map(({ cut }) => cut)).toEqual([true, undefined])
  })

  test('ends where nothing more comes as well', () => {
    const { splitter, restBytes, isEnded } = splitting()
    splitter.push(Buffer.alloc(longestLineBytes + 7, 'x'))
    expect([restBytes(), isEnded()]).toEqual([7, false])
    splitter.end()
    expect([restBytes(), isEnded()]).toEqual([7, true])
  })

  test('is not cut inside a character', () => {
    const { lines, splitter, restBytes } = splitting()
    splitter.push(Buffer.from(`x${'\u{20ac}'.repeat(longestLineBytes)}\n`))
    expect(restBytes()).toBe(1 + 3 * longestLineBytes - Buffer.byteLength(lines[0] ?? ''))
    expect(lines).toEqual([`x${'\u{20ac}'.repeat(Math.floor((longestLineBytes - 1) / 3))}`])
  })

  test('is none that is just as long as is kept', () => {
    const { heard, splitter } = splitting()
    splitter.push(Buffer.from(`${'x'.repeat(longestLineBytes)}\n`))
    expect(heard).toEqual([{ agoMs: 0 }])
  })
})

test('whoever wants no more is told how much came, and not what', () => {
  const skipped: number[] = []
  const lines: string[] = []
  const full = () => lines.length >= 2
  const splitter = new LineSplitter({
    line: text => lines.push(text),
    rest: () => {},
    full,
    skipped: size => skipped.push(size),
  })
  for (const text of ['one\n', 'two\nthree\nbeg', 'un\n', 'five']) splitter.push(Buffer.from(text))
  splitter.end()
  expect([lines, skipped]).toEqual([
    ['one', 'two', 'three'],
    [3, 4],
  ])
})

function said(chunks: readonly (string | Buffer)[]): readonly string[] {
  const { lines, splitter } = splitting()
  for (const chunk of chunks) splitter.push(Buffer.from(chunk))
  splitter.end()
  return lines
}

function splitting() {
  const [lines, heard]: [string[], { agoMs: number; cut?: true }[]] = [[], []]
  const rest: { sizeBytes: number; ended: boolean }[] = []
  const splitter = new LineSplitter({
    line: (text, how) => {
      lines.push(text)
      heard.push(how)
    },
    rest: more => rest.push(more),
    full: () => false,
    skipped: () => {},
  })
  const restBytes = () => rest.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return { lines, heard, splitter, restBytes, isEnded: () => rest.at(-1)?.ended }
}
