// Mutants of clients, injectors and observers: each record here would be a pass in a harness that believes what it is told.
import { describe, expect, test } from 'vitest'
import { type Sample, sampleRun } from '../../reports/fixtures/sample-report.ts'
import type { RunRecord } from '../model/record.ts'
import type { Scenario } from '../model/scenario.ts'
import type { StepRecord } from '../model/step.ts'
import { judged, sumUp } from './verdicts.ts'

const noticed: Sample = {
  id: 'power-off/ping',
  claim: 'a client that pings notices a switched-off server within 3 s',
  fault: { kind: 'power-off', host: 'server' },
  bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 3_000 }],
  settings: { heartbeat: { everyMs: 1_000, deadlineMs: 1_000 } },
  watchedMs: 3_250,
  seen: [[1_500, 'client-app', 'lost', 'no pong', 'PING_DEADLINE']],
}

test('a client that notices in time, with evidence, passes', () => {
  expect(sampleRun(noticed)).toMatchObject({
    verdict: { status: 'pass' },
    bounds: [{ outcome: { kind: 'detected', afterMs: 1_500, uncertaintyMs: 6 }, predictedMs: [998, 2_106] }],
    toleranceMs: 250,
    injectedAtMs: 646,
  })
})

describe('a mutant never passes', () => {
  test.for(['', '  '])('an injector without evidence is inconclusive: "%s"', evidence => {
    const run = sampleRun({ ...noticed, evidence })
    expect(run.verdict).toEqual({ status: 'inconclusive', reason: 'no evidence that power-off took effect' })
    expect(run.bounds[0]).not.toHaveProperty('outcome')
  })

  test('an injector without evidence is inconclusive also where silence was demanded', () => {
    const bounds = [{ expect: 'silence', by: 'client-app', since: 0, forMs: 3_000 }] as const
    expect(sampleRun({ ...noticed, bounds, seen: [], evidence: '' }).verdict.status).toBe('inconclusive')
    expect(sampleRun({ ...noticed, bounds, seen: [] }).verdict.status).toBe('pass')
  })

  test('a client that claims a loss before the fault is inconclusive', () => {
    const seen = [[-20, 'client-app', 'lost', 'false alarm'], ...(noticed.seen ?? [])] as const
    expect(sampleRun({ ...noticed, seen }).verdict).toEqual({
      status: 'inconclusive',
      reason: 'client-app had given up its peer 14 ms before the fault (false alarm)',
    })
  })

  test('a client that never tells fails on detection', () => {
    expect(sampleRun({ ...noticed, seen: [] }).verdict).toEqual({
      status: 'fail',
      expected: 'client-app notices within 3.0 s',
      actual: 'nothing noticed in 3.25 s',
    })
  })

  test('an observer that saw nothing is inconclusive', () => {
    const bounds = [{ expect: 'silence', by: 'client-kernel', since: 0, forMs: 3_000 }] as const
    expect(sampleRun({ ...noticed, bounds }).verdict).toEqual({
      status: 'inconclusive',
      reason: 'client-kernel saw no healthy traffic before the fault, so its silence and its alarms mean nothing',
    })
  })

  test('a server that our own fault ended does not count as noticing', () => {
    const bounds = [{ expect: 'detection', by: 'server-app', since: 0, withinMs: 3_000 }] as const
    const seen = [[0, 'server-app', 'exited', 'SIGKILL']] as const
    expect(sampleRun({ ...noticed, bounds, seen }).verdict.status).toBe('inconclusive')
  })

  test('a run that broke is inconclusive with the error, whatever was seen', () => {
    expect(sampleRun({ ...noticed, error: 'Cannot go on [E_X]' }).verdict).toEqual({
      status: 'inconclusive',
      reason: 'Cannot go on [E_X]',
    })
  })

  test('a run in which nothing was injected is inconclusive', () => {
    expect(judged(scenarioWith(noticed), emptyRecord, { lateMs: 250 }).verdict).toEqual({
      status: 'inconclusive',
      reason: 'no fault was injected',
    })
  })
})

test('several bounds are judged each, and the worst speaks for the run', () => {
  const run = sampleRun({
    ...noticed,
    bounds: [...noticed.bounds, { expect: 'silence', by: 'wire', since: 0, forMs: 10_000 }],
  })
  expect(run.bounds.map(({ verdict }) => verdict.status)).toEqual(['pass', 'inconclusive'])
  expect(run.verdict).toEqual(run.bounds[1]?.verdict)
})

test('of several steps each that comes before a bound has to show that it was taken, and those after it need not', () => {
  const scenario = scenarioWith(noticed)
  const evidence = { text: 'dropped 3 packets', facts: {} }
  const off = { id: 0, does: noticed.fault, atMs: 1_000, byMs: 1_001, evidence }
  const ran = { kind: 'run', on: 'server', command: { file: 'promote', args: [] } } as const
  const record = (...steps: readonly StepRecord[]): RunRecord => ({
    ...emptyRecord,
    steps,
    observations: [900, 1_500].map(atMs => ({ atMs, by: 'client-app', kind: 'traffic', detail: '' })),
  })
  const of = (since: number, ...steps: readonly StepRecord[]) => {
    const bounds = [{ expect: 'silence', by: 'client-app', since, forMs: 1_000 }] as const
    return judged({ ...scenario, bounds }, record(...steps), { lateMs: 250 }).verdict
  }
  const second = { id: 1, does: ran, atMs: 2_000, byMs: 2_001 }
  expect(of(0, off, second)).toEqual({ status: 'pass' })
  expect(of(1, off, second)).toEqual({ status: 'inconclusive', reason: 'nothing shows that step 1 was taken' })
  expect(of(1, off, { ...second, evidence })).toEqual({ status: 'pass' })
  const { evidence: _, ...bare } = off
  expect(of(0, bare)).toEqual({ status: 'inconclusive', reason: 'no evidence that power-off took effect' })
  expect(of(1, off, { ...bare, id: 1 })).toMatchObject({ reason: 'no evidence that power-off took effect (step 1)' })
  expect(of(1, bare, { ...off, id: 1 })).toMatchObject({ reason: 'no evidence that power-off took effect (step 0)' })
  expect(of(1, off)).toEqual({ status: 'inconclusive', reason: 'step 1 was not reached' })
})

test('what a program printed is read into observations, in the order of time', () => {
  const scenario = scenarioWith(noticed)
  const line = (atMs: number, text: string) => ({ atMs, host: 'client', stream: 'stdout', text }) as const
  const record: RunRecord = {
    ...emptyRecord,
    steps: [
      { id: 0, does: noticed.fault, atMs: 1_000, byMs: 1_001, evidence: { text: 'dropped 3 packets', facts: {} } },
    ],
    lines: [line(500, '{"halfopen":"connected"}'), line(2_001, '{"halfopen":"lost","code":"EOF","detail":"gone"}')],
    observations: [{ atMs: 1_500, by: 'wire', kind: 'traffic', detail: '' }],
  }
  const run = judged(scenario, record, { lateMs: 250 })
  expect(run.observations.map(({ atMs, by, kind }) => [atMs, by, kind])).toEqual([
    [500, 'client-app', 'traffic'],
    [1_500, 'wire', 'traffic'],
    [2_001, 'client-app', 'lost'],
  ])
  expect(run.verdict).toEqual({ status: 'pass' })
})

test('a run that its plane cannot show is skipped with the reason and its kind, and so is each of its bounds', () => {
  const run = sampleRun({ ...noticed, skip: { reason: 'the proxy answers', why: 'cannot-show' } })
  expect(run.verdict).toEqual({ status: 'skip', reason: 'the proxy answers', why: 'cannot-show' })
  expect(run.bounds).toEqual([{ bound: noticed.bounds[0], verdict: run.verdict }])
})

test('one for which the kernel at hand lacks something says so', () => {
  const run = judged(scenarioWith(noticed), { ...emptyRecord, lacking: 'no netem here' }, { lateMs: 0 })
  expect(run.verdict).toEqual({ status: 'skip', reason: 'no netem here', why: 'lacking' })
})

const emptyRecord: RunRecord = {
  plane: 'toxiproxy',
  clock: 'real',
  startedAt: '2026-11-24T09:30:00.000Z',
  endedAtMs: 5_000,
  steps: [],
  lines: [],
  observations: [],
  connections: [],
  cuts: [],
  troubles: [],
  wallMs: 5_000,
}

function scenarioWith({ id, claim, fault, bounds }: Sample): Scenario {
  const program = { name: 'a program', command: { file: 'node', args: [] }, says: {}, settings: {} }
  return {
    id,
    claim,
    steps: [{ id: 0, atMs: 0, does: fault }],
    bounds,
    hosts: [
      { name: 'server', program, connectsTo: [], listens: true },
      { name: 'client', program, connectsTo: ['server'], listens: false },
    ],
    planes: ['toxiproxy'],
    limits: { setupMs: 1_000, settleMs: 0 },
  }
}

test('what broke a run is its verdict whatever its bounds say, and where nothing was demanded nothing is passed', () => {
  const passed = {
    bound: { expect: 'silence', by: 'client-app', since: 0, forMs: 1 },
    verdict: { status: 'pass' },
  } as const
  expect(sumUp('the reaper is gone', [passed])).toEqual({ status: 'inconclusive', reason: 'the reaper is gone' })
  expect(sumUp(undefined, [passed])).toEqual({ status: 'pass' })
  expect(sumUp(undefined, [])).toEqual({ status: 'inconclusive', reason: 'nothing was demanded' })
})
