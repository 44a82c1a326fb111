import { expect, test } from 'vitest'
import type { EventKind, Observation, StaleAnswers } from '../harness/model/observation.ts'
import type { RunHost } from '../harness/model/report.ts'
import { lastedWords, staleAnswers } from './stale.ts'

function at(atMs: number, kind: EventKind, counted?: StaleAnswers): Observation {
  return {
    atMs,
    by: 'client-app',
    kind,
    detail: '9 stale answers in 9.0 s',
    ...(counted ? { stale: counted } : {}),
  }
}

const clients = ['client', 'other']

function client(name: string): RunHost {
  return { name, program: name, connectsTo: ['server'], listens: false, settings: {} }
}

function stale(...observations: Observation[]): ReturnType<typeof staleAnswers> {
  return staleAnswers({ observations, hosts: clients.map(client) })
}

test('each observation is one stale answer, where the client does not count, whatever its words say', () => {
  expect(stale(at(100, 'stale-answer'), at(200, 'stale-answer'), at(450, 'stale-answer'))).toEqual({
    answers: 3,
    forMs: 350,
  })
})

test("a client's own count goes before ours, and so does its time", () => {
  expect(stale(at(0, 'stale-answer', { answers: 1, forMs: 0 }), at(900, 'stale-answer', { answers: 4_000 }))).toEqual({
    answers: 4_000,
    forMs: 900,
  })
  expect(stale(at(100, 'stale-answer'), at(500, 'lost', { answers: 17, forMs: 1_600 }))).toEqual({
    answers: 17,
    forMs: 1_600,
  })
})

test('two outages add up', () => {
  const first = [at(0, 'stale-answer', { answers: 5, forMs: 400 }), at(500, 'traffic', { answers: 6, forMs: 500 })]
  const second = [
    at(900, 'stale-answer', { answers: 1, forMs: 0 }),
    at(1_000, 'stale-answer', { answers: 2, forMs: 100 }),
  ]
  expect(stale(...first, ...second)).toEqual({ answers: 8, forMs: 600 })
})

test('without a stale answer there is nothing to tell', () => {
  expect(stale(at(0, 'traffic'), at(1, 'lost'))).toBeUndefined()
})

test('what a server says is not an answer of the client', () => {
  expect(stale({ ...at(0, 'stale-answer'), by: 'server-app' })).toBeUndefined()
})

test("one client's good answer does not end the outage of another, and both add up", () => {
  const other = (seen: Observation): Observation => ({ ...seen, by: 'other-app' })
  const seen = [at(0, 'stale-answer'), other(at(50, 'traffic')), other(at(60, 'stale-answer')), at(100, 'stale-answer')]
  expect(stale(...seen)).toEqual({ answers: 3, forMs: 100 })
})

test('one answer has no length, and neither have many that were each corrected at once', () => {
  expect(lastedWords({ forMs: 0 })).toBe('')
  expect(lastedWords({ forMs: 1_600 })).toBe(' in 1.6 s')
})
