// Method: a run as it was recorded, with what its client computed meanwhile. Wrong code would blame the network, or call any work a reason.
import { expect, test } from 'vitest'
import type { Run } from '../harness/model/report.ts'
import { advice } from './advice.ts'
import { because } from './because.ts'
import { undeclaredRun } from './fixtures/undeclared-run.ts'
import { remarks } from './remarks.ts'

const bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 3_000 } as const
const spun = 'client computed for 2.95 s of the 3.0 s after the fault: it hardly looked at its socket meanwhile'

test('a client that computes all the time is told that, and is advised no setting', () => {
  const run = computing(2_950)
  expect(because(run)).toBe(spun)
  expect(advice(run)).toMatch(/^find out what this client computes: .* no setting/)
  expect(remarks(run)).toEqual([])
})

test('where it stood in line for a CPU it is said too, whatever the verdict', () => {
  const wait = { fromMs: 700, toMs: 3_600, hosts: { client: 1_900 }, harnessMs: 0 }
  const run = computing(1_000, { cpuWaits: [wait] })
  const words = 'client computed for 1.0 s of the 3.0 s after the fault, and stood in line for a CPU for 1.9 s of them'
  expect(because(run)).toContain(words)
  const open = { ...run, verdict: { status: 'inconclusive', reason: 'no CPU' } as const }
  const doubted = { ...open, bounds: run.bounds.map(one => ({ ...one, verdict: open.verdict })) }
  expect(remarks(doubted)).toContainEqual(expect.stringContaining(words))
})

test.each([
  ['much less', computing(2_000)],
  ['nothing', undeclaredRun({ bound, watchedMs: 3_000 })],
  ['on another host', computing(2_950, {}, 'server')],
])('a client that computed %s is told of its settings', (_, run) => {
  expect(because(run)).toContain('nothing is set that would notice')
  expect(advice(run)).toContain('recommend')
})

function computing(ranMs: number, more: Partial<Run> = {}, host = 'client'): Run {
  const run = undeclaredRun({ bound, watchedMs: 3_000 })
  const fromMs = run.steps[0]?.byMs ?? 0
  return { ...run, ...more, computed: [{ step: 0, host, fromMs, toMs: fromMs + 3_000, ranMs }] }
}
