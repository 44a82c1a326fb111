import { describe, expect, test } from 'vitest'
import type { Bound } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import type { EventKind } from '../model/observation.ts'
import type { BoundResult, RunHost } from '../model/report.ts'
import type { Settings } from '../model/settings.ts'
import type { StepRecord } from '../model/step.ts'
import type { HostName } from '../model/units.ts'
import { type JudgedOn, judgeBound } from './bound-result.ts'

const off: Fault = { kind: 'power-off', host: 'server' }
const keepalive: Settings = { keepalive: { idleMs: 1_000, intervalMs: 1_000, count: 3 } }
const kernel = { release: '6.12.0', hz: 250 }
const bound: Bound = { expect: 'detection', by: 'client-kernel', since: 0, withinMs: 60_000 }

const evidence = { text: 'packets dropped', facts: {} }
const taken: StepRecord = { id: 0, does: off, atMs: 1_000, byMs: 1_010, quietMs: { client: 0 }, evidence }

function client(settings: Settings, name: HostName = 'client'): RunHost {
  return { name, program: name, connectsTo: ['server'], listens: false, settings }
}

/** A run with a fault in force between 1000 and 1010 ms, of which the bound's observer says something `lostMs` after it. */
function judged(
  settings: Settings,
  lostMs: number | undefined,
  on: Partial<JudgedOn> & { steps?: readonly StepRecord[]; endedAtMs?: number } = {},
  of: Bound = bound,
): BoundResult {
  const { steps = [taken], endedAtMs = 70_000 } = on
  const seen = (atMs: number, kind: EventKind) => ({ atMs, by: of.by, kind, detail: kind })
  const lost = lostMs === undefined ? [] : [seen(1_010 + lostMs, 'lost')]
  return judgeBound(of, {
    seen: { observations: [seen(500, 'traffic'), ...lost], connections: [], cuts: [], steps, endedAtMs },
    hosts: [client(settings)],
    toleranceMs: 0,
    kernel,
    clock: 'virtual',
    ...on,
  })
}

describe('a prediction', () => {
  test('stands beside what was found, with its reason', () => {
    expect(judged(keepalive, 4_070)).toMatchObject({
      predictedMs: [4_048, 4_109],
      predictedReason: 'keepalive probes after 1 s of silence and gives up after 3',
      verdict: { status: 'pass' },
    })
    expect(judged(keepalive, 4_070)).not.toHaveProperty('outsidePrediction')
  })

  test('that a loss missed which only a wait for a CPU explains is not', () => {
    const cpuWaits = [{ fromMs: 1_010, toMs: 2_010, hosts: { client: 900 }, harnessMs: 0 }]
    const found = judged({}, 1_680, { cpuWaits, toleranceMs: 40 })
    expect(found.verdict).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('for a CPU') })
    expect(found).not.toHaveProperty('outsidePrediction')
    expect(judged({}, 1_680, { cpuWaits: [], toleranceMs: 40 })).toMatchObject({ outsidePrediction: true })
  })

  test.for([
    ['too early', 4_000],
    ['too late', 4_110],
    ['not at all', undefined],
  ] as const)('that did not come true is marked, whatever the verdict: %s', ([, lostMs]) => {
    expect(judged(keepalive, lostMs)).toMatchObject({ outsidePrediction: true })
  })

  test('may have come true by as much as nobody knows when the fault came into force', () => {
    expect(judged(keepalive, 4_040)).not.toHaveProperty('outsidePrediction')
  })

  test('of never is refuted by any loss', () => {
    expect(judged({}, undefined)).toMatchObject({ predictedMs: 'never' })
    expect(judged({}, undefined)).not.toHaveProperty('outsidePrediction')
    expect(judged({}, 20_000)).toMatchObject({ predictedMs: 'never', outsidePrediction: true })
  })

  test('that leaves it open is refuted outside its window only', () => {
    const settings: Settings = { heartbeat: { everyMs: 10_000, deadlineMs: 5_000 } }
    const steps = [
      { ...taken, does: { kind: 'black-hole', toward: 'both', forMs: 8_000 }, healedAtMs: taken.byMs + 8_000 },
    ] as const
    const app: Bound = { ...bound, by: 'client-app' }
    const of = (lostMs: number | undefined) => judged(settings, lostMs, { steps }, app)
    expect(of(undefined)).toMatchObject({ predictedMs: [4_998, 9_736], predictedOrNever: true })
    expect([undefined, 6_000, 20_000].map(lostMs => of(lostMs).outsidePrediction)).toEqual([undefined, undefined, true])
  })

  test('is not refuted by a watch that ended before it', () => {
    expect(judged(keepalive, undefined, { endedAtMs: 3_000 })).not.toHaveProperty('outsidePrediction')
  })

  test('knows what the kernels were set to, and which kernel it was', () => {
    const network = { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } }
    const settings: Settings = { heartbeat: { everyMs: 1_000 } }
    expect(judged(settings, 7_000, { network }).predictedMs).toEqual([6_504, 7_880])
    expect(judged(keepalive, 4_070, { kernel: { release: '6.12.0', hz: 100 } }).predictedMs).toEqual([4_080, 4_205])
  })

  test('that cannot be made says why', () => {
    const server: Bound = { ...bound, by: 'server-kernel' }
    const result = judged(keepalive, undefined, {}, server)
    expect(result).toMatchObject({ predictedReason: 'nothing is known of how server-kernel would notice' })
    expect(result).not.toHaveProperty('predictedMs')
  })

  test('needs packets that were seen where a proxy might have acknowledged them', () => {
    const { quietMs: _unseen, ...step } = taken
    const app: Bound = { ...bound, by: 'client-app' }
    const result = judged({ heartbeat: { everyMs: 1_000 } }, undefined, { steps: [step] }, app)
    expect(result).toMatchObject({ predictedReason: expect.stringContaining('or a proxy') })
    expect(result).not.toHaveProperty('predictedMs')
  })

  test('is of detection, not of recovery', () => {
    expect(
      judged(keepalive, undefined, {}, { expect: 'recovery', by: 'client-app', since: 0, withinMs: 1 }),
    ).not.toHaveProperty('predictedReason')
  })

  test('is of whoever is asked: by his own settings, and by how long his own kernel had heard nothing', () => {
    const hosts = [client(keepalive), client({}, 'other')]
    const of = (by: Bound['by'], quietMs: StepRecord['quietMs'] = { client: 0, other: 0 }) =>
      judged({}, undefined, { hosts, steps: [{ ...taken, quietMs }] }, { ...bound, by }).predictedMs
    expect(of('client-kernel')).toEqual([4_048, 4_109])
    expect(of('other-kernel')).toBe('never')
    expect(of('client-kernel', { client: 500, other: 0 })).toEqual([3_548, 3_609])
    expect(of('client-kernel', { client: 0, other: 500 })).toEqual([4_048, 4_109])
  })

  test('cannot be made where another fault was in force as well', () => {
    const other: StepRecord = { ...taken, id: 1, atMs: 2_000, byMs: 2_001 }
    const of = (steps: readonly StepRecord[]) => judged(keepalive, 4_070, { steps }).predictedReason
    expect(of([taken, other])).toBe('another fault was in force as well')
    expect(of([taken, { ...other, atMs: 80_000, byMs: 80_001 }])).toContain('keepalive probes')
  })

  test('of a control is that nobody gives up, but not after a fault, which leaves what it leaves, healed or not', () => {
    const control: StepRecord = { ...taken, id: 1, atMs: 20_000, byMs: 20_001, does: { kind: 'none' } }
    const over: StepRecord = { ...taken, healedAtMs: 10_000 }
    const of = (steps: readonly StepRecord[]) => judged({}, undefined, { steps }, { ...bound, since: 1 })
    expect(of([control]).predictedMs).toBe('never')
    expect(of([over, control])).not.toHaveProperty('predictedMs')
    expect(of([over, control]).predictedReason).toBe('another fault was in force as well')
  })

  test('is of faults: of what a command does nothing is foretold', () => {
    const command = { kind: 'run', on: 'server', command: { file: 'promote', args: [] } } as const
    const result = judged(keepalive, undefined, { steps: [{ ...taken, does: command }] })
    expect(result).not.toHaveProperty('predictedMs')
    expect(result).not.toHaveProperty('predictedReason')
  })
})
