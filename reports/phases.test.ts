// Method: one run in three phases, worse and better ones among them, judged for real; each report has to show the worst and the best.
import { expect, test } from 'vitest'
import type { Bound } from '../harness/model/bound.ts'
import type { Run } from '../harness/model/report.ts'
import { worstPhase } from '../harness/verdict/worst-phase.ts'
import { onTerminal } from './fixtures/on-terminal.ts'
import { pageText } from './fixtures/page-text.ts'
import { sampleRun } from './fixtures/sample-report.ts'

import { renderJunit } from './junit.ts'
import { phaseLines, phasesWords } from './phases.ts'

const detection: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 2_000 }
const about = { overMs: 3_000, period: 'declared', wallMs: 9_000 } as const
const inPhases = (times: readonly number[], bound: Bound = detection) => {
  const [first, ...rest] = times.map((afterMs, at) => phaseRun(at + 1, times.length, afterMs, bound))
  if (!first) throw new Error('no phase')
  return worstPhase({ id: 'power-off/in-phases' }, [first, ...rest], about)
}

test('the worst speaks for all: the one that fails, of those the latest', () => {
  const run = inPhases([1_000, 2_900, 1_900])
  expect([run.scenario, run.verdict.status, run.phase?.number, run.phases?.best]).toEqual([
    ...['power-off/in-phases', 'fail', 2, 1],
  ])
  expect(phasesWords(run)).toBe(
    '3 phases of 3.0 s (declared), 2 passed, 1 failed: worst 2.9 s in phase 2, best 1.0 s in phase 1',
  )
  expect(phaseLines(run)).toEqual([
    'phase 1, 0 ms into 3.0 s: 1.0 s, passed',
    'phase 2, 1.0 s into 3.0 s: 2.9 s, failed',
    'phase 3, 2.0 s into 3.0 s: 1.9 s, passed',
  ])
})

test('of a peer that is to be kept the worst is the one that gives it up the soonest', () => {
  const { phase, phases } = inPhases([2_500, 500, 1_500], {
    expect: 'silence',
    by: 'client-app',
    since: 0,
    forMs: 2_800,
  })
  expect([phase?.number, phases?.best]).toEqual([2, 1])
})

test('one phase alone is called so, and a run without phases says nothing of them', () => {
  expect(phasesWords(worstPhase({ id: 'x' }, [phaseRun(3, 8, 900)], about))).toBe(
    'phase 3 of 8 alone, 2.0 s into 3.0 s',
  )
  const { phase: _, ...plain } = phaseRun(1, 8, 900)
  expect([phasesWords(plain), phaseLines(plain)]).toEqual([undefined, []])
})

test.for<[string, (run: Run) => string]>([
  ['the terminal', run => onTerminal(run)],
  ['JUnit', run => renderJunit({ schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [run] })],
  ['the page', run => pageText({ schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [run] })],
])('%s shows the worst and the best', ([, render]) => {
  expect(render(inPhases([1_000, 1_900]))).toContain('worst 1.9 s in phase 2, best 1.0 s in phase 1')
})

test('each phase of a failure is told on the terminal, and how long all took together', () => {
  const told = onTerminal(inPhases([1_000, 2_900]))
  expect(told).toContain('phase     phase 1, 0 ms into 3.0 s: 1.0 s, passed')
  expect(told).toMatch(/failed +toxiproxy +9\.0 s$/m)
})

function phaseRun(number: number, of: number, afterMs: number, bound: Bound = detection): Run {
  const run = sampleRun({
    id: `power-off/in-phases/phase-${number}`,
    claim: 'notices in each phase',
    fault: { kind: 'power-off', host: 'server' },
    bounds: [bound],
    watchedMs: 4_000,
    seen: [[afterMs, 'client-app', 'lost', 'gave up']],
  })
  return { ...run, phase: { number, of, laterMs: (number - 1) * 1_000 } }
}
