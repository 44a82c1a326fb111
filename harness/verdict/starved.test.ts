// Who stood in line for a CPU was late for that: what is another verdict without the wait, or a loss that only the wait explains, is left open.
import { expect, test } from 'vitest'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import type { CpuWait } from '../model/cpu-wait.ts'
import type { Fault } from '../model/fault.ts'
import type { StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { judge } from './judge.ts'
import { loadWords, type Starved, unlessStarved } from './starved.ts'

const toleranceMs = 40
const detection: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 3_000 }
const silence: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 3_000 }
const recovery: Bound = { expect: 'recovery', by: 'client-app', since: 0, withinMs: 3_000 }

test.for<[what: string, Bound, Outcome, waitedMs: Ms, Verdict['status']]>([
  ['a loss that was told late without a wait', detection, lost(3_500), 0, 'fail'],
  ['one that would have been told in time', detection, lost(3_500), 800, 'inconclusive'],
  ['one that is late all the same', detection, lost(3_500), 300, 'fail'],
  ['a loss in time', detection, lost(2_900), 800, 'pass'],
  [
    'one that would have been told before it may be',
    { ...detection, notBeforeMs: 2_500 },
    lost(2_900),
    800,
    'inconclusive',
  ],
  ['nothing in as long as was watched', detection, silent(3_100), 800, 'inconclusive'],
  ['nothing in that and the wait', detection, silent(3_900), 800, 'fail'],
  ['a silence that is as long as was asked for', silence, silent(3_100), 0, 'pass'],
  ['one that was shorter for its program', silence, silent(3_100), 800, 'inconclusive'],
  ['one that was watched for so much longer', silence, silent(3_900), 800, 'pass'],
  ['one that was watched for so much longer as two looks leave open', silence, silent(3_700), 800, 'pass'],
  ['an end of silence after it was long enough', silence, lost(3_200), 800, 'inconclusive'],
  ['a late recovery', recovery, back(3_500), 800, 'inconclusive'],
  ['a wait that is no more than the tolerance', detection, lost(3_050), 40, 'fail'],
])('%s', ([, bound, found, waitedMs, status]) => {
  expect(verdict(bound, found, { cpuWaits: waits(waitedMs) }).status).toBe(status)
})

test('the reason says who waited, for how long, and what helps', () => {
  expect(verdict(detection, lost(3_500), { cpuWaits: waits(800) })).toEqual({
    status: 'inconclusive',
    reason:
      'noticed after 3.5 s (ECONNRESET: gone); until then client waited 0.6 s for a CPU, halfopen 0.2 s, which may be why: run it again on a machine with less load',
  })
})

test('that a program of the host waits whose CPU a fault takes is what was asked for', () => {
  const starves: Fault = { kind: 'cpu-competition', host: 'client', competitors: 2, nice: 0 }
  const [own, other] = [waits(800, 'client', 0), waits(800, 'server', 0)]
  expect(verdict(detection, lost(3_500), { cpuWaits: own, steps: [step(starves)] }).status).toBe('fail')
  expect(verdict(detection, lost(3_500), { cpuWaits: other, steps: [step(starves)] }).status).toBe('inconclusive')
})

test.for<[Bound, Starved['foretold'], waitedMs: Ms, Verdict['status']]>([
  [silence, 'early', 200, 'inconclusive'],
  [silence, 'early', 0, 'fail'],
  [silence, 'inside', 900, 'fail'],
  [silence, undefined, 250, 'inconclusive'],
  [silence, undefined, 100, 'fail'],
  [detection, 'early', 200, 'inconclusive'],
  [detection, 'early', 0, 'pass'],
  [{ ...detection, notBeforeMs: 1_600 }, undefined, 200, 'inconclusive'],
  [{ ...detection, notBeforeMs: 1_600 }, 'inside', 200, 'pass'],
  [detection, undefined, 900, 'pass'],
  [{ ...detection, code: 'ETIMEDOUT' }, undefined, 900, 'inconclusive'],
])(
  'a loss after 1.68 s, judged by %o, that was foretold %s, beside a wait of %i ms: %s',
  ([bound, foretold, ms, status]) => {
    expect(verdict(bound, lost(1_680), { cpuWaits: waits(ms), foretold }).status).toBe(status)
  },
)

test('a loss that nothing foretold is left open where programs waited right before the fault, while its deadline ran', () => {
  const before = (ms: Ms): CpuWait[] => [{ fromMs: 9_300, toMs: 9_800, hosts: { server: ms }, harnessMs: 0 }]
  const status = (ms: Ms) => verdict(silence, lost(100), { cpuWaits: before(ms), foretold: 'early' }).status
  expect([status(400), status(0), status(40)]).toEqual(['inconclusive', 'fail', 'fail'])
})

test('a loss that came too early is left open where the fault itself was late', () => {
  const early: Bound = { ...detection, notBeforeMs: 1_700 }
  const before = (ms: Ms): CpuWait[] => [{ fromMs: 9_000, toMs: 10_000, hosts: { client: ms }, harnessMs: 0 }]
  const status = (ms: Ms) => verdict(early, lost(1_680), { cpuWaits: before(ms), foretold: 'inside' }).status
  expect([status(200), status(40)]).toEqual(['inconclusive', 'fail'])
})

test('what was lost before the healing is no part of a recovery, and what was lost after it is', () => {
  const does = { kind: 'power-off', host: 'server' } as const
  const steps = [{ ...step(does), healedAtMs: 15_000 }]
  const at = (fromMs: Ms) => waits(800).map(wait => ({ ...wait, fromMs, toMs: fromMs + 1_000 }))
  const late = { ...back(3_500), by: { ...back(3_500).by, atMs: 18_500 } }
  const status = (fromMs: Ms) => verdict(recovery, late, { cpuWaits: at(fromMs), steps }).status
  expect([status(11_000), status(16_000)]).toEqual(['fail', 'inconclusive'])
})

test('what a client wrote right after the fault, and would have written before, is no doing of the fault', () => {
  const wrote = (nextWriteMs: Ms) => step({ kind: 'power-off', host: 'server' }, nextWriteMs)
  const before: CpuWait[] = [{ fromMs: 9_800, toMs: 10_000, hosts: { client: 90 }, harnessMs: 0 }]
  const cpuWaits = [...before, ...waits(60)]
  const found = (nextWriteMs: Ms) =>
    verdict(silence, lost(1_680), { cpuWaits, foretold: 'inside', steps: [wrote(nextWriteMs)] }).status
  expect([found(2), found(400)]).toEqual(['inconclusive', 'fail'])
})

test('a run that shows nothing beside much load says so, and one on a quiet machine does not', () => {
  const broke = (ms: Ms, reason = 'no evidence that power-off took effect') =>
    loadWords({ verdict: { status: 'inconclusive', reason }, cpuWaits: waits(ms), endedAtMs: 12_000, steps: [] })
  expect(broke(800)).toEqual([
    'in its last 2.0 s client waited 0.6 s for a CPU, halfopen 0.2 s: run it again on a machine with less load',
  ])
  expect([broke(100), broke(800, 'until then client waited 0.6 s for a CPU')]).toEqual([[], []])
})

function verdict(bound: Bound, found: Outcome, on: Partial<Starved>): Verdict {
  const steps = on.steps ?? [step({ kind: 'power-off', host: 'server' })]
  const [first = step({ kind: 'none' })] = steps
  const alone = judge(bound, found, { lateMs: toleranceMs })
  return unlessStarved(bound, found, alone, { toleranceMs, foretold: 'late', ...on, steps, step: first })
}

/** Within the first second after the fault: a quarter of it the harness's own. */
function waits(ms: Ms, who = 'client', harnessShare = 0.25): readonly CpuWait[] {
  return [{ fromMs: 10_000, toMs: 11_000, hosts: { [who]: ms * (1 - harnessShare) }, harnessMs: ms * harnessShare }]
}

function step(does: Fault, nextWriteMs: Ms | 'none' = 'none'): StepRecord {
  const found = { from: 'client', to: 'server', state: 'idle', unackedBytes: 0, quietMs: 40, nextWriteMs } as const
  return { id: 0, does, atMs: 10_000, byMs: 10_000, healedAtMs: 10_000, found: [found] }
}

function lost(afterMs: Ms): Outcome {
  const by = { by: 'client-app', kind: 'reset', code: 'ECONNRESET', detail: 'gone', atMs: 10_000 + afterMs } as const
  return { kind: 'detected', afterMs, uncertaintyMs: 0, by }
}

function back(afterMs: Ms): Extract<Outcome, { kind: 'recovered' }> {
  const by = { by: 'client-app', kind: 'traffic', detail: 'ok', atMs: 10_000 + afterMs } as const
  return { kind: 'recovered', afterMs, uncertaintyMs: 0, by, from: 'healing' }
}

function silent(watchedMs: Ms): Outcome {
  return { kind: 'silent', watchedMs }
}
