// Method: a fault that was put in force between two instants, 6 ms apart, and what its observers told before, between and after them, in every report that counts from it.
import { describe, expect, test } from 'vitest'
import type { Bound } from '../../harness/model/bound.ts'
import type { Run } from '../../harness/model/report.ts'
import { judged } from '../../harness/verdict/verdicts.ts'
import { onTerminal } from '../fixtures/on-terminal.ts'
import { recordOf, sampleReport, scenarioOf } from '../fixtures/sample-report.ts'
import { runView } from '../html/run-view.ts'
import { renderJunit } from '../junit.ts'
import { renderMarkdown } from '../markdown.ts'
import { seenLines } from '../seen.ts'
import { timeline } from '../terminal/timeline.ts'
import { draw } from './draw.ts'
import { layoutOf } from './layout.ts'
import { groupsOf } from './marks.ts'
import { Rows } from './rows.ts'
import { exact, sinceOrigin, wholeScale } from './scales.ts'

const bound: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 2_000 }
const tool = { name: 'halfopen', version: '0' } as const

/** A client that tells of a loss so long after the fault is in force for sure: it may be since 6 ms before that. */
function run(afterMs: number): Run {
  const sample = {
    id: 'at-once',
    claim: 'it says so',
    fault: { kind: 'process-kill', host: 'server' },
    bounds: [bound],
  } as const
  const seen = [[afterMs, 'client-app', 'lost', 'lost', 'ECONNRESET'] as const]
  return judged(scenarioOf(sample), recordOf({ ...sample, seen }), { lateMs: 0 })
}

/** The words beside the sign of the loss, on the page. */
function onPage(of: Run): string {
  const { details } = runView(of, 'id', tool)
  const view = details?.timeline
  if (!view) throw new Error('the run has no timeline')
  const rows = new Rows(details.log)
  const signs = new Map(rows.view.signs.map(({ row, label }) => [row, label]))
  const measure = (words: string) => words.length * 6.6
  const picture = { view, layout: layoutOf(view), groups: groupsOf(rows), signs, measure }
  const words = draw(picture, wholeScale(view, 900, undefined)).flatMap(stroke => stroke.words ?? [])
  const [row = -1] = signs.keys()
  return [...words.filter(text => text.startsWith('ECONNRESET')), exact(sinceOrigin(view, rows.at(row)))].join(', ')
}

describe.for([
  ['as the fault was put in force', -3, '+0 ms', 'ECONNRESET +0 ms, +0.000 ms'],
  ['less than a millisecond before that, by another clock', -6.3, '+0 ms', 'ECONNRESET +0 ms, \u{2212}0.300 ms'],
  ['before it', -40, '-34 ms', 'ECONNRESET \u{2212}34 ms, \u{2212}34.000 ms'],
  ['after it', 30, '+30 ms', 'ECONNRESET +30 ms, +30.000 ms'],
] as const)('what came %s', ([, afterMs, words, drawn]) => {
  test('stands at the same time on a terminal, in the lab and on the page', () => {
    const look = { colour: false, columns: 200 }
    expect(timeline(run(afterMs), look).join('\n')).toContain(` ${words} ECONNRESET`)
    const told = seenLines(run(afterMs), { laterThanMs: Number.NEGATIVE_INFINITY }, look).map(line => line.trim())
    expect(told.find(line => line.includes('lost ECONNRESET'))).toMatch(new RegExp(`^\\${words} `))
    expect(onPage(run(afterMs))).toBe(drawn)
  })
})

test('what came as the fault was put in force is a notice at 0 ms, in every report; what came before it is none', () => {
  const noticed = run(-3)
  expect(noticed.bounds[0]?.outcome).toMatchObject({ kind: 'detected', afterMs: 0 })
  const report = { ...sampleReport(), runs: [noticed] }
  for (const text of [renderMarkdown(report), renderJunit(report), onTerminal(noticed)]) {
    expect(text).toContain('0 ms')
    expect(text).not.toMatch(/[-\u{2212}]\d+(?:\.\d+)? m?s\b/u)
  }
  expect(run(-40).bounds[0]?.outcome?.kind).toBe('silent')
})
