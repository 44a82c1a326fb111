// A system as it was seen: two pairs that have nothing to do with each other, and an app behind a pool beside another client of the same database. Each
// fault that spares somebody has its twin that strikes him, so that no address can be read wrongly either way.
import { describe, expect, test } from 'vitest'
import type { Bound } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import type { Lookup } from '../model/lookup.ts'
import type { Action, StepRecord } from '../model/step.ts'
import type { Observer } from '../model/units.ts'
import { bystander } from './bystander.ts'
import { sparedBy, unlessSpared } from './spared.ts'

const paths = [
  ['near', 'a', 7_000],
  ['far', 'b', 7_000],
  ['app', 'pool', 7_000],
  ['pool', 'db', 5_432],
  ['other', 'db', 5_432],
] as const
const hosts = ['a', 'b', 'db', 'pool', 'near', 'far', 'app', 'other'].map(name => ({
  name,
  connectsTo: paths.filter(([from]) => from === name).map(([, to]) => to as string),
}))
const connections = paths.map(([from, to, port], at) => ({
  ...{ id: at + 1, from, to, bornMs: 100, local: { address: '198.18.1.2', port: 40_000 + at } },
  remote: { address: '198.18.2.2', port },
}))
const found = connections.map(({ id, from, to }) => {
  return { connection: id, from, to, state: 'idle', unackedBytes: 0, quietMs: 0 } as const
})
const seen = { hosts, connections }

function step(does: Action, more: Partial<StepRecord> = {}): StepRecord {
  return { id: 0, does, atMs: 1_000, byMs: 1_000, found, evidence: { text: 'in force', facts: {} }, ...more }
}

function why(by: Observer, does: Fault, on: object = {}): string | undefined {
  return bystander(by, step(does), { ...seen, ...on })?.why
}

describe('a fault with an address', () => {
  test.for<[Fault, Observer, string]>([
    [{ kind: 'power-off', host: 'b' }, 'far-app', 'went through b, which was switched off'],
    [{ kind: 'process-kill', host: 'b' }, 'far-app', 'went through b, which was killed'],
    [{ kind: 'frozen-peer', host: 'b' }, 'far-kernel', 'went through b, which was stopped'],
    [{ kind: 'suspend', host: 'b' }, 'far-app', 'went through b, which was suspended'],
    [{ kind: 'link-down', host: 'b', end: 'own' }, 'far-app', 'went through b, which was cut off'],
    [{ kind: 'cpu-starvation', host: 'b', sharePercent: 5 }, 'far-app', 'went through b, which was starved'],
    [{ kind: 'cpu-competition', host: 'b', competitors: 9 }, 'far-app', 'went through b, which was starved'],
    [
      { kind: 'takeover', host: 'b', by: 'a', afterMs: 0, announce: true },
      'far-app',
      'went through b, which was switched off',
    ],
    [{ kind: 'black-hole', toward: 'b' }, 'far-app', 'went to b or from it, where black-hole struck'],
    [{ kind: 'reject', answer: 'reset', toward: 'far' }, 'b-app', 'went to far or from it, where reject struck'],
    [{ kind: 'slow', delayMs: 5, between: ['far', 'b'] }, 'wire:far>b', 'went between far and b, where slow struck'],
    [{ kind: 'duplicate', percent: 5, between: ['b', 'far'] }, 'far-app', 'between b and far, where duplicate struck'],
    [{ kind: 'black-hole', toward: 'both', port: 5_432 }, 'db-app', 'went to port 5432, where black-hole struck'],
    [
      { kind: 'connection-reset', connection: 2 },
      'far-app',
      'went by connection 2, the only one that connection-reset',
    ],
    [
      { kind: 'conntrack-flush', onNextPacket: 'drop', between: ['far', 'b'], connection: 'oldest' },
      'far-app',
      'went by connection 2, the only one that conntrack-flush struck',
    ],
  ])('%j is no affair of who has no connection there, and is that of %s', ([does, struck, words]) => {
    expect(why('near-app', does)).toContain(words)
    expect(why('near-app', does)).toMatch(/^nothing of this connection /)
    expect(why(struck, does)).toBeUndefined()
  })

  test('is that of the app whose pool it strikes, and of the path on which the pool would hand it on', () => {
    const off: Fault = { kind: 'power-off', host: 'db' }
    for (const by of ['app-app', 'wire:app>pool', 'pool-kernel', 'wire'] as const)
      expect(why(by, off), by).toBeUndefined()
    expect(why('wire:near>a', off)).toBe('nothing of this connection went through db, which was switched off')
  })

  test('between two hosts is no affair of who has to do with one of them', () => {
    const does: Fault = { kind: 'black-hole', toward: 'both', between: ['pool', 'db'] }
    expect(why('other-app', does)).toBe('nothing of this connection went between pool and db, where black-hole struck')
    expect(why('app-app', does)).toBeUndefined()
  })

  test('is that of who was told to connect there, where the way to his hop was not seen', () => {
    const unseen = connections.map(one => (one.from === 'app' ? { ...one, to: 'a' } : one))
    expect(why('app-app', { kind: 'power-off', host: 'db' }, { connections: unseen })).toBeUndefined()
  })

  test('is that of who went there, if only once, whatever he was told to connect to', () => {
    const gone = connections.map(one => (one.id === 1 ? { ...one, to: 'b' } : one))
    const off: Fault = { kind: 'power-off', host: 'b' }
    expect(why('near-app', off, { connections: gone })).toBeUndefined()
    const never = hosts.map(host => (host.name === 'near' ? { ...host, connectsTo: ['a', 'b'] } : host))
    expect(why('near-app', off, { hosts: never })).toContain('nothing of this connection went through b')
  })

  test('is told of nobody whose connections were not seen, and not where some were left out', () => {
    const off: Fault = { kind: 'power-off', host: 'b' }
    expect(why('near-app', off, { connections: [] })).toBeUndefined()
    expect(why('near-app', off, { connections: [...connections, { ...connections[0], id: 20_000 }] })).toBeUndefined()
    const anywhere = connections.map(({ remote: _, ...one }) => one)
    expect(why('near-app', { kind: 'reject', answer: 'reset', port: 1 }, { connections: anywhere })).toBeUndefined()
  })

  test('is that of who has the oldest connection that stands, and not of who had one before', () => {
    const stands = found.filter(({ connection }) => connection > 1)
    const does: Fault = { kind: 'connection-reset', connection: 'oldest' }
    const on = step(does, { found: stands })
    expect(['near-app', 'far-app'].map(by => bystander(by as Observer, on, seen)?.why)).toEqual([
      'nothing of this connection went by connection 2, the only one that connection-reset struck',
      undefined,
    ])
    expect(bystander('near-app', step(does, { found: [] }), seen)).toBeUndefined()
  })

  test('that has none strikes everybody', () => {
    for (const does of [{ kind: 'black-hole', toward: 'both' }, { kind: 'none' }] as const)
      expect(why('near-app', does)).toBeUndefined()
  })
})

describe('a fault of names', () => {
  const asks = (host: string, atMs: number, name = 'DB.test', lastAtMs?: number): Lookup => {
    return { atMs, host, name, type: 'A', answer: 'dropped', ...(lastAtMs === undefined ? {} : { lastAtMs }) }
  }
  const vanish: Fault = { kind: 'dns-black-hole' }
  const moves: Fault = { kind: 'name-move', name: 'db.test', to: ['b'] }

  test.for<[Fault, readonly Lookup[], string | undefined]>([
    [vanish, [], 'near did not ask for a name while that was so'],
    [vanish, [asks('near', 500)], 'near did not ask for a name while that was so'],
    [vanish, [asks('far', 1_500)], 'near did not ask for a name while that was so'],
    [vanish, [asks('near', 1_500)], undefined],
    [vanish, [asks('near', 500, 'a.test', 1_500)], undefined],
    [{ kind: 'slow-dns', delayMs: 5 }, [], 'near did not ask for a name while that was so'],
    [{ kind: 'fail-dns', answer: 'SERVFAIL' }, [asks('near', 1_500)], undefined],
    [moves, [asks('near', 500), asks('near', 1_500, 'other.test')], 'near did not ask for db.test once it had moved'],
    [moves, [asks('near', 500), asks('near', 1_500)], undefined],
  ])('%j with %j: %s', ([does, lookups, words]) => {
    expect(why('near-app', does, { lookups })).toBe(words)
  })

  test('is that of the app whose pool asks, and no more than until it is healed', () => {
    expect(why('app-app', vanish, { lookups: [asks('pool', 1_500)] })).toBeUndefined()
    const healed = step(vanish, { healedAtMs: 1_400 })
    expect(bystander('near-app', healed, { ...seen, lookups: [asks('near', 1_500)] })?.why).toContain('did not ask')
  })

  test('tells of nobody where look-ups were left out', () => {
    const many = Array.from({ length: 1_000 }, () => asks('far', 1))
    expect(why('near-app', vanish, { lookups: many })).toBeUndefined()
  })
})

describe('who has to do with those who were struck', () => {
  const off: Fault = { kind: 'power-off', host: 'other' }
  const pass = { status: 'pass' } as const
  const fail = { status: 'fail', expected: 'x', actual: 'y' } as const
  const demand = (expected: 'detection' | 'recovery'): Bound => {
    return { expect: expected, by: 'pool-app', since: 0, withinMs: 1 }
  }

  test('may be told of it by the one whom both know: he is believed when he says so, and not blamed when he does not', () => {
    const told = bystander('pool-app', step(off), seen)
    expect(told).toEqual({ why: 'nothing of its 2 connections went through other, which was switched off', told: true })
    expect(unlessSpared(told, demand('detection'), false, pass)).toEqual(pass)
    expect(unlessSpared(told, demand('detection'), false, fail)).toEqual({ status: 'inconclusive', reason: told?.why })
    expect([pass, fail].map(found => unlessSpared(told, demand('recovery'), false, found))).toEqual([pass, fail])
  })

  test('may be told by one who connects to both', () => {
    const hub = { name: 'hub', connectsTo: ['left', 'right'] }
    const [left, right] = ['left', 'right'].map((to, at) => ({ id: at + 1, from: 'hub', to, bornMs: 0 }))
    const traffic = { hosts: [hub, { name: 'left', connectsTo: [] }, { name: 'right', connectsTo: [] }] }
    const between = [left, right].filter(one => one !== undefined)
    const told = bystander('right-app', step({ kind: 'power-off', host: 'left' }), { ...traffic, connections: between })
    expect(told).toMatchObject({ told: true })
  })

  test('is told nothing where nobody knows both', () => {
    const untold = bystander('near-app', step(off), seen)
    expect(untold).not.toHaveProperty('told')
    for (const found of [pass, fail])
      expect(unlessSpared(untold, demand('detection'), false, found)).toMatchObject({ status: 'inconclusive' })
  })
})

describe('of several steps', () => {
  const beside = step({ kind: 'power-off', host: 'b' })
  const own = (more: Partial<StepRecord>) => step({ kind: 'power-off', host: 'a' }, { id: 1, ...more })
  const of = (...others: StepRecord[]) =>
    sparedBy({ expect: 'detection', by: 'near-app', since: 0, withinMs: 60_000 }, beside, {
      ...seen,
      steps: [beside, ...others],
      endedAtMs: 60_000,
    })

  test('one that strikes him and stands, or comes later, leaves something to notice', () => {
    expect(of()).toBeDefined()
    expect(of(own({ atMs: 2_000 }))).toBeUndefined()
    expect(of(own({ atMs: 500 }))).toBeUndefined()
    expect(of(own({ atMs: 500, healedAtMs: 900 }))).toBeDefined()
    expect(of(step({ kind: 'power-off', host: 'far' }, { id: 1 }))).toBeDefined()
    expect(of(step({ kind: 'none' }, { id: 1 }))).toBeDefined()
  })

  test('a command may have done anything', () => {
    const command = { file: 'true', args: [] }
    expect(of(step({ kind: 'run', on: 'a', command }, { id: 1 }))).toMatchObject({ told: true })
  })
})
