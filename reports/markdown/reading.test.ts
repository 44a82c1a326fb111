// Method: Markdown is read by a reader of it, with HTML, links in words and all, as the site of the docs has it. Whatever programs and people said has to be there
// again, letter by letter, and make no element that harmless words do not make. A check for `<img` alone would pass a link, a table that is broken out of, and
// words that are emphasis.
import fc from 'fast-check'
import markdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../harness/kit/fixtures/damaged.ts'
import { holds } from '../../harness/kit/fixtures/fuzz.ts'
import { anyReport } from '../../harness/model/fixtures/any-report.ts'
import type { Report } from '../../harness/model/report.ts'
import { renderCompareMarkdown } from '../compare/markdown.ts'
import { renderFidelity } from '../fidelity.ts'
import { readMarkup } from '../fixtures/markup.ts'
import { sampleComparison } from '../fixtures/sample-comparison.ts'
import { sampleLeague } from '../fixtures/sample-league.ts'
import { sampleReport } from '../fixtures/sample-report.ts'
import { renderLeagueMarkdown } from '../league/markdown.ts'
import { renderMarkdown } from '../markdown.ts'
import { plain } from '../plain.ts'
import { code, link, literal } from './literal.ts'
import { bullets, headOf, tableOf } from './table.ts'

const reader = markdownIt({ html: true, linkify: true })
const pieces = [
  ...[
    '<img src=x onerror=alert(1)>',
    '</code>',
    '</details>',
    '<!--',
    '&lt;',
    '&#60;',
    '\\',
    '\\|',
    '|',
    '`',
    '``',
    '```',
  ],
  ...[
    '[a](javascript:b)',
    '![a](http://x)',
    '[a]: /b',
    '<http://x>',
    'http://x.y',
    'www.x.com',
    'x.com',
    'a@b.c',
    '//localhost',
  ],
  ...[
    'mailto:a@b.c',
    '*',
    '**a**',
    '_',
    '__a__',
    '~~',
    '#',
    '# ',
    '> ',
    '- ',
    '+ ',
    '1. ',
    '2) ',
    '---',
    '===',
    '{{',
    '$',
  ],
  ...[
    '::error::',
    '##[error]',
    '@who',
    ':smile:',
    '\n',
    '\n\n',
    '    ',
    '\t',
    'a',
    '1',
    ' ',
    '.',
    ':',
    '"',
    '\u{1b}[31m',
    '\u{202e}',
  ],
]
const hostile = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: anyText }), {
    maxLength: 5,
  })
  .map(parts => parts.join(''))

const read = (markdown: string) => readMarkup(reader.render(markdown))
const shapes = (markdown: string) =>
  new Set(read(markdown).tags.map(({ name, attributes }) => `${name} ${[...attributes.keys()].join(' ')}`))
const same = (text: string) => text.replace(/\s+/gu, ' ').trim()
const textOf = (markdown: string) => same(read(markdown).texts.join(''))

test.for<[string, (text: string) => string]>([
  ['in a cell', text => tableOf([''], [[literal(text)]])],
  ['in the letters of a program', text => tableOf([''], [[code(text)]])],
  ['in a line of a list', text => bullets([text])],
  ['in a head', text => headOf('a', {}, text).replace('halfopen a: ', '')],
  ['as a link that may lead nowhere else', text => tableOf([''], [[link(text, 'javascript:alert(1)')]])],
])('words %s are read as they are, and as nothing else', ([, written]) => {
  const known = shapes(written('a'))
  holds(hostile, text => {
    const words = same(plain(text))
    fc.pre(words.length < 900)
    expect(textOf(written(text))).toBe(words)
    if (words !== '')
      expect(
        [...shapes(written(text))].filter(shape => !known.has(shape) && shape !== 'code ' && shape !== '/code '),
      ).toEqual([])
  })
})

test('figures and names that are no mark-up are written as they are', () => {
  const words = 'keepalive=10/5/3 16.1 - 40.7 s (> 3 h), 00:30, socket_timeout, -1.2 s; T_M 2 %, "a" {b} 0.3 %'
  expect(literal(words)).toBe(words)
  expect([code(words), literal('> 3 h <- best')]).toEqual([`\`${words}\``, '> 3 h <- best'])
})

test('a link leads to a page beside, or on the web', () => {
  const hrefs = [
    'league.html#pg-0-1',
    'https://a.b/c_d?e=f&g',
    'javascript:alert(1)',
    '//a.b',
    'https://a.b/"><b>',
    'a b',
  ]
  expect(hrefs.map(href => read(link('x', href)).tags.map(({ attributes }) => attributes.get('href'))[1])).toEqual([
    'league.html#pg-0-1',
    'https://a.b/c_d?e=f&g',
    ...[undefined, undefined, undefined, undefined],
  ])
})

describe('hostile words', () => {
  const plainLeague = sampleLeague('words')
  const comparison = sampleComparison()
  const ours: Report = { ...sampleReport(), errors: [{ where: 'a file', at: 'line 1', message: 'it is broken' }] }

  test.for<[string, (text: string) => string]>([
    ['a comparison', text => renderCompareMarkdown(hostileComparison(text))],
    ['a league', text => renderLeagueMarkdown(sampleLeague(text), 'league.html')],
  ])('make nothing in %s', ([, render]) => {
    const known = shapes(render('words'))
    holds(hostile, text => expect([...shapes(render(text))].filter(shape => !known.has(shape))).toEqual([]), {
      runs: 60,
    })
  })

  test.for<[string, (report: Report) => string]>([
    ['a report', report => renderMarkdown(report, report)],
    ['the page of fidelity', renderFidelity],
  ])('make nothing in %s', ([, render]) => {
    const known = new Set([...shapes(render(ours)), ...shapes(renderMarkdown(ours, ours)), 'code ', '/code '])
    holds(
      anyReport(hostile),
      report => expect([...shapes(render(report))].filter(shape => !known.has(shape))).toEqual([]),
      {
        runs: 60,
      },
    )
  })

  test('are there, where they are hostile', () => {
    const attack = '</code><img src=x onerror=alert(1)> [a](javascript:b) | ::error::x @who'
    for (const text of [renderCompareMarkdown(hostileComparison(attack)), renderLeagueMarkdown(sampleLeague(attack))])
      expect(textOf(text)).toContain(attack)
    expect(plainLeague.clients).toHaveLength(2)
  })

  function hostileComparison(text: string) {
    const doubt = { kind: 'doubt', reason: text } as const
    return {
      ...comparison,
      measurements: comparison.measurements.map(one => ({ ...one, found: doubt })),
      settings: comparison.settings.map(row => ({ ...row, cells: row.cells.map(one => ({ ...one, reason: text })) })),
    }
  }
})
