import { expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import { conntrackFlush } from '../faults/conntrack-flush.ts'
import { cpuStarvation } from '../faults/cpu-starvation.ts'
import { frozenPeer } from '../faults/frozen-peer.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { linkDown } from '../faults/link-down.ts'
import { mtuBlackHole } from '../faults/mtu-black-hole.ts'
import { powerOff } from '../faults/power-off.ts'
import { processKill } from '../faults/process-kill.ts'
import { reject } from '../faults/reject.ts'
import { slow } from '../faults/slow.ts'
import { takeover } from '../faults/takeover.ts'
import type { FaultOn } from '../model/fault.ts'

test('faults are plain data', () => {
  expect([powerOff('server'), frozenPeer('server'), processKill('client')]).toEqual([
    { kind: 'power-off', host: 'server' },
    { kind: 'frozen-peer', host: 'server' },
    { kind: 'process-kill', host: 'client' },
  ])
})

test('a black hole swallows both ways and stays, unless told otherwise', () => {
  expect(blackHole()).toEqual({ kind: 'black-hole', toward: 'both' })
  expect(blackHole({ toward: 'server', for: '5s' })).toEqual({ kind: 'black-hole', toward: 'server', forMs: 5_000 })
})

test('an idle firewall drops what comes later, unless it is to answer with a RST', () => {
  expect(idleFirewall({ idle: '350s' })).toEqual({ kind: 'idle-firewall', idleMs: 350_000, onNextPacket: 'drop' })
  expect(idleFirewall({ idle: 3, onNextPacket: 'reset' })).toMatchObject({ onNextPacket: 'reset' })
})

test('an idle firewall may be a middlebox by its name, with the limit that it is known for', () => {
  expect([idleFirewall('aws-nlb'), idleFirewall('azure-lb')]).toEqual([
    { kind: 'idle-firewall', idleMs: 350_000, onNextPacket: 'reset', box: 'aws-nlb-tcp' },
    { kind: 'idle-firewall', idleMs: 240_000, onNextPacket: 'drop', box: 'azure-lb' },
  ])
})

test('where nobody says what becomes of the next packet, it is dropped', () => {
  expect(idleFirewall('gcp-cloud-nat')).toMatchObject({ idleMs: 1_200_000, onNextPacket: 'drop' })
})

test('a middlebox that tells its clients, or of which no limit is known, is no idle firewall', () => {
  expect(() => idleFirewall('aws-alb')).toThrow(
    'Cannot use AWS Application Load Balancer as an idle firewall: it closes connections, and notifies both ends, got "aws-alb"',
  )
  expect(() => idleFirewall('cloudflare-spectrum')).toThrow('nobody says after how long it forgets')
  expect(() => idleFirewall('linux-conntrack-retrans')).toThrow('its limit is of data that nobody acknowledges')
  expect(() => idleFirewall('aws-nbl')).toThrow('Did you mean "aws-nlb"?')
})

test('packet faults are plain data, silent and announced unless told otherwise', () => {
  expect([takeover(), takeover({ after: '2s', announce: false })]).toEqual([
    { kind: 'takeover', host: 'server', by: 'standby', afterMs: 0, announce: true },
    { kind: 'takeover', host: 'server', by: 'standby', afterMs: 2_000, announce: false },
  ])
  expect(powerOff('server', { neighbours: 'unreachable', backAfter: '1s' })).toEqual({
    kind: 'power-off',
    host: 'server',
    neighbours: 'unreachable',
    backAfterMs: 1_000,
  })
  expect(() => reject(JSON.parse('{"answer":"reset"}'))).toThrow("Write reject('host-unreachable'), or reset")
  expect([reject('reset'), linkDown('client'), linkDown('server', { end: 'own' })]).toEqual([
    { kind: 'reject', answer: 'reset' },
    { kind: 'link-down', host: 'client', end: 'far' },
    { kind: 'link-down', host: 'server', end: 'own' },
  ])
  expect([mtuBlackHole({ maxBytes: 1_000 }), conntrackFlush()]).toEqual([
    { kind: 'mtu-black-hole', maxBytes: 1_000 },
    { kind: 'conntrack-flush', onNextPacket: 'drop' },
  ])
})

test('a slow way is slow both ways and stays so, unless told otherwise', () => {
  expect([slow({ delay: '2s' }), slow({ loss: 5 }), slow({ delay: '1s', jitter: 0, loss: 0 })]).toEqual([
    { kind: 'slow', delayMs: 2_000 },
    { kind: 'slow', delayMs: 0, lossPercent: 5 },
    { kind: 'slow', delayMs: 1_000 },
  ])
  expect(slow({ delay: '2s', jitter: '100ms', loss: 0.5, toward: 'client', for: '1m' })).toEqual({
    kind: 'slow',
    delayMs: 2_000,
    jitterMs: 100,
    lossPercent: 0.5,
    toward: 'client',
    forMs: 60_000,
  })
})

test('what slows nothing, and what lets nothing through, is refused, with the fix', () => {
  expect(() => slow({})).toThrow(
    `Cannot use the fault slow: it has neither delay nor loss, got "0". Write slow({ delay: '2s' }) [E_SLOW]`,
  )
  expect(() => slow({ loss: 100 })).toThrow('below 100, got "100". For all of them write blackHole()')
  expect(() => slow({ loss: Number.NaN })).toThrow('E_SLOW')
  expect(() => slow({ delay: '1s', jitter: '2s' })).toThrow('jitter is longer than delay, got "2000"')
  // @ts-expect-error: misspelt
  expect(() => slow({ delay: '1s', lost: 2 })).toThrow('Did you mean "loss"?')
})

test('a pause is a frozen peer that goes on by itself', () => {
  expect(frozenPeer('server', { for: '5s' })).toEqual({ kind: 'frozen-peer', host: 'server', forMs: 5_000 })
})

test('a starved host has a share of one CPU, neither none nor all', () => {
  expect(cpuStarvation({ host: 'server' }, { sharePercent: 5 })).toEqual({
    kind: 'cpu-starvation',
    host: 'server',
    sharePercent: 5,
  })
  expect(() => cpuStarvation('server', { sharePercent: 0 })).toThrow(
    'For no CPU at all write frozenPeer(host) [E_SHARE]',
  )
  expect(() => cpuStarvation('server', { sharePercent: 100 })).toThrow('E_SHARE')
})

test('a load beside a host is so many loops, as nice as they are told', () => {
  expect(cpuStarvation('server', { competitors: 9 })).toEqual({
    kind: 'cpu-competition',
    host: 'server',
    competitors: 9,
  })
  expect(cpuStarvation({ host: 'db' }, { competitors: 1, nice: 19, for: '30s' })).toEqual({
    kind: 'cpu-competition',
    host: 'db',
    competitors: 1,
    nice: 19,
    forMs: 30_000,
  })
  expect(cpuStarvation('server', { sharePercent: 5, for: '1m' })).toMatchObject({ sharePercent: 5, forMs: 60_000 })
})

test.for<[() => unknown, string]>([
  [() => cpuStarvation('server', { competitors: 0 }), 'competitors is a whole number from 1 to 100, got "0"'],
  [() => cpuStarvation('server', { competitors: 1.5 }), 'competitors is a whole number from 1 to 100, got "1.5"'],
  [() => cpuStarvation('server', { competitors: 101 }), 'competitors is a whole number from 1 to 100, got "101"'],
  [() => cpuStarvation('server', { competitors: 1, nice: -5 }), 'nice is a whole number from 0 to 19, got "-5"'],
  // @ts-expect-error: who is nice
  [() => cpuStarvation('server', { sharePercent: 5, nice: 5 }), 'only competitors can be nice'],
  // @ts-expect-error: two ways to say how much is left
  [() => cpuStarvation('server', { sharePercent: 5, competitors: 5 }), 'it is by sharePercent or by competitors'],
  // @ts-expect-error: misspelt
  [() => cpuStarvation('server', { competitor: 9 }), 'Did you mean "competitors"?'],
  // @ts-expect-error: nothing said
  [() => cpuStarvation('server', {}), 'got "undefined"'],
])('a load that there cannot be is refused: %s', ([make, message]) => {
  expect(make).toThrow(message)
})

test('a host may be named by a program that runs on it', () => {
  expect(powerOff({ host: 'server' })).toEqual({ kind: 'power-off', host: 'server' })
  expect(blackHole({ toward: { host: 'app' }, between: [{ host: 'app' }, 'db'] })).toEqual({
    kind: 'black-hole',
    toward: 'app',
    between: ['app', 'db'],
  })
})

test('a fault on hosts of other names than those of a scenario does not compile', () => {
  const onPair = (fault: FaultOn<'client' | 'server'>) => fault.kind
  const faults = [
    onPair(powerOff('server')),
    onPair(blackHole()),
    onPair(blackHole({ between: ['client', 'server'] })),
    onPair(slow({ delay: '1s', toward: 'client' })),
    // @ts-expect-error: no such host
    onPair(powerOff('sever')),
    // @ts-expect-error: no such host
    onPair(blackHole({ toward: 'sever' })),
    // @ts-expect-error: no such host
    onPair(blackHole({ between: ['client', 'sever'] })),
    // @ts-expect-error: no standby
    onPair(takeover()),
  ]
  expect(faults).toHaveLength(8)
})

test('a takeover is from the server to the standby, unless both are named', () => {
  expect(takeover()).toMatchObject({ host: 'server', by: 'standby' })
  expect(takeover({ host: 'a', by: { host: 'b' } })).toMatchObject({ host: 'a', by: 'b' })
  // @ts-expect-error: who takes it over
  expect(takeover({ host: 'a' })).toMatchObject({ host: 'a', by: 'standby' })
})

test('nobody takes over from itself', () => {
  expect(() => takeover({ host: 'a', by: { host: 'a' } })).toThrow(/from itself, got "a".*\[E_HOST\]$/s)
})

test.for<[string, () => unknown, string]>([
  // @ts-expect-error: of old
  ['blackHole', () => blackHole({ forMs: '5s' }), 'for'],
  // @ts-expect-error: of old
  ['frozenPeer', () => frozenPeer('server', { forMs: '5s' }), 'for'],
  // @ts-expect-error: of old
  ['slow', () => slow({ delay: '2s', forMs: '5s' }), 'for'],
  // @ts-expect-error: of old
  ['powerOff', () => powerOff('server', { backAfterMs: '30s' }), 'backAfter'],
  // @ts-expect-error: of old
  ['takeover', () => takeover({ afterMs: '2s' }), 'after'],
  // @ts-expect-error: of old
  ['idleFirewall', () => idleFirewall({ idleMs: '350s' }), 'idle'],
])('a duration of %s that is written with its unit is refused, with the name that it has', ([, make, name]) => {
  expect(make).toThrow(new RegExp(`unknown field, got "${name}Ms".*Did you mean "${name}"\\? \\[E_UNKNOWN_FIELD\\]$`))
})

test('an unknown host or field is refused, with the fix', () => {
  expect(() => powerOff('the router')).toThrow('Cannot use the fault: it needs a host, got "the router"')
  expect(() => powerOff('wire')).toThrow('it needs a host, got "wire"')
  // @ts-expect-error: no host
  expect(() => powerOff()).toThrow('it needs a host, got "undefined"')
  // @ts-expect-error: misspelt
  expect(() => blackHole({ towards: 'server' })).toThrow('Did you mean "toward"?')
  // @ts-expect-error: misspelt
  expect(() => takeover({ anounce: false })).toThrow('Did you mean "announce"?')
})
