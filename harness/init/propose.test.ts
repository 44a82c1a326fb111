// Method: what two programs said in a healthy run and in one without the server, as records have it.
import { describe, expect, test } from 'vitest'
import type { Line } from '../model/record.ts'
import { proposalOf, type Seen } from './propose.ts'

type Said = readonly (readonly [atMs: number, host: string, text: string])[]

const start: Said = [
  [10, 'server', 'reading config.toml'],
  [20, 'server', 'listening on 10.0.1.2:4000'],
  [30, 'client', 'web 1.2.0'],
  [60, 'client', 'db connected (3 ms)'],
  [61, 'server', 'a client from 10.0.2.2'],
  [70, 'client', 'fetched 3 rows'],
]

function seen(said: Said, more: Partial<Seen> = {}): Seen {
  const lines = said.map(([atMs, host, text]): Line => ({ atMs, host, stream: 'stdout', text }))
  const connections = [{ id: 1, from: 'client', to: 'server', bornMs: 50 }]
  return { lines, observations: [], connections, injectedAtMs: 1_000, endedAtMs: 1_201_000, steps: [], ...more }
}

const healthy = seen([...start, [5_070, 'client', 'fetched 4 rows']])

test('the line before the first connection, that after it, and the first that is new without the server', () => {
  const loss = seen([
    ...start,
    [2_000, 'client', 'fetched 3 rows'],
    [32_000, 'client', 'retrying'],
    [938_000, 'client', 'db connection lost: ETIMEDOUT'],
  ])
  expect(proposalOf(healthy, loss)).toEqual({
    ready: { pattern: 'listening on', line: 'listening on 10.0.1.2:4000', afterMs: 20 },
    connected: { pattern: 'db connected', line: 'db connected (3 ms)', afterMs: 60 },
    lost: { pattern: 'db connection lost', line: 'db connection lost: ETIMEDOUT', afterMs: 937_000 },
    watchedMs: 1_200_000,
  })
})

test('of a client that ends instead when it did so, and of one that says nothing neither', () => {
  const exited = { atMs: 31_000, by: 'client-app', kind: 'exited', detail: 'exit code 1' } as const
  expect(proposalOf(healthy, seen(start, { observations: [exited] }))).toMatchObject({ exitedAfterMs: 30_000 })
  const silent = proposalOf(healthy, seen(start))
  expect(silent).not.toHaveProperty('lost')
  expect(silent).not.toHaveProperty('exitedAfterMs')
})

test('what it says in a healthy run as well is no loss, whatever its words', () => {
  const noisy = seen([...start, [80, 'client', 'retry budget 100']])
  const loss = seen([...start, [80, 'client', 'retry budget 100'], [5_000, 'client', 'retry budget 99']])
  expect(proposalOf(noisy, loss)).not.toHaveProperty('lost')
})

test('who speaks in JSON lines needs no patterns', () => {
  const own: Said = [[60, 'client', '{"halfopen":"connected"}']]
  const loss = seen([...own, [3_000, 'client', '{"halfopen":"lost","code":"ETIMEDOUT"}']])
  const found = proposalOf(seen(own), loss)
  expect(found).toEqual({ speaks: true, watchedMs: 1_200_000 })
})

test('who logs in JSON is read by its messages', () => {
  const log = (level: string, msg: string) => JSON.stringify({ level, time: 1_764_000_000, msg })
  const up: Said = [[60, 'client', log('info', 'db connected in 3 ms')]]
  const down: Said = [[9_000, 'client', log('error', 'db connection lost: ETIMEDOUT')]]
  expect(proposalOf(seen(up), seen([...up, ...down]))).toMatchObject({
    connected: { pattern: 'db connected in' },
    lost: { pattern: 'db connection lost', afterMs: 8_000 },
  })
})

test('what matches a line of the loss as well is no sign of a connection', () => {
  const up: Said = [
    [60, 'client', 'db connected'],
    [61, 'client', 'session 7 ok'],
  ]
  const down: Said = [[9_000, 'client', 'no answer: the db connected once is gone']]
  expect(proposalOf(seen(up), seen([...up, ...down])).connected?.pattern).toBe('^db connected')
  const words: Said = [[60, 'client', 'connected']]
  const gone: Said = [[9_000, 'client', 'disconnected']]
  expect(proposalOf(seen(words), seen([...words, ...gone]))).toMatchObject({
    connected: { pattern: '\\bconnected' },
    lost: { pattern: 'disconnected' },
  })
})

describe('with a server that comes back and is killed', () => {
  const away = { atMs: 1_000, byMs: 1_000, healedAtMs: 21_000 }
  const steps: Seen['steps'] = [
    { id: 0, does: { kind: 'power-off', host: 'server', backAfterMs: 20_000 }, ...away },
    { id: 1, does: { kind: 'process-kill', host: 'server' }, atMs: 121_000, byMs: 121_000 },
  ]
  const loss = seen([...start, [6_000, 'client', 'db error: heartbeat missed']])
  const killed: Said = [[121_010, 'client', 'db error: read ECONNRESET']]

  test('a pattern holds for both kinds of loss, and what it says once it is back is its return', () => {
    const back: Said = [[22_000, 'client', 'db is at work again, online after 21 s']]
    const other = seen([...start, [6_000, 'client', 'db error: heartbeat missed'], ...back, ...killed], { steps })
    expect(proposalOf(healthy, loss, other)).toMatchObject({
      lost: { pattern: 'db error', line: 'db error: heartbeat missed', afterMs: 5_000 },
      recovered: { pattern: 'db is at work again, online', afterMs: 1_000 },
    })
  })

  test('who connects again in the words of the first time needs no pattern for it', () => {
    const other = seen([...start, [22_000, 'client', 'db connected (1 ms)'], ...killed], { steps })
    expect(proposalOf(healthy, loss, other)).not.toHaveProperty('recovered')
  })

  test('who tells of a killed server alone is known by that', () => {
    const other = seen([...start, ...killed], { steps })
    expect(proposalOf(healthy, seen(start), other).lost).toEqual({
      ...{ pattern: 'db error', line: 'db error: read ECONNRESET', afterMs: 10 },
      killed: true,
    })
  })
})
