// Method: a league of one client beside itself, each time with one thing that is another.
import { expect, test } from 'vitest'
import type { League, LeagueMeasurement, Told } from '../../harness/model/league.ts'
import { publishedWords } from './published.ts'

const lost = (afterMs: number, words = 'read ETIMEDOUT'): Told => ({ kind: 'lost', afterMs, uncertaintyMs: 0, words })
const plain: LeagueMeasurement = {
  client: 'a',
  variant: 'as it comes',
  fault: { kind: 'power-off', host: 'server' },
  phase: 0,
  offsetMs: 1_300,
  told: lost(41_000),
  networkMs: 1,
  wallMs: 1,
}
const client = {
  ...{ id: 'a', library: 'lib', version: '1', language: 'Node', server: 'redis', subject: 'a' },
  variants: [{ name: 'as it comes', set: {} }],
} as const
const published: League = {
  schema: 1,
  tool: { name: 'halfopen', version: '0.1.0' },
  kernel: { release: '6.12', hz: 250 },
  clients: [client, { ...client, id: 'b' }],
  absent: [],
  measurements: [plain, { ...plain, client: 'b' }],
}
const having = (more: Partial<LeagueMeasurement>) => ({ ...published, measurements: [{ ...plain, ...more }] })
const only = (league: League): League => ({ ...league, clients: league.clients.slice(0, 1) })

test('who was measured as published has one line with all others, whoever else is published', () => {
  expect(publishedWords(published, published)).toEqual(['as published: a, b'])
  expect(publishedWords(only(published), published)).toEqual(['as published: a'])
  expect(publishedWords({ ...published, clients: [], measurements: [] }, published)).toEqual([])
})

test.for<[Partial<LeagueMeasurement>, string]>([
  [{ told: lost(16_000) }, 'published 41.0 s, now 16.0 s'],
  [{ told: { kind: 'doubt', reason: 'why' } }, 'published 41.0 s, now ?'],
  [{ told: lost(41_000, 'closed') }, 'published "read ETIMEDOUT", now "closed"'],
  [{ back: { kind: 'back', afterMs: 400 } }, 'published "", now "yes, 0.4 s"'],
  [{ told: lost(42_000), notRepeatable: 'x' }, 'published 41.0 s, now 42.0 s (give or take some ms)'],
])('%o is told beside what is published', ([more, words]) => {
  expect(publishedWords(only(having(more)), published)).toEqual([
    `not as published: a: as it comes, power-off, idle: ${words}`,
  ])
})

test('a row that only one of them has is told', () => {
  const words = publishedWords(only(having({ state: 'data-in-flight' })), published)
  expect(words).toEqual([
    'not as published: a: as it comes, power-off, idle: published, and not measured now; as it comes, power-off, busy: not published',
  ])
})

test('other versions and settings are told, and who is not published', () => {
  const [other, ...rest] = publishedWords(
    {
      ...published,
      tool: { name: 'halfopen', version: '0.2.0' },
      kernel: { release: '6.13', hz: 250 },
      clients: [
        { ...client, version: '2', variants: [{ name: 'as it comes', set: { timeout: 5 } }] },
        { ...client, id: 'c' },
      ],
    },
    published,
  )
  expect(other).toBe(
    'not as published: a: as it comes: published with none, now {"timeout":5}; lib 1 is published, here is 2; ' +
      'halfopen 0.1.0 is published, here is 0.2.0; on Linux 6.12 is published, here is 6.13',
  )
  expect(rest).toEqual([
    'not as published: c: not published; halfopen 0.1.0 is published, here is 0.2.0; on Linux 6.12 is published, here is 6.13',
  ])
})
