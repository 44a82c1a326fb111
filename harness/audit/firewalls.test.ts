import { expect, test } from 'vitest'
import { idleMiddleboxes, middleboxes } from '../facts/middleboxes.ts'
import type { Keepalive } from './connection.ts'
import { silentFirewalls } from './firewalls.ts'
import { keepalive } from './fixtures/readings.ts'

const ids = (option: Keepalive) => {
  const { certain, possible } = silentFirewalls(option)
  return { certain: certain.map(({ id }) => id), possible: possible.map(({ id }) => id) }
}

test('without keepalive every firewall that forgets silently does, those apart that are from memory or keep it to themselves', () => {
  const { certain, possible } = ids('off')
  const silent = idleMiddleboxes.filter(box => box.atExpiry !== 'closes' && box.idleMs)
  const known = silent.filter(box => box.atExpiry === 'silent' && box.confidence !== 'unverified').map(({ id }) => id)
  expect(certain.toSorted()).toEqual(known.toSorted())
  expect(possible.toSorted()).toEqual(
    silent
      .map(({ id }) => id)
      .filter(id => !known.includes(id))
      .toSorted(),
  )
})

test('what closes both sides itself is not silent, and a limit for unacknowledged data is none for silence', () => {
  const { certain, possible } = ids('off')
  for (const id of ['aws-alb', 'haproxy', 'nginx-stream', 'linux-conntrack-unacked', 'linux-conntrack-retrans'])
    expect([...certain, ...possible]).not.toContain(id)
  expect(middleboxes.filter(({ id }) => /unacked|retrans/.test(id))).toHaveLength(2)
})

test('keepalive keeps those awake whose limit it stays below, where probes are known to count', () => {
  expect(ids(keepalive(30, 10, 3))).toEqual({
    certain: [],
    possible: ['docker-desktop', 'aws-global-accelerator', 'aws-gwlb'],
  })
})

test('keepalive that comes too late helps nothing', () => {
  const late = ids(keepalive(300, 30, 5))
  expect(late.certain).toEqual(['azure-lb', 'azure-outbound-snat'])
  expect(late.possible).toContain('mobile-carrier')
  expect(ids(keepalive(200, 30, 5)).certain).toEqual([])
})

test('the timer may be late by an eighth: so close below a limit nothing is certain', () => {
  const close = ids(keepalive(230, 10, 3))
  expect(close.certain).toEqual([])
  expect(close.possible).toContain('azure-lb')
})

test('where only the least idle time is visible, what is shorter forgets, and the others might', () => {
  const { certain, possible } = ids({ idleAtLeastMs: 400_000 })
  expect(certain).toContain('aws-nlb-tcp')
  expect(certain).not.toContain('gcp-vpc-firewall')
  expect(possible).toContain('gcp-vpc-firewall')
})

test('where nothing is visible nothing is certain', () => {
  expect(ids('not visible').certain).toEqual([])
})

test('the shortest limit comes first', () => {
  const limits = silentFirewalls('off').certain.map(({ idleMs }) => idleMs)
  expect(limits).toEqual(limits.toSorted((a, b) => a - b))
})
