import { describe, expect, test } from 'vitest'
import type { Bound } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import type { EventKind } from '../model/observation.ts'
import type { BoundResult } from '../model/report.ts'
import type { Settings } from '../model/settings.ts'
import type { Vantage } from '../model/units.ts'
import { type JudgedOn, judgeBound } from './bound-result.ts'

const off: Fault = { kind: 'power-off', host: 'server' }
const keepalive: Settings = { keepalive: { idleMs: 1_000, intervalMs: 1_000, count: 3 } }
const kernel = { release: '6.12.0', hz: 250 }
const bound: Bound = { expect: 'detection', from: 'client-kernel', withinMs: 60_000 }

/** A run with a fault in force between 1000 and 1010 ms, of which `from` says something `lostMs` after it. */
function judged(
  settings: Settings,
  lostMs: number | undefined,
  on: Partial<JudgedOn> = {},
  of: Bound = bound,
): BoundResult {
  const seen = (atMs: number, kind: EventKind) => ({ atMs, vantage: of.from, kind, detail: kind })
  const lost = lostMs === undefined ? [] : [seen(1_010 + lostMs, 'lost')]
  return judgeBound(of, {
    seen: { observations: [seen(500, 'traffic'), ...lost], cuts: [], endedAtMs: 70_000 },
    injection: { fault: off, atMs: 1_000, byMs: 1_010, quietMs: 0, evidence: 'packets dropped' },
    settings,
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
    const injection = {
      fault: { kind: 'black-hole', toward: 'both', forMs: 8_000 },
      atMs: 1_000,
      byMs: 1_010,
      quietMs: 0,
      evidence: 'x',
    } as const
    const app: Bound = { ...bound, from: 'client-app' }
    const of = (lostMs: number | undefined) => judged(settings, lostMs, { injection }, app)
    expect(of(undefined)).toMatchObject({ predictedMs: [4_998, 9_836], predictedOrNever: true })
    expect([undefined, 6_000, 20_000].map(lostMs => of(lostMs).outsidePrediction)).toEqual([undefined, undefined, true])
  })

  test('is not refuted by a watch that ended before it', () => {
    const seen = {
      observations: [{ atMs: 500, vantage: 'client-kernel' as Vantage, kind: 'traffic' as EventKind, detail: '' }],
      cuts: [],
      endedAtMs: 3_000,
    }
    expect(judged(keepalive, undefined, { seen })).not.toHaveProperty('outsidePrediction')
  })

  test('knows what the kernels were set to, and which kernel it was', () => {
    const network = { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } }
    const settings: Settings = { heartbeat: { everyMs: 1_000 } }
    expect(judged(settings, 7_000, { network }).predictedMs).toEqual([6_504, 7_880])
    expect(judged(keepalive, 4_070, { kernel: { release: '6.12.0', hz: 100 } }).predictedMs).toEqual([4_080, 4_205])
  })

  test('that cannot be made says why', () => {
    const server: Bound = { ...bound, from: 'server-kernel' }
    const result = judged(keepalive, undefined, {}, server)
    expect(result).toMatchObject({ predictedReason: 'nothing is known of how server-kernel would notice' })
    expect(result).not.toHaveProperty('predictedMs')
  })

  test('needs packets that were seen where a proxy might have acknowledged them', () => {
    const injection = { fault: off, atMs: 1_000, byMs: 1_010, evidence: 'x' }
    const app: Bound = { ...bound, from: 'client-app' }
    const result = judged({ heartbeat: { everyMs: 1_000 } }, undefined, { injection }, app)
    expect(result).toMatchObject({ predictedReason: expect.stringContaining('or a proxy') })
    expect(result).not.toHaveProperty('predictedMs')
  })

  test('is of detection, not of recovery', () => {
    expect(
      judged(keepalive, undefined, {}, { expect: 'recovery', from: 'client-app', withinMs: 1 }),
    ).not.toHaveProperty('predictedBecause')
  })
})
