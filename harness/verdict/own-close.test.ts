import { expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import type { Fault } from '../model/fault.ts'
import type { Observation } from '../model/observation.ts'
import { closedByItself } from './own-close.ts'

const firewall = idleFirewall({ idle: '240s' })

test('a client that closed its connection itself is named, with how long that had lived', () => {
  expect(words([closed(1, 'server-kernel', 5_000)])).toBe(
    'the connection was closed by client itself after 5.0 s, before the firewall could forget it',
  )
})

test('a server that did is named in its place: who heard of it first was not the one', () => {
  expect(words([closed(1, 'client-kernel', 5_000), closed(1, 'server-kernel', 5_001)])).toMatch(/^.* by server itself/)
})

test('of several connections each has to have been closed, and the longest counts', () => {
  const first = closed(1, 'server-kernel', 5_000)
  expect(words([first], 2)).toBeUndefined()
  expect(words([first, closed(2, 'server-kernel', 307_000)], 2)).toBe(
    'each of 2 connections was closed by client itself after at most 7.0 s, before the firewall could forget it',
  )
  expect(words([first, closed(2, 'client-kernel', 307_000)], 2)).toMatch(/by one of its ends after at most 7.0 s/)
})

test('what was closed when all was over, was lost otherwise, or is another fault’s affair is no reason', () => {
  expect(words([closed(1, 'server-kernel', 900_001)])).toBeUndefined()
  expect(words([{ ...closed(1, 'server-kernel', 5_000), kind: 'lost' }])).toBeUndefined()
  expect(words([closed(1, 'server-kernel', 5_000)], 1, blackHole())).toBeUndefined()
  expect(words([], 0)).toBeUndefined()
})

/** Connections that were born 300 s after each other, until 900 s. */
function words(observations: readonly Observation[], count = 1, does: Fault = firewall): string | undefined {
  const connections = Array.from({ length: count }, (_, i) => ({
    ...{ id: i + 1, from: 'client', to: 'server' },
    bornMs: i * 300_000,
  }))
  const step = { id: 0, does, atMs: 480_000, byMs: 480_000, healedAtMs: 900_000 }
  return closedByItself(does, step, { observations, connections, cuts: [], endedAtMs: 900_500, steps: [step] })
}

function closed(connection: number, by: 'client-kernel' | 'server-kernel', atMs: number): Observation {
  return { kind: 'closed', connection, by, atMs, detail: '' }
}
