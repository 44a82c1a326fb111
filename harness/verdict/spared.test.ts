// A fault that did not bite is not a finding: what is demanded of who was spared is left open, and his silence is passed for that reason.
import { expect, test } from 'vitest'
import type { Bound, Outcome } from '../model/bound.ts'
import type { Spared } from '../model/evidence.ts'
import type { Path } from '../model/observer.ts'
import type { StepRecord } from '../model/step.ts'
import type { Observer } from '../model/units.ts'
import { sparedBy, unlessSomeSpared, unlessSpared } from './spared.ts'

const endedAtMs = 60_000
const why = 'kept alive by its own probes every 15 s: this firewall never forgets it'
const hosts = [
  { name: 'a', connectsTo: ['db'] },
  { name: 'b', connectsTo: ['db'] },
  { name: 'c', connectsTo: ['relay'] },
  { name: 'relay', connectsTo: ['db'] },
  { name: 'db', connectsTo: [] },
]
const paths = [
  ['a', 'db'],
  ['b', 'db'],
  ['c', 'relay'],
  ['relay', 'db'],
] as const

test.for<[spared: string, by: Observer, word: string | undefined]>([
  ['a-db', 'a-app', why],
  ['a-db', 'a-kernel', why],
  ['a-db', 'b-app', undefined],
  ['a-db', 'db-app', undefined],
  ['a-db b-db relay-db', 'db-app', why],
  ['c-relay', 'c-app', undefined],
  ['c-relay relay-db', 'c-app', why],
  ['a-db', 'wire', undefined],
  ['a-db b-db c-relay relay-db', 'wire', why],
  ['everybody', 'b-app', why],
  ['nobody', 'a-app', undefined],
])('where %s was spared, %s had something to notice or not', ([spared, by, word]) => {
  const bound: Bound = { expect: 'detection', by, since: 0, withinMs: endedAtMs }
  expect(sparedBy(bound, step(spared), { hosts, connections, steps: [step(spared)], endedAtMs })?.why).toBe(word)
})

const by = 'a-app'
const notices: Bound = { expect: 'detection', by, since: 0, withinMs: 10_000 }
const staysSilent: Bound = { expect: 'silence', by, since: 0, forMs: 90_000 }
const recovers: Bound = { expect: 'recovery', by, since: 0, withinMs: 10_000 }

test.for<[bound: Bound, healedAtMs: number | undefined, word: string | undefined]>([
  [notices, 10_000, why],
  [notices, 10_001, undefined],
  [notices, undefined, undefined],
  [{ ...notices, withinMs: 90_000 }, endedAtMs, why],
  [staysSilent, endedAtMs, why],
  [staysSilent, endedAtMs + 1, undefined],
  [recovers, 50_000, why],
  [recovers, endedAtMs + 1, undefined],
])(
  'a fault that took nothing until it was over spares only whom it was over for before %j was due: healed at %s',
  ([bound, healedAtMs, word]) => {
    const { evidence, ...rest } = step('a-db')
    const spared = evidence?.spared?.map(one => ({ ...one, onceOver: true as const })) ?? []
    const passed = {
      ...rest,
      evidence: { text: 'in force', facts: {}, spared },
      ...(healedAtMs === undefined ? {} : { healedAtMs }),
    }
    expect(sparedBy(bound, passed, { hosts, connections, steps: [passed], endedAtMs })?.why).toBe(word)
  },
)

test.for<[Bound['expect'], boolean, string]>([
  ['detection', false, 'inconclusive'],
  ['recovery', false, 'inconclusive'],
  ['silence', true, 'inconclusive'],
  ['silence', false, 'pass'],
  ['detection', true, 'pass'],
])('a pass of %s, negated: %s, is %s then, and says why', ([expect_, negated, status]) => {
  const bound: Bound =
    expect_ === 'silence'
      ? { expect: expect_, by: 'a-app', since: 0, forMs: 1_000 }
      : { expect: expect_, by: 'a-app', since: 0, withinMs: 1_000 }
  expect(unlessSpared({ why }, bound, negated, { status: 'pass' })).toEqual({ status, reason: why })
  expect(unlessSpared(undefined, bound, negated, { status: 'pass' })).toEqual({ status: 'pass' })
})

test('where each was asked, those that had nothing to notice leave a pass open, unless they noticed as well', () => {
  const found = (connections: { noticed: number; of: number; spared?: number }) =>
    ({ kind: 'detected', at: 0, afterMs: 1, connections }) as unknown as Outcome
  const some = new Map([[2, why]])
  const judge = (...counts: Parameters<typeof found>) => unlessSomeSpared(found(...counts), some, { status: 'pass' })
  expect(judge({ noticed: 1, of: 1, spared: 1 })).toEqual({
    status: 'inconclusive',
    reason: `1 of 2 connections noticed; ${why}`,
  })
  expect(judge({ noticed: 2, of: 2 })).toEqual({ status: 'pass' })
})

test('who gives up although he was spared fails a demand for silence', () => {
  const failed = { status: 'fail', expected: 'silence', actual: 'gave up' } as const
  expect(unlessSpared({ why }, { expect: 'silence', by: 'a-app', since: 0, forMs: 1 }, false, failed)).toEqual(failed)
})

const connections = paths.map(([from, to], at) => ({
  id: at + 1,
  from,
  to,
  bornMs: 0,
  local: { address: '198.18.1.2', port: 40_000 + at },
  remote: { address: '198.18.2.2', port: 7_000 },
}))

function step(words: string): StepRecord {
  const each = (word: string): Spared => {
    const [from, to] = word.split('-')
    return from !== undefined && to !== undefined ? { ...({ from, to } satisfies Path), why } : { why }
  }
  const spared = words === 'nobody' ? [] : words.split(' ').map(each)
  return {
    id: 0,
    does: { kind: 'idle-firewall', idleMs: 90_000, onNextPacket: 'drop' },
    atMs: 0,
    byMs: 0,
    evidence: { text: 'in force', facts: {}, spared },
  }
}
