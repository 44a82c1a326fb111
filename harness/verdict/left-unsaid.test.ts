// Method: one connection that its client ended 4 s after a fault of 2 s, with what was heard and what else was seen around it; each rule beside its twin.
import { expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import type { Bound } from '../model/bound.ts'
import type { Connection, Left } from '../model/connection.ts'
import type { Observation } from '../model/observation.ts'
import type { StepRecord } from '../model/step.ts'
import { leftAnyway, leftUnsaid } from './left-unsaid.ts'

const silence: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 6_000 }
const step: StepRecord = { id: 0, does: blackHole(), atMs: 10_000, byMs: 10_000 }
const made = (left?: Left, more: Partial<Connection> = {}): Connection => ({
  ...{ id: 1, from: 'client', to: 'server', bornMs: 5_000, ...more },
  ...(left ? { left } : {}),
})
const ended = { atMs: 14_000, heardMs: 9_900 }
const gaveUp: Observation = { atMs: 14_000, by: 'client-kernel', kind: 'lost', detail: 'gave up', connection: 1 }
const seen = (connections: readonly Connection[], observations: readonly Observation[] = []) => ({
  connections,
  observations,
})

test.for([
  ['is open', seen([made(ended)])],
  ['is open though its peer had gone on talking for a while', seen([made({ ...ended, heardMs: 12_000 })])],
  ['is open though another one was ended at another age', seen([made(ended), made({ atMs: 6_000 }, { id: 2 })])],
  [
    'is open though somebody else has done with it',
    seen([made(ended), made(ended, { id: 2, from: 'app', to: 'other' })]),
  ],
  ['is open where it may have been as early', seen([made({ ...ended, atMs: 17_000, fromMs: 14_000 })])],
] as const)('an end without a word %s', ([, on]) => {
  expect(leftUnsaid({ bound: silence }, step, on)).toMatchObject({ connection: 1, to: 'server' })
})

test.for([
  ['comes right after an answer', step, seen([made({ atMs: 14_000, heardMs: 13_900 })])],
  ['comes when its peer was back', { ...step, healedAtMs: 12_000 }, seen([made({ ...ended, heardMs: 12_500 })])],
  ['comes at the age of one before', step, seen([made(ended), made({ atMs: 9_000 }, { id: 2, bornMs: 100 })])],
  ['is its kernel that gave up', step, seen([made(ended)], [gaveUp])],
  ['hands on what its own client did', step, seen([made(ended), made(ended, { id: 2, from: 'app', to: 'client' })])],
  ['comes too late', step, seen([made({ ...ended, atMs: 17_000 })])],
  ['is not its own', step, seen([made()])],
] as const)('an end that %s is none of a loss', ([, on, found]) => {
  expect(leftUnsaid({ bound: silence }, on, found)).toBeUndefined()
})

test('it is asked of words, and where a loss is not to be noticed', () => {
  const on = seen([made(ended)])
  const noticed: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 6_000 }
  expect(leftUnsaid({ bound: noticed, negated: true }, step, on)).toBeDefined()
  expect(leftUnsaid({ bound: noticed }, step, on)).toBeUndefined()
  expect(leftUnsaid({ bound: { ...silence, by: 'client-kernel' } }, step, on)).toBeUndefined()
})

test('one of its age, or as long after it heard something, is what a control has to show', () => {
  const left = leftUnsaid({ bound: silence }, step, seen([made(ended)]))
  const control = (one: Connection) => left && leftAnyway(left, { connections: [one], endedAtMs: 20_000 })
  expect(control(made({ atMs: 13_600, heardMs: 13_000 }))).toMatchObject({ kind: 'detected', afterMs: 8_600 })
  expect(control(made({ atMs: 19_000, heardMs: 15_000 }))).toMatchObject({ kind: 'detected' })
  expect(control(made({ atMs: 19_000, heardMs: 18_000 }))).toMatchObject({ kind: 'silent' })
  expect(control(made())).toMatchObject({ kind: 'silent', watchedMs: 15_000 })
})
