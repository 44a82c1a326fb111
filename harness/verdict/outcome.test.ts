import { describe, expect, test } from 'vitest'
import type { Bound } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import type { EventKind, Observation } from '../model/observation.ts'
import type { Vantage } from '../model/units.ts'
import { type InForce, outcome, type Seen } from './outcome.ts'

const blackHole: Fault = { kind: 'black-hole', toward: 'both' }
const injection: InForce = { fault: blackHole, atMs: 1_000, byMs: 1_010 }
const detection: Bound = { expect: 'detection', from: 'client-app', withinMs: 3_000 }
const recovery: Bound = { expect: 'recovery', from: 'client-app', withinMs: 3_000 }

function at(atMs: number, kind: EventKind, vantage: Vantage = 'client-app'): Observation {
  return { atMs, kind, vantage, detail: kind }
}

function seen(...observations: Observation[]): Seen {
  return { observations, cuts: [], endedAtMs: 5_010 }
}

const healthy = at(900, 'traffic')

describe('detection', () => {
  test('counts from the latest instant at which the fault can have come into force, and keeps the rest as uncertainty', () => {
    expect(outcome(detection, seen(healthy, at(2_010, 'lost')), injection)).toEqual({
      kind: 'detected',
      afterMs: 1_000,
      uncertaintyMs: 10,
      by: at(2_010, 'lost'),
    })
  })

  test('is at once, with what is left of the uncertainty, while the fault comes into force', () => {
    const found = outcome(detection, seen(healthy, at(1_004, 'closed')), injection)
    expect(found).toMatchObject({ kind: 'detected', afterMs: 0, uncertaintyMs: 4 })
  })

  test.for(['lost', 'closed', 'reset', 'exited'] as const)('is any way of giving up: %s', kind => {
    expect(outcome(detection, seen(healthy, at(2_000, kind)), injection).kind).toBe('detected')
  })

  test.for(['traffic', 'stale-answer', 'recovered'] as const)('is not %s', kind => {
    expect(outcome(detection, seen(healthy, at(2_000, kind)), injection)).toEqual({ kind: 'silent', watchedMs: 4_000 })
  })

  test('is the first loss, in whatever order it was written down', () => {
    const found = outcome(detection, seen(at(4_000, 'lost'), at(2_010, 'reset'), healthy), injection)
    expect(found).toMatchObject({ kind: 'detected', afterMs: 1_000 })
  })

  test('is not what another vantage saw', () => {
    expect(outcome(detection, seen(healthy, at(2_000, 'lost', 'server-app')), injection).kind).toBe('silent')
  })

  test('is not what came after the end of the watch', () => {
    expect(outcome(detection, seen(healthy, at(5_011, 'lost')), injection)).toEqual({
      kind: 'silent',
      watchedMs: 4_000,
    })
  })
})

describe('a vantage is blind', () => {
  test('that never saw healthy traffic', () => {
    const found = outcome(detection, seen(at(2_000, 'lost')), injection)
    expect(found).toEqual({
      kind: 'blind',
      reason: 'client-app saw no healthy traffic before the fault, so its silence and its alarms mean nothing',
    })
  })

  test('that had given up before the fault', () => {
    const found = outcome(detection, seen(at(500, 'traffic'), at(800, 'lost'), at(2_000, 'lost')), injection)
    expect(found).toEqual({ kind: 'blind', reason: 'client-app had given up its peer 200 ms before the fault (lost)' })
  })

  test('but not when it was back at work before the fault', () => {
    const found = outcome(detection, seen(at(800, 'lost'), at(900, 'recovered'), at(2_000, 'lost')), injection)
    expect(found.kind).toBe('detected')
  })

  test('whose only good words came after the fault', () => {
    expect(outcome(detection, seen(at(1_500, 'traffic')), injection).kind).toBe('blind')
  })

  test('that is itself switched off by the fault: its end is our own doing', () => {
    const off: InForce = { ...injection, fault: { kind: 'power-off', host: 'client' } }
    const found = outcome(detection, seen(healthy, at(1_020, 'exited')), off)
    expect(found).toEqual({
      kind: 'blind',
      reason: 'client-app is what power-off takes away, so its silence and its end mean nothing',
    })
  })

  test('but not when only its cable is pulled', () => {
    const pulled: InForce = { ...injection, fault: { kind: 'link-down', host: 'client', end: 'own' } }
    expect(outcome(detection, seen(healthy, at(1_020, 'lost')), pulled).kind).toBe('detected')
  })

  test('but not when its program is stopped and its kernel goes on', () => {
    const stopped: InForce = { ...injection, fault: { kind: 'frozen-peer', host: 'client' } }
    const observations = [at(900, 'traffic', 'client-kernel'), healthy, at(2_000, 'lost', 'client-kernel')]
    expect(outcome({ ...detection, from: 'client-kernel' }, seen(...observations), stopped).kind).toBe('detected')
    expect(outcome(detection, seen(...observations), stopped).kind).toBe('blind')
  })

  test('but not when the fault takes away its peer', () => {
    const off: InForce = { ...injection, fault: { kind: 'power-off', host: 'server' } }
    expect(outcome(detection, seen(healthy, at(1_020, 'closed')), off).kind).toBe('detected')
  })
})

describe('an observer of which not all was kept', () => {
  const cutAt = (atMs: number, by: Vantage = 'client-app') => ({ cuts: [{ by, atMs, why: 'it said too much' }] })

  test('is watched until there, so that its silence proves nothing more', () => {
    const found = outcome(detection, { ...seen(healthy), ...cutAt(1_510) }, injection)
    expect(found).toEqual({ kind: 'silent', watchedMs: 500, cut: 'it said too much' })
  })

  test('has told of a loss before that, and of none after it', () => {
    const lost = (atMs: number) =>
      outcome(detection, { ...seen(healthy, at(2_010, 'lost')), ...cutAt(atMs) }, injection).kind
    expect([lost(2_011), lost(2_009)]).toEqual(['detected', 'silent'])
  })

  test('is blind when that was before the fault', () => {
    const found = outcome(detection, { ...seen(healthy, at(2_010, 'lost')), ...cutAt(950) }, injection)
    expect(found).toEqual({
      kind: 'blind',
      reason: 'client-app is blind since 50 ms before the fault: it said too much',
    })
  })

  test('is blind from the first of its cuts on', () => {
    const cuts = [...cutAt(4_000).cuts, ...cutAt(1_510).cuts, ...cutAt(3_000).cuts]
    expect(outcome(detection, { ...seen(healthy), cuts }, injection)).toMatchObject({ watchedMs: 500 })
  })

  test('has recovered when it was seen to stay so, and not when it was cut at once', () => {
    const healed: InForce = { ...injection, healedAtMs: 3_000 }
    const told = seen(healthy, at(2_000, 'lost'), at(3_400, 'recovered'))
    const kinds = [2_999, 3_300, 3_500, 3_650].map(atMs => outcome(recovery, { ...told, ...cutAt(atMs) }, healed).kind)
    expect(kinds).toEqual(['blind', 'silent', 'blind', 'recovered'])
  })

  test('does not touch another, nor a watch that ended before', () => {
    const wire: Bound = { ...detection, from: 'wire' }
    const found = outcome(wire, { ...seen(at(900, 'traffic', 'wire')), ...cutAt(1_510) }, injection)
    expect(found).toEqual({ kind: 'silent', watchedMs: 4_000 })
    expect(outcome(detection, { ...seen(healthy), ...cutAt(5_011) }, injection)).not.toHaveProperty('cut')
  })
})

describe('recovery', () => {
  const healed: InForce = { ...injection, healedAtMs: 3_000 }

  test('counts from the healing to the first good answer', () => {
    const found = outcome(recovery, seen(healthy, at(2_000, 'lost'), at(3_400, 'recovered')), healed)
    expect(found).toMatchObject({ kind: 'recovered', afterMs: 400 })
  })

  test('is not an answer from before the healing', () => {
    const found = outcome(recovery, seen(healthy, at(2_900, 'traffic')), healed)
    expect(found).toEqual({ kind: 'silent', watchedMs: 2_010 })
  })

  test('is not an answer that a loss follows', () => {
    const found = outcome(recovery, seen(healthy, at(3_001, 'traffic'), at(3_002, 'closed')), healed)
    expect(found).toEqual({ kind: 'silent', watchedMs: 2_010 })
  })

  test('is not a stale answer', () => {
    expect(outcome(recovery, seen(healthy, at(3_400, 'stale-answer')), healed).kind).toBe('silent')
  })

  test.for([undefined, 5_020])('cannot be told of a fault that healed at %s, after the watch', healedAtMs => {
    const found = outcome(recovery, seen(healthy, at(3_400, 'traffic')), { ...injection, healedAtMs })
    expect(found.kind).toBe('blind')
  })
})
