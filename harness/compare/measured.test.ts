// Method: records written by hand, of clients that lie and of injectors that do nothing. What comes of them has to be a doubt, never a figure.
import { describe, expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import { parseFaultSpec } from '../faults/spelling.ts'
import type { Measurement } from '../model/comparison.ts'
import type { Evidence } from '../model/evidence.ts'
import type { EventKind, Observation } from '../model/observation.ts'
import type { Cut, RunRecord } from '../model/record.ts'
import type { StepRecord } from '../model/step.ts'
import { judged } from '../verdict/verdicts.ts'
import { measured } from './measured.ts'
import type { Step } from './plan.ts'
import { probes } from './programs.ts'
import { scenarioOf } from './scenario-of.ts'

const watch = { watchMs: 60_000, soakMs: 60_000 }

describe('a client that gives up after the fault', () => {
  test('has a detection time, beside its prediction', () => {
    expect(foundOf('power-off', [said(1_000, 'traffic'), said(26_400, 'lost', 'ETIMEDOUT')])).toEqual({
      settings: { keepalive: { idleMs: 10_000, intervalMs: 5_000, count: 3 } },
      fault: { kind: 'power-off', host: 'server' },
      phase: 2,
      offsetMs: 1_000,
      found: { kind: 'detected', afterMs: 24_400, uncertaintyMs: 1, code: 'ETIMEDOUT' },
      predicted: expect.any(Array),
      reason: 'keepalive probes after 10 s of silence and gives up after 3',
      whole: { predicted: [15_244, 25_621] },
      networkMs: 70_000,
      wallMs: 5,
    })
  })

  test('much too soon lies outside it, and is shown as such', () => {
    const early = foundOf('power-off', [said(1_000, 'traffic'), said(3_000, 'lost', 'ETIMEDOUT')])
    expect([early.found.kind, early.outside]).toEqual(['detected', true])
  })
})

test('one that never does is censored at what was watched', () => {
  const { found, outside } = foundOf('power-off', [said(1_000, 'traffic')])
  expect([found, outside]).toEqual([{ kind: 'censored', watchedMs: 68_000 }, true])
})

describe('no figure comes of', () => {
  test('a fault that left no evidence, whatever the client says', () => {
    const bare = { ...inForce('power-off'), evidence: shown('') }
    const { found } = foundOf('power-off', [said(1_000, 'traffic'), said(26_400, 'lost')], { steps: [bare] })
    expect(found).toEqual({ kind: 'doubt', reason: 'no evidence that power-off took effect' })
  })

  test('a client that had given up before the fault', () => {
    const { found } = foundOf('power-off', [said(1_000, 'traffic'), said(1_500, 'lost'), said(26_400, 'lost')])
    expect(found).toEqual({ kind: 'doubt', reason: 'client-app had given up its peer 499 ms before the fault (lost)' })
  })

  test('a client that was never seen healthy', () => {
    expect(foundOf('power-off', [said(26_400, 'lost')]).found).toEqual({
      kind: 'doubt',
      reason: 'client-app saw no healthy traffic before the fault, so its silence and its alarms mean nothing',
    })
  })

  test('a run that broke', () => {
    const { found } = foundOf('power-off', [said(1_000, 'traffic')], { error: 'Cannot open', steps: [] })
    expect(found).toEqual({ kind: 'doubt', reason: 'Cannot open' })
  })

  test('a watch that was cut short', () => {
    const { found } = foundOf('power-off', [said(1_000, 'traffic')], { endedAtMs: 9_000 })
    expect(found).toEqual({ kind: 'doubt', reason: expect.stringContaining('watched for 7.0 s only') })
  })

  test('a soak of which not all words were kept, and none because of what another observer missed', () => {
    const cutOf = (by: Cut['by']) => {
      const cuts = [{ by, atMs: 5_000, why: 'it said too much' }]
      return foundOf('blip=5s', [said(1_000, 'traffic')], { cuts }).found
    }
    expect(cutOf('client-app')).toEqual({
      kind: 'doubt',
      reason: 'client-app is blind from some time on: it said too much',
    })
    expect(cutOf('server-app').kind).toBe('soaked')
  })
})

test('a living peer that is given up is a mistake from then until the client is back', () => {
  const seen = [said(1_000, 'traffic'), said(5_000, 'lost'), said(8_000, 'recovered')]
  expect(foundOf('blip=5s', seen).found).toEqual({
    kind: 'soaked',
    forMs: 68_001,
    mistakes: [{ fromMs: 3_001, untilMs: 6_001 }],
  })
})

test('a firewall that found nothing to forget has left the connection alive; one that forgot it has not', () => {
  const keptAlive = {
    ...inForce('idle-firewall=350s'),
    evidence: shown('limit 350.00 s; 1 connection kept alive by packets for 700 s', { forgotten: 0 }),
  }
  const forgot = { ...keptAlive, evidence: shown('forgot 1 connection silent for the limit', { forgotten: 1 }) }
  const healthy = [said(1_000, 'traffic')]
  const kinds = [keptAlive, forgot].map(step => foundOf('idle-firewall=350s', healthy, { steps: [step] }).found)
  expect(kinds).toEqual([
    { kind: 'censored', watchedMs: 68_000, keptAlive: true },
    { kind: 'censored', watchedMs: 68_000 },
  ])
})

function foundOf(fault: string, observations: readonly Observation[], changes: Partial<RunRecord> = {}): Measurement {
  const settings = parseSettings('keepalive=10/5/3')
  const step: Step = { settings, spec: parseFaultSpec(fault), phase: 2, offsetMs: 1_000 }
  const record: RunRecord = {
    plane: 'netns',
    clock: 'virtual',
    kernel: { release: '6.12.0', hz: 250 },
    startedAt: '2026-11-25T00:00:00.000Z',
    endedAtMs: 70_000,
    steps: [inForce(fault)],
    lines: [],
    observations,
    connections: [],
    cuts: [],
    troubles: [],
    wallMs: 5,
    ...changes,
  }
  return measured(step, judged(scenarioOf(step, watch, probes), record, { lateMs: 0 }), undefined)
}

function inForce(fault: string): StepRecord {
  const { fault: does } = parseFaultSpec(fault)
  return { id: 0, does, atMs: 1_999, byMs: 2_000, quietMs: { client: 900 }, evidence: shown('3 packets lost') }
}

function shown(text: string, facts: Record<string, number> = {}): Evidence {
  return { text, facts }
}

function said(atMs: number, kind: EventKind, code?: string): Observation {
  return { atMs, by: 'client-app', kind, detail: kind, ...(code === undefined ? {} : { code }) }
}
