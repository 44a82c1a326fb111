// Phases of one scenario by their verdicts and times alone: whichever way they come, the same one is the worst.
import { expect, test } from 'vitest'
import { noticedByHeartbeat } from '../../reports/fixtures/sample-heartbeat.ts'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import { worstPhase } from './worst-phase.ts'

const sample = noticedByHeartbeat(9_000, 10_000, 5_000)
const by = { atMs: 0, by: 'client-app', kind: 'lost', detail: 'lost' } as const
const noticed: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 20_000 }
const kept: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 20_000 }

test.for<[string, Bound, readonly (Verdict['status'] | number)[], worst: number, best: number]>([
  ['is noticed last', noticed, [3_000, 9_000, 6_000], 2, 1],
  ['is given up first, where it was to be kept', kept, [3_000, 9_000, 6_000], 1, 2],
  ['fails, whatever its time', noticed, [9_000, 'fail', 6_000], 2, 3],
  ['is in doubt, where none fails', noticed, [9_000, 'inconclusive', 6_000], 2, 3],
])('the worst phase %s', ([, bound, each, worst, best]) => {
  const runs = each.map((found, at) => phaseOf(at + 1, bound, found))
  const [first, ...others] = runs
  if (!first) throw new Error('there are phases')
  const made = worstPhase({ id: 'a' }, [first, ...others], { overMs: 1, period: 'given', wallMs: 1 })
  expect([made.scenario, made.phase?.number, made.phases?.best]).toEqual(['a', worst, best])
  expect(made.phases?.each.map(({ number }) => number)).toEqual(each.map((_, at) => at + 1))
})

test('who is known to have been later by no more than how exactly that is known is the worse', () => {
  const [sharp, blurred] = [phaseOf(1, noticed, 6_000), phaseOf(2, noticed, 5_900, 500)]
  const made = worstPhase({ id: 'a' }, [sharp, blurred], { overMs: 1, period: 'given', wallMs: 1 })
  expect(made.phase?.number).toBe(2)
})

function phaseOf(number: number, bound: Bound, found: Verdict['status'] | number, uncertaintyMs = 0): Run {
  const afterMs = typeof found === 'number' ? found : 1
  const outcome: Outcome = { kind: 'detected', afterMs, uncertaintyMs, by }
  const verdict = verdictOf(typeof found === 'number' ? 'pass' : found)
  return { ...sample, phase: { number, of: 3, laterMs: 0 }, verdict, bounds: [{ bound, outcome, verdict }] }
}

function verdictOf(status: Verdict['status']): Verdict {
  if (status === 'fail') return { status, expected: 'x', actual: 'y' }
  return status === 'inconclusive' ? { status, reason: 'x' } : { status: 'pass' }
}
