// Method: whatever programs and people have written, at any width. A renderer that counted code units would break these for wide letters and for
// characters of several code points, and one that let a control character through would move the cursor.
import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../harness/kit/fixtures/damaged.ts'
import { holds } from '../harness/kit/fixtures/fuzz.ts'
import { anyReport } from '../harness/model/fixtures/any-report.ts'
import { onTerminal } from './fixtures/on-terminal.ts'
import { sampleRun } from './fixtures/sample-report.ts'
import { renderTerminal } from './terminal.ts'
import { width } from './wrap.ts'

const pieces = [
  ...[
    '\u{1b}[31m',
    '\u{1b}[2J',
    '\u{1b}]0;title\u{7}',
    '\u{9b}5A',
    '\u{7}',
    '\b',
    '\r',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\u{7f}',
  ],
  ...[
    '\u{202e}',
    '\u{2066}',
    '\u{200f}',
    '\u{2028}',
    '\u{d800}',
    '日本語',
    '👩‍👩‍👧',
    'e\u{301}',
    ' ',
    '/',
    '-',
    'word',
  ],
]
const hostile = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: anyText }), {
    maxLength: 12,
  })
  .map(parts => parts.join(''))
const drawn = fc.tuple(anyReport(hostile), fc.integer({ min: 80, max: 200 }), fc.boolean())
/** These are for copying: the terminal breaks them. */
const copied = /^ {5}(again|look|wire) /

describe('whatever a report holds', () => {
  test('no line is wider than the terminal, but for what is to be copied', () => {
    holds(
      drawn,
      ([report, columns, verbose]) => {
        const lines = renderTerminal(report, { colour: false, columns, verbose }).split('\n')
        expect(lines.filter(line => width(line) > columns && !copied.test(line))).toEqual([])
      },
      { runs: 100 },
    )
  })

  test('nothing in it steers the terminal: no control character, none that turns a line, none that is none', () => {
    holds(
      drawn,
      ([report, columns, verbose]) => {
        const text = renderTerminal(report, { colour: false, columns, verbose })
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u{2028}\u{2029}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u)
        expect(text.isWellFormed()).toBe(true)
        const coloured = renderTerminal(report, { colour: true, columns, verbose })
        expect(stripVTControlCharacters(coloured)).toBe(text)
      },
      { runs: 100 },
    )
  })

  test('each run begins with its mark, at one place', () => {
    holds(
      drawn,
      ([report, columns]) => {
        const [table = ''] = renderTerminal(report, { colour: false, columns, verbose: true }).split('\n\n')
        if (report.runs.length === 0) return
        const marked = table.split('\n').filter(line => /^ [✓✗?-] /.test(line))
        expect(marked).toHaveLength(report.runs.length)
      },
      { runs: 100 },
    )
  })
})

test('a name of wide letters keeps its columns', () => {
  const wide = sampleRun({
    id: '障害/サーバーの電源が切れた',
    claim: 'c',
    fault: { kind: 'power-off', host: 'server' },
    bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 1_000 }],
  })
  const [head = '', row = ''] = onTerminal(wide).split('\n')
  expect(width(row.slice(0, row.indexOf('> ')))).toBe(width(head.slice(0, head.indexOf('noticed'))))
})
