import { expect, test } from 'vitest'
import type { Detectors, NamespaceSettings } from './connection.ts'
import { connection, keepalive, sampleReading } from './fixtures/readings.ts'
import { auditReport } from './report.ts'

const kernel = { release: '6.12.0', hz: 250 }
const spaced = (withinMs: number | undefined, detectors: Detectors, settings?: NamespaceSettings) =>
  auditReport(
    [sampleReading({ connections: [connection(1, '198.18.2.1:1', detectors)], ...(settings && { settings }) })],
    {
      kernel,
      withinMs,
    },
  ).connections[0]?.advice.map(({ text }) => text)
const defaults = keepalive(7_200, 75, 9)
const others = { assumed: false, retries2: 15, keepalive: keepalive(600, 75, 9) }

test.for<[string, number | undefined, Detectors, string[]]>([
  ['nothing, where all is well', 60_000, { keepalive: keepalive(10, 5, 3), userTimeoutMs: 25_000 }, []],
  [
    'both, where nothing is set',
    undefined,
    { keepalive: 'off', userTimeoutMs: 'off' },
    [
      'set SO_KEEPALIVE with idle below 240 s for azure-lb',
      'set TCP_USER_TIMEOUT or a request timeout: while busy tcp_retries2=15 decides, not keepalive',
    ],
  ],
  [
    'the limit and the firewall, where the firewall forgets sooner',
    600_000,
    { keepalive: 'off', userTimeoutMs: 25_000 },
    ['set SO_KEEPALIVE with idle + interval below 600 s, idle below 240 s for azure-lb'],
  ],
  [
    'idle alone, where keepalive comes too late for a firewall',
    undefined,
    { keepalive: keepalive(300, 10, 3), userTimeoutMs: 25_000 },
    ["set keepalive's idle below 240 s for azure-lb"],
  ],
  [
    'the interval too, where it is longer than the idle time and comes too late for a firewall',
    undefined,
    { keepalive: keepalive(30, 300, 3), userTimeoutMs: 25_000 },
    ["set keepalive's idle and interval below 240 s for azure-lb"],
  ],
  [
    'an interval no longer than idle, where their sum is too late',
    60_000,
    { keepalive: keepalive(10, 30, 3), userTimeoutMs: 'off' },
    [
      "set keepalive's idle + interval x count below 60 s with an interval no longer than idle",
      'set TCP_USER_TIMEOUT or a request timeout below 60 s: while busy tcp_retries2=15 decides, not keepalive',
    ],
  ],
  [
    'no count of probes, where a user timeout replaces it',
    60_000,
    { keepalive: keepalive(100, 75, 9), userTimeoutMs: 20_000 },
    ["set keepalive's idle + interval below 60 s"],
  ],
  [
    'the user timeout, where that is what takes so long',
    60_000,
    { keepalive: keepalive(10, 5, 3), userTimeoutMs: 300_000 },
    ['set TCP_USER_TIMEOUT below 60 s: it is 300 s'],
  ],
  [
    'nothing of a user timeout that is not visible',
    60_000,
    { keepalive: 'off', userTimeoutMs: 'not visible' },
    ['set SO_KEEPALIVE with idle + interval x count below 60 s'],
  ],
  ['nothing at all, where nothing is visible', 60_000, { keepalive: 'not visible', userTimeoutMs: 'not visible' }, []],
])('%s', ([, withinMs, detectors, texts]) => {
  expect(spaced(withinMs, detectors)).toEqual(texts)
})

test('numbers that the program left to its namespace may be set there, and others not', () => {
  const set = { keepalive: defaults, userTimeoutMs: 25_000 }
  const own = "set keepalive's idle + interval below 60 s"
  expect(spaced(60_000, set)).toEqual([`${own} (the program set none: sysctl net.ipv4.tcp_keepalive_* will do)`])
  expect(spaced(60_000, set, others)).toEqual([own])
})
