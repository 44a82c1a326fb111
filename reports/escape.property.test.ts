// Method: reports whose every text is hostile are rendered and read by a strict reader. A check for `<script` alone would pass an attribute
// that is broken out of, a text that ends a style sheet, and a line end that a parser of XML turns into a blank.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../harness/kit/fixtures/damaged.ts'
import { holds } from '../harness/kit/fixtures/fuzz.ts'
import { anyReport } from '../harness/model/fixtures/any-report.ts'
import type { Report } from '../harness/model/report.ts'
import { type Markup, readMarkup } from './fixtures/markup.ts'
import { pageText } from './fixtures/page-text.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { sampleScript } from './fixtures/sample-script.ts'
import { sampleSystem } from './fixtures/sample-system.ts'
import { escapeHtml, visible } from './html/escape.ts'
import { renderJunit } from './junit.ts'

const pieces = [
  ...['<script>', '</script>', '<img src=x onerror=alert(1)>', '"', "'", '"><b>', '&', '&lt;', '&#0;', '&quot', ']]>'],
  ...['<!--', '-->', '</style>', '</text></svg>', 'javascript:alert(1)', '\0', '\u{1b}[31m', '\r', '\r\n', '\n', '\t'],
  ...['\u{d800}', '\u{ffff}', '\u{202e}', '%', '#', '~', '/', '<', '>', '  '],
]
const hostile = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: anyText }), {
    maxLength: 4,
  })
  .map(parts => parts.join(''))
const reports = anyReport(hostile)

/** The page without its head, whose texts are our own. */
function page(report: Report): Markup {
  const [before = '', after = ''] = pageText(report).split(/<style>.*<\/style>/s)
  return readMarkup(before.replace('<!doctype html>', '') + after)
}

function junit(report: Report): Markup {
  return readMarkup(renderJunit(report).replace('<?xml version="1.0" encoding="UTF-8"?>', ''))
}

/** Every tag with the names of its attributes. */
function shapes({ tags }: Markup): ReadonlySet<string> {
  return new Set(tags.map(({ name, attributes }) => `${name} ${[...attributes.keys()].join(' ')}`))
}

const { runs } = sampleReport()
const ours: Report = {
  ...sampleReport(),
  errors: [{ where: 'a file', at: 'line 1', message: 'it is broken' }],
  runs: [...runs, sampleScript(), { ...sampleSystem(), pcap: 'a.pcap', replay: ['ip link'], troubles: ['a trouble'] }],
}

describe('a page', () => {
  const known = shapes(page(ours))

  test('has no tag and no attribute that a harmless report does not give it', () => {
    holds(reports, report => expect([...shapes(page(report))].filter(shape => !known.has(shape))).toEqual([]), {
      runs: 100,
    })
  })

  test('leads nowhere but to itself and to files beside it', () => {
    holds(
      reports,
      report => {
        const links = page(report).tags.flatMap(({ attributes }) => attributes.get('href') ?? [])
        expect(links.filter(link => !/^(#|\.\/)/.test(link))).toEqual([])
      },
      { runs: 100 },
    )
  })

  test('shows every claim as it was made', () => {
    holds(
      reports,
      report => {
        const texts = page(report).texts.join('')
        for (const { claim } of report.runs)
          if (claim !== '') expect(texts).toContain(visible(claim).replaceAll(/\r\n?/g, '\n'))
      },
      { runs: 100 },
    )
  })
})

test('escaped text is the text again, between tags and inside an attribute', () => {
  holds(hostile, text => {
    const shown = visible(text)
    const { tags, texts } = readMarkup(`<a title="${escapeHtml(text)}">${escapeHtml(text)}</a>`)
    expect(texts.join('')).toBe(shown.replaceAll(/\r\n?/g, '\n'))
    expect(tags[0]?.attributes.get('title')).toBe(shown.replaceAll(/[\t\r\n]/g, ' '))
  })
})

test('what would steer a terminal or turn a text around is a sign, and all else stays as it is', () => {
  expect(visible('a\0b\u{1b}[31m\u{7f}\u{9b}\u{202e}\t\n\u{5d0}\u{1f600}')).toBe(
    'a\u{2400}b\u{241b}[31m\u{2421}\u{fffd}\u{fffd}\t\n\u{5d0}\u{1f600}',
  )
  holds(hostile, text => expect(visible(text)).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/u))
})

describe('a JUnit file', () => {
  const skipped = { ...ours, runs: ours.runs.filter(({ verdict }) => verdict.status === 'skip') }
  const known = new Set([ours, skipped].flatMap(report => [...shapes(junit(report))]))
  /** What XML 1.0 can hold of it (section 2.2), and what steers a terminal as a sign of its own. */
  const held = (text: string) =>
    visible(text).replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')

  test('has no tag and no attribute that a harmless report does not give it', () => {
    holds(reports, report => expect([...shapes(junit(report))].filter(shape => !known.has(shape))).toEqual([]), {
      runs: 100,
    })
  })

  test('has no character that XML cannot hold', () => {
    holds(
      reports,
      report => {
        const text = renderJunit(report)
        expect(held(text)).toBe(text)
      },
      { runs: 100 },
    )
  })

  test('names each test by its claim and each class by its scenario, whatever line ends and tabs are in them', () => {
    holds(
      reports,
      report => {
        const cases = junit(report)
          .tags.filter(({ name }) => name === 'testcase')
          .map(({ attributes }) => [attributes.get('name'), attributes.get('classname')])
        const claims = [
          ...report.runs.map(({ claim, plane, scenario }) => [held(`${claim} [${plane}]`), held(scenario)]),
          ...(report.errors ?? []).map(({ where }) => [held(where), 'beside the scenarios']),
        ]
        expect(cases.toSorted()).toEqual(claims.toSorted())
      },
      { runs: 100 },
    )
  })
})
