import { expect, test } from 'vitest'
import { behindHop, touches } from '../faults/paths.ts'
import type { Bound } from '../model/bound.ts'
import type { Connection } from '../model/connection.ts'
import type { Fault } from '../model/fault.ts'
import type { EventKind } from '../model/observation.ts'
import type { RunHost } from '../model/report.ts'
import type { Settings } from '../model/settings.ts'
import type { StepRecord } from '../model/step.ts'
import type { Observer } from '../model/units.ts'
import { outcome } from './outcome.ts'
import { type Foreseen, predictionOf } from './prediction-of.ts'

const keepalive = { idleMs: 1_000, intervalMs: 1_000, count: 3 }
const host = (name: string, connectsTo: readonly string[], listens: boolean, settings: Settings = {}): RunHost => ({
  ...{ name, connectsTo, listens, settings },
  program: name,
})
const db = host('db', [], true)
const pool = host('pool', ['db'], true, { keepalive })
const app = host('app', ['pool'], false, { keepalive })
const row = [db, pool, app]
const off: Fault = { kind: 'power-off', host: 'db' }

test.for<[Fault, ...string[]]>([
  [off, 'pool>db'],
  [{ kind: 'power-off', host: 'pool' }, 'pool>db', 'app>pool'],
  [{ kind: 'black-hole', toward: 'both', between: ['app', 'pool'] }, 'app>pool'],
  [{ kind: 'black-hole', toward: 'db' }, 'pool>db'],
  [{ kind: 'black-hole', toward: 'both' }, 'pool>db', 'app>pool'],
  [{ kind: 'conntrack-flush', onNextPacket: 'drop' }, 'pool>db', 'app>pool'],
])('%j is on these paths, and on no other', ([fault, ...paths]) => {
  const all = [
    { from: 'pool', to: 'db' },
    { from: 'app', to: 'pool' },
  ]
  expect(all.filter(path => touches(fault, path)).map(({ from, to }) => `${from}>${to}`)).toEqual(paths)
})

test('a loss is behind a hop where the own paths are spared and one further on is not', () => {
  expect(behindHop(off, app, row)).toEqual({ via: 'pool', path: { from: 'pool', to: 'db' } })
  expect(behindHop(off, pool, row)).toBeUndefined()
  expect(behindHop({ kind: 'power-off', host: 'pool' }, app, row)).toBeUndefined()
  const direct = host('app', ['pool', 'db'], false)
  expect(behindHop(off, direct, [db, pool, direct])).toBeUndefined()
})

test('is predicted for the path that has the loss, and of who is before the hop it is said that its keepalive does not reach', () => {
  expect(predicted('pool-kernel', off)).toMatchObject({ window: [expect.any(Number), expect.any(Number)] })
  expect(predicted('app-kernel', off)).toEqual({
    window: undefined,
    mechanism: 'unknown',
    reason:
      "app's keepalive talks to pool, not to db; pool toward db: keepalive probes after 1 s of silence and gives up after 3",
  })
  expect(predicted('app-kernel', { kind: 'power-off', host: 'pool' })).toMatchObject({ mechanism: 'keepalive' })
})

test('what a client sends by itself its hop hands on, so that keepalive is off there', () => {
  const asking = { ...app, settings: { heartbeat: { everyMs: 100, deadlineMs: 500 } } }
  expect(predicted('pool-kernel', off, [db, pool, asking])?.mechanism).toBe('retransmission')
})

test('of a hop whose clients are lost as well nothing is predicted by its kernel', () => {
  expect(predicted('pool-kernel', { kind: 'black-hole', toward: 'both' })?.window).toBeUndefined()
  expect(predicted('app-kernel', { kind: 'black-hole', toward: 'both' })?.window).toBeDefined()
})

test('the end of a connection that the fault spares is no detection by the hop, and one on its path is', () => {
  const found = (connection: number) => {
    const seen = (kind: EventKind, atMs: number, id: number) =>
      ({ by: 'pool-kernel', kind, atMs, connection: id, detail: '' }) as const
    const observations = [seen('traffic', 0, 1), seen('traffic', 0, 2), seen('closed', 1_500, connection)]
    const bound: Bound = { expect: 'detection', by: 'pool-kernel', withinMs: 9_000, since: 0 }
    return outcome(bound, { observations, connections, cuts: [], endedAtMs: 9_500, steps: [step(off)] }, step(off)).kind
  }
  expect([found(1), found(2)]).toEqual(['silent', 'detected'])
})

const connections: readonly Connection[] = [
  { id: 1, from: 'app', to: 'pool', bornMs: 0 },
  { id: 2, from: 'pool', to: 'db', bornMs: 0 },
]

function step(does: Fault): StepRecord {
  return {
    id: 0,
    does,
    atMs: 1_000,
    byMs: 1_001,
    quietMs: { pool: 0, app: 0 },
    evidence: { text: 'it bit', facts: {} },
  }
}

function predicted(by: Observer, fault: Fault, hosts: readonly RunHost[] = row) {
  const on: Foreseen = {
    hosts,
    clock: 'virtual',
    seen: { observations: [], connections, cuts: [], endedAtMs: 9_500, steps: [step(fault)] },
  }
  return predictionOf({ expect: 'detection', by, withinMs: 9_000, since: 0 }, on)
}
