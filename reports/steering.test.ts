// Method: in every form of a report every text steers a terminal or turns a line around. What is left of it has to be words. That JSON is still of the same
// value is asked as well, since programs read it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds } from '../harness/kit/fixtures/fuzz.ts'
import { jsonText } from '../harness/kit/json-text.ts'
import { anyReport } from '../harness/model/fixtures/any-report.ts'
import type { Report } from '../harness/model/report.ts'
import { renderCompareHtml } from './compare/html.ts'
import { renderCompareMarkdown } from './compare/markdown.ts'
import { renderCompareTable } from './compare/terminal.ts'
import { sampleComparison } from './fixtures/sample-comparison.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { renderLeagueHtml } from './league/html.ts'
import { renderLeagueMarkdown } from './league/markdown.ts'
import { renderLeagueTerminal } from './league/terminal.ts'
import { renderMarkdown } from './markdown.ts'
import { renderTerminal } from './terminal.ts'

const steering = ['\u001b[2J', '\u001b]0;title\u0007', '\u009b31m', '\u007f', '\u0085', '\u202e', '\u2066', '\b']
const texts = fc.array(fc.constantFrom(...steering, 'a'), { minLength: 1, maxLength: 4 }).map(parts => parts.join(''))
const look = { columns: 100, colour: false, tookMs: 1_000, verbose: true }
const left = (text: string) => text.match(/(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/gu) ?? []

describe('no text of a report steers a terminal, or turns a line around', () => {
  const forms: Readonly<Record<string, (report: Report) => string>> = {
    html: report => renderHtml(report),
    junit: renderJunit,
    json: renderJson,
    markdown: report => renderMarkdown(report, report),
    terminal: report => renderTerminal(report, look),
  }
  test.for(Object.keys(forms))('as %s', form => {
    holds(anyReport(texts), report => expect(left(forms[form]?.(report) ?? '')).toEqual([]), { runs: 60 })
  })
})

describe('nor one of a comparison or a league', () => {
  const words = steering.join('')
  const plain = sampleComparison()
  const comparison = {
    ...plain,
    tool: { ...plain.tool, version: words },
    measurements: plain.measurements.map(one => ({ ...one, reason: words })),
    settings: plain.settings.map(row => ({ ...row, cells: row.cells.map(cell => ({ ...cell, reason: words })) })),
  }
  const told = { kind: 'lost', afterMs: 5_000, uncertaintyMs: 0, code: words, words } as const
  const measured = {
    client: 'a',
    variant: 'as it comes',
    phase: 0,
    offsetMs: 1,
    told,
    networkMs: 1,
    wallMs: 1,
  } as const
  const client = { id: 'a', library: words, version: words, language: 'Node', server: 'redis', subject: 'a' } as const
  const league = {
    schema: 1,
    tool: { name: 'halfopen', version: words },
    clients: [{ ...client, variants: [{ name: 'as it comes', set: { [words]: words } }] }],
    absent: [{ id: 'b', reason: words }],
    measurements: [{ ...measured, fault: { kind: 'power-off', host: 'server' }, differs: words }],
  } as const
  test.for([
    ['comparison as html', () => renderCompareHtml(comparison)],
    ['comparison as markdown', () => renderCompareMarkdown(comparison)],
    ['comparison as json', () => jsonText(comparison)],
    ['comparison on the terminal', () => renderCompareTable(comparison, look)],
    ['league as html', () => renderLeagueHtml(league)],
    ['league as markdown', () => renderLeagueMarkdown(league)],
    ['league as json', () => jsonText(league)],
    ['league on the terminal', () => renderLeagueTerminal(league, look)],
  ] as const)('a %s', ([, rendered]) => {
    expect(left(rendered())).toEqual([])
  })
})

test('JSON has the same value as before', () => {
  holds(
    anyReport(texts),
    report => expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report))),
    {
      runs: 60,
    },
  )
})
