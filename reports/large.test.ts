// Method: a record as large as they get, in every format; its page is used in harness/cli/report-page.test.ts. What each more observation costs is told
// by records of two lengths, in turn and in the processor's time, which others on the machine cannot take away: who compares each with each takes
// a hundred times as long for ten times as many, and who passes over them once takes ten times as long at the most.
import { describe, expect, test } from 'vitest'
import type { Observation } from '../harness/model/observation.ts'
import type { Report, Run } from '../harness/model/report.ts'
import { onTerminal } from './fixtures/on-terminal.ts'
import { largeCount, largeReport } from './fixtures/sample-large.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { parseReport } from './parse-report.ts'

const large = largeReport()
const told = {
  terminal: ({ runs }: Report) => onTerminal(runs),
  'terminal, each run': ({ runs }: Report) => onTerminal(runs, { verbose: true }),
  JUnit: renderJunit,
  Markdown: (report: Report) => renderMarkdown(report),
} as const

describe('of a record with four statuses, a blind observer, twelve hosts, an error in cleaning up and 100,000 observations', () => {
  test.for([
    ['terminal', /^ 3 failed, 4 inconclusive, 5 passed, 1 skipped; /m],
    ['terminal, each run', /^ 3 failed, 4 inconclusive, 5 passed, 1 skipped; /m],
    ['JUnit', /<testsuites name="halfopen" tests="13" failures="3" errors="4" skipped="1" /],
    ['Markdown', /^## halfopen: 3 failed, 4 inconclusive, 5 passed, 1 skipped; /],
  ] as const)('%s counts each status, says who is blind, and has the error', ([format, counts]) => {
    const text = plainText(told[format](large))
    expect(text).toMatch(counts)
    expect(text).toMatch(/\bblind\W+(value=")?pool-kernel from 1 day 1 h on: it saw more than the 10,000 events/)
    expect(text).toMatch(/\btrouble\W+(value=")?Cannot remove network namespace "halfopen-7": .*\[E_CLEANUP\]/)
    expect(text.length).toBeLessThan(100_000)
  })

  test('JSON has all of it, and is read as it was', () => {
    const text = renderJson(large)
    const read = parseReport(text, 'large.json')
    expect([read.runs[0]?.observations.length, read.runs[0]?.hosts.length]).toEqual([largeCount, 12])
    expect(renderJson(read) === text).toBe(true) // who compares the values themselves does so for seconds
  })

  test('a terminal of 80 columns has each line within them', () => {
    const lines = onTerminal(large.runs, { columns: 80 }).split('\n')
    expect(lines.filter(line => line.length > 80 && !line.includes('report.html#'))).toEqual([])
  })
})

describe('what went wrong beside a pass', () => {
  const [pass] = sampleReport().runs
  if (pass?.verdict.status !== 'pass') throw new Error('the fixture begins with one')
  const amiss: Run = {
    ...pass,
    cuts: [{ by: 'wire', atMs: 2_000, why: 'it saw too much' }],
    troubles: ['Cannot remove "halfopen-7" [E_CLEANUP]'],
  }
  const others = Array.from({ length: 30 }, (_, i): Run => ({ ...pass, scenario: `many/${i}` }))

  test.for(Object.keys(told) as (keyof typeof told)[])('is said in %s, and of no other', format => {
    const of = (...runs: Run[]) => plainText(told[format]({ ...sampleReport(), runs }))
    for (const text of [of(amiss), of(...others, amiss)]) {
      expect(text).toMatch(/\bblind\W+(value=")?wire from 2\.0 s on: it saw too much/)
      expect(text.match(/E_CLEANUP/g)).toHaveLength(1)
    }
    expect(of(pass)).not.toMatch(/\bblind|\btrouble/)
  })
})

const [few, many] = [largeCount / 10, largeCount].map(count => ofOneProgram(largeReport(count))) as [Report, Report]

test.for(
  Object.entries({
    ...told,
    JSON: renderJson,
    'JSON, read': (report: Report) => parseReport(jsonOf(report), 'x.json'),
    page: (report: Report) => renderHtml(report),
    difference: (report: Report) => renderMarkdown(report, report),
  }),
)('%s takes no longer for each of 100,000 observations than for each of 10,000', ([, render]) => {
  const turns = [1, 2].map(() => ({ few: processorMs(() => render(few)), many: processorMs(() => render(many)) }))
  const cost = (which: 'few' | 'many') => Math.min(...turns.map(turn => turn[which]))
  expect(cost('many')).toBeLessThan(20 * Math.max(cost('few'), 5))
})

/** Whoever takes what one program said apart, an answer at a time, has most to do where all of it is of one. */
function ofOneProgram(report: Report): Report {
  const runs = report.runs.map((run): Run => {
    if (run.scenario !== 'large/twelve-hosts') return run
    const observations = run.observations.map(
      ({ connection: _, ...seen }, n): Observation =>
        n < 20 ? seen : { ...seen, by: 'app-1-app', kind: n % 2 === 0 ? 'stale-answer' : 'traffic' },
    )
    return { ...run, observations }
  })
  return { ...report, runs }
}

const texts = new WeakMap<Report, string>()

/** Written once. */
function jsonOf(report: Report): string {
  const text = texts.get(report) ?? renderJson(report)
  texts.set(report, text)
  return text
}

function processorMs(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** As a reader sees it: of Markdown and XML no letter by its number. */
function plainText(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll('&quot;', '"')
}
