import { expect, test } from 'vitest'
import type { EventKind, Observation } from '../harness/model/observation.ts'
import type { RunHost } from '../harness/model/report.ts'
import { staleAnswers } from './stale.ts'

function at(atMs: number, kind: EventKind, detail = 'answered version 3'): Observation {
  return { atMs, by: 'client-app', kind, detail }
}

const clients = ['client', 'other']

function client(name: string): RunHost {
  return { name, program: name, connectsTo: ['server'], listens: false, settings: {} }
}

function stale(...observations: Observation[]): ReturnType<typeof staleAnswers> {
  return staleAnswers({ observations, hosts: clients.map(client) })
}

test('each observation is one stale answer, where the client does not count', () => {
  expect(stale(at(100, 'stale-answer'), at(200, 'stale-answer'), at(450, 'stale-answer'))).toEqual({
    answers: 3,
    forMs: 350,
  })
})

test("a client's own count goes before ours, and so does its time", () => {
  expect(
    stale(at(0, 'stale-answer', '1 stale answer in 0.0 s'), at(900, 'stale-answer', '4,000 stale answers')),
  ).toEqual({ answers: 4_000, forMs: 900 })
  expect(stale(at(100, 'stale-answer'), at(500, 'lost', 'no pong; 17 stale answers in 1.6 s'))).toEqual({
    answers: 17,
    forMs: 1_600,
  })
  expect(stale(at(100, 'stale-answer', 'stale answers: 12'))).toEqual({ answers: 12, forMs: 0 })
})

test('two outages add up', () => {
  const first = [
    at(0, 'stale-answer', '5 stale answers in 0.4 s'),
    at(500, 'traffic', 'fresh again; 6 stale answers in 0.5 s'),
  ]
  const second = [
    at(900, 'stale-answer', '1 stale answer in 0.0 s'),
    at(1_000, 'stale-answer', '2 stale answers in 0.1 s'),
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
