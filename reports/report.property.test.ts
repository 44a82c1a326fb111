// Method: reports of every shape that the schema allows are written, read, shown and judged again; then real ones with some of their values
// changed, as a person or another program may have left them. What is read must be shown: a figure that nobody foresaw is no reason to end.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedJson, type Json } from '../harness/kit/fixtures/changed-json.ts'
import { damagedText } from '../harness/kit/fixtures/damaged.ts'
import { holds, onlyRefuses, refusalOf } from '../harness/kit/fixtures/fuzz.ts'
import { connectionStates } from '../harness/model/connection-state.ts'
import { anyFault, anyReport, anySettings } from '../harness/model/fixtures/any-report.ts'
import { isClient } from '../harness/model/host.ts'
import type { Report, Run } from '../harness/model/report.ts'
import { isFault } from '../harness/model/step.ts'
import { rejudge } from '../harness/verdict/rejudge.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { sampleScript } from './fixtures/sample-script.ts'
import { sampleSystem } from './fixtures/sample-system.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { parseReport } from './parse-report.ts'
import { renderTerminal } from './terminal.ts'

const { tool, runs } = sampleReport()
/** Of a kernel with as few ticks as any has: what is predicted takes the less time. */
const kernel = { release: '6.12.3', hz: 100 }
const small = [...runs.filter(({ observations }) => observations.length < 100), sampleScript(), sampleSystem()].map(
  run => ({ ...run, kernel }),
)
const now = small.map(run => renderJson({ schema: 2, tool, runs: [run] }))
const before = readFileSync(new URL('./fixtures/schema-1.report.json', import.meta.url), 'utf8')
const real = fc.constantFrom(...now, before)
const changed = changedJson(real.map((text): Json => JSON.parse(text))).map(value => JSON.stringify(value))

/** Real runs of a client that is set in any way, under any fault, in any state: what is predicted of them is as odd as they are. */
const odd = fc
  .tuple(
    fc.constantFrom(...small.slice(0, 2), ...small.slice(-1)),
    anySettings(),
    anyFault(),
    fc.constantFrom(undefined, ...connectionStates),
  )
  .map(([run, settings, fault, state]): Run => {
    const hosts = run.hosts.map(host => (isClient(host) ? { ...host, settings } : host))
    const steps = run.steps.map(step => (isFault(step.does) ? { ...step, does: fault } : step))
    return { ...run, hosts, steps, ...(state === undefined ? {} : { state }) }
  })

/** All that is done with a report that was read. */
function use(report: Report): void {
  const again = { ...report, runs: report.runs.map(rejudge) }
  for (const one of [report, again]) {
    renderHtml(one)
    renderJunit(one)
    for (const columns of [80, 200]) renderTerminal(one, { colour: true, columns })
  }
}

function saved(run: Run): Run {
  return JSON.parse(JSON.stringify(run))
}

/** Of the processor: a prediction runs the kernel's timers in every phase. */
const mostMs = 5_000

test('whatever report is written is read back as it was', () => {
  holds(anyReport(), report => expect(parseReport(renderJson(report), 'report.json')).toEqual(report), { runs: 100 })
})

test('whatever report is read can be shown, and judged again', () => {
  holds(anyReport(), use, { runs: 100, mostMs })
})

test('a run that was judged again is judged as it was when it is read again', () => {
  const any = anyReport().map(({ runs: [run = sampleScript()] }) => run)
  holds(
    fc.oneof(odd, any),
    run => {
      const once = saved(rejudge(run))
      expect(saved(rejudge(once))).toEqual(once)
    },
    { mostMs },
  )
})

test('a text that is damaged is no report, or one that can be shown', () => {
  onlyRefuses(damagedText(real), text => use(parseReport(text, 'report.json')), { runs: 100, mostMs })
})

test('a report in which values were changed is refused, or can be shown and judged again', () => {
  onlyRefuses(changed, text => use(parseReport(text, 'report.json')), { mostMs })
})

test('a report whose values lie in each other without end is refused in a few words', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const text = now[0]?.replace(/"claim": "[^"]*"/, `"claim": ${deep}`) ?? ''
  expect(refusalOf(() => parseReport(text, 'report.json'))?.message).toMatch(
    /runs\[0\]\.claim must be string, got .{1,80}\. /,
  )
})
