// Method: each row is a testbed of its own, all of them at work at once: three connections, one fault, ten seconds of watching. Times
// are the kernel's; the windows around them are as wide as a busy machine needs and still tell a first probe (1 s) from three (4.1 s),
// and those from a retransmission limit (tcp_retries2=3: 6.8 s). Code that did nothing at all would pass no row but the control.
import { expect, test } from 'vitest'
import { boxed } from '../fixtures/boxed.ts'
import { type End, type Row, type RowCase, row } from '../fixtures/three-clients.ts'

type Window = readonly [code: string, fromMs: number, toMs: number]

const never = undefined
const atOnce = (code: string): Window => [code, 0, 1_500]
const firstProbe = (code: string): Window => [code, 200, 2_500]
const lastProbe = (code = 'ETIMEDOUT'): Window => [code, 3_000, 5_200]
const retries = (code = 'ETIMEDOUT'): Window => [code, 5_500, 9_500]
/** Sending fails in the client's own kernel: tried again every 0.5 s. */
const ownFailure = (code = 'ETIMEDOUT'): Window => [code, 2_500, 4_500]

interface Expected {
  readonly keepalive: Window | undefined
  readonly sender: Window | undefined
  readonly evidence: RegExp
}

/** Segments of 512 bytes from the first on: RFC 4821. */
const probing = { 'net.ipv4.tcp_mtu_probing': 2, 'net.ipv4.tcp_base_mss': 512 }

const cases: readonly (readonly [string, RowCase, Expected])[] = [
  [
    'the control, nothing: nobody notices anything',
    { fault: { kind: 'none' } },
    { keepalive: never, sender: never, evidence: /passed on since$/ },
  ],
  [
    'reject with a RST: the first probe and the sender are told',
    { fault: { kind: 'reject', answer: 'reset' } },
    {
      keepalive: firstProbe('ECONNRESET'),
      sender: atOnce('ECONNRESET'),
      evidence:
        /^2 packets toward the server and 0 packets toward the client refused, 2 answered with reset, none passed on$/,
    },
  ],
  [
    'reject with a RST over IPv6: the same',
    { fault: { kind: 'reject', answer: 'reset' }, family: 6 },
    { keepalive: firstProbe('ECONNRESET'), sender: atOnce('ECONNRESET'), evidence: /2 answered with reset/ },
  ],
  [
    'host unreachable: a soft error, found when the probes are used up, and sooner by the sender',
    { fault: { kind: 'reject', answer: 'host-unreachable' } },
    { keepalive: lastProbe(), sender: ['EHOSTUNREACH', 2_500, 9_500], evidence: /answered with host-unreachable/ },
  ],
  [
    'host unreachable over IPv6: a soft error, and nobody is quicker for it',
    { fault: { kind: 'reject', answer: 'host-unreachable' }, family: 6 },
    { keepalive: lastProbe(), sender: retries('EHOSTUNREACH'), evidence: /answered with host-unreachable/ },
  ],
  [
    'port unreachable: a soft error',
    { fault: { kind: 'reject', answer: 'port-unreachable' } },
    { keepalive: lastProbe(), sender: retries('ECONNREFUSED'), evidence: /answered with port-unreachable/ },
  ],
  [
    'administratively prohibited: a soft error',
    { fault: { kind: 'reject', answer: 'admin-prohibited' } },
    { keepalive: lastProbe(), sender: retries('EHOSTUNREACH'), evidence: /answered with admin-prohibited/ },
  ],
  [
    "the server's cable pulled at the router: nobody is told",
    { fault: { kind: 'link-down', host: 'server', end: 'far' } },
    {
      keepalive: lastProbe(),
      sender: retries(),
      evidence: /^rs is down, s0 has no carrier; \d+ packets to 198\.18\.2\.2, none from it$/,
    },
  ],
  [
    "the server's own device down, over IPv6: the same",
    { fault: { kind: 'link-down', host: 'server', end: 'own' }, family: 6 },
    { keepalive: lastProbe(), sender: retries(), evidence: /^s0 is down, rs has no carrier; .* 2001:2:0:2::2/ },
  ],
  [
    "the client's cable pulled at the router: nobody is told",
    { fault: { kind: 'link-down', host: 'client', end: 'far' } },
    { keepalive: lastProbe(), sender: retries(), evidence: /^rc is down, c0 has no carrier/ },
  ],
  [
    "the client's own device down: what it sends fails at home, and is given up sooner",
    { fault: { kind: 'link-down', host: 'client', end: 'own' } },
    { keepalive: lastProbe(), sender: ownFailure(), evidence: /^c0 is down, rc has no carrier/ },
  ],
  [
    "the client's own device down, over IPv6: the same, and the error names the network",
    { fault: { kind: 'link-down', host: 'client', end: 'own' }, family: 6 },
    { keepalive: lastProbe('ENETUNREACH'), sender: ownFailure('ENETUNREACH'), evidence: /^c0 is down/ },
  ],
  [
    'an MTU black hole: probes are small and pass, a long write never arrives',
    { fault: { kind: 'mtu-black-hole', maxBytes: 1_000 }, sendBytes: 20_000 },
    { keepalive: never, sender: retries(), evidence: /^\d+ packets longer than 1000 bytes dropped, none passed on$/ },
  ],
  [
    'an MTU black hole over IPv6: the same',
    { fault: { kind: 'mtu-black-hole', maxBytes: 1_300 }, sendBytes: 20_000, family: 6 },
    { keepalive: never, sender: retries(), evidence: /longer than 1300 bytes/ },
  ],
  [
    'an MTU black hole and short messages: nobody notices anything',
    { fault: { kind: 'mtu-black-hole', maxBytes: 1_000 } },
    { keepalive: never, sender: never, evidence: /^0 packets longer than 1000 bytes, and 2 of our own dropped/ },
  ],
  [
    'an MTU black hole and a burst of segments that are short enough, over IPv6: they arrive',
    { fault: { kind: 'mtu-black-hole', maxBytes: 1_300 }, sendBytes: 20_000, sysctls: probing, family: 6 },
    {
      keepalive: never,
      sender: never,
      evidence: /longer than 1300 bytes(, and 2 of our own)? dropped, none passed on$/,
    },
  ],
  [
    'an MTU black hole and a burst of segments that are short enough: they arrive',
    { fault: { kind: 'mtu-black-hole', maxBytes: 1_000 }, sendBytes: 20_000, sysctls: probing },
    {
      keepalive: never,
      sender: never,
      evidence: /longer than 1000 bytes(, and 2 of our own)? dropped, none passed on$/,
    },
  ],
  [
    'a flushed firewall that drops: found by probes and by the sender, each by its own limit',
    { fault: { kind: 'conntrack-flush', onNextPacket: 'drop' } },
    {
      keepalive: lastProbe(),
      sender: retries(),
      evidence: /^forgot 3 connections at once; \d+ packets of no connection that it knows dropped$/,
    },
  ],
  [
    'a flushed firewall that answers with a RST, over IPv6: the first probe and the sender are told',
    { fault: { kind: 'conntrack-flush', onNextPacket: 'reset' }, family: 6 },
    {
      keepalive: firstProbe('ECONNRESET'),
      sender: atOnce('ECONNRESET'),
      evidence: /2 packets .* answered with a RST$/,
    },
  ],
  [
    'an idle firewall that drops: keepalive lives, the sender sends into nothing',
    { fault: { kind: 'idle-firewall', idleMs: 3_000, onNextPacket: 'drop' }, watchMs: 8_500 },
    {
      keepalive: never,
      sender: retries(),
      evidence:
        /^forgot \d connections? after (2\.9[89]|3\.\d\d) s without a packet, limit 3\.00 s, remembers 1; \d+ packets .* dropped$/,
    },
  ],
  [
    'an idle firewall that answers with a RST, over IPv6: keepalive lives, the sender is told',
    { fault: { kind: 'idle-firewall', idleMs: 3_000, onNextPacket: 'reset' }, family: 6, watchMs: 3_000 },
    { keepalive: never, sender: atOnce('ECONNRESET'), evidence: /remembers 1; 1 packet .* answered with a RST$/ },
  ],
  [
    'a takeover that is announced: the standby knows nothing of the connections and says so',
    { fault: { kind: 'takeover', host: 'server', by: 'standby', afterMs: 0, announce: true }, standby: true },
    {
      keepalive: firstProbe('ECONNRESET'),
      sender: atOnce('ECONNRESET'),
      evidence:
        /process(?:es)? killed, 3 sockets destroyed; 1 packet to 198\.18\.2\.2, none from it; then the standby \(02:00:00:00:02:03\) took over, announced: the router has 198\.18\.2\.2 at 02:00:00:00:02:03,/,
    },
  ],
  [
    'a takeover that is announced, over IPv6: the same',
    {
      fault: { kind: 'takeover', host: 'server', by: 'standby', afterMs: 0, announce: true },
      standby: true,
      family: 6,
    },
    {
      keepalive: firstProbe('ECONNRESET'),
      sender: atOnce('ECONNRESET'),
      evidence: /2001:2:0:2::2 at 02:00:00:00:02:03$/,
    },
  ],
  [
    'a takeover that is not announced: the router goes on sending to the dead server',
    { fault: { kind: 'takeover', host: 'server', by: 'standby', afterMs: 0, announce: false }, standby: true },
    {
      keepalive: lastProbe(),
      sender: retries(),
      evidence: /unannounced: the router has 198\.18\.2\.2 at 02:00:00:00:02:02,/,
    },
  ],
]

await boxed(import.meta, () => {
  const rows = cases.map(async ([, given]) => await row(given))
  for (const made of rows) made.catch(() => {})
  for (const [at, [title, given, expected]] of cases.entries()) {
    test(title, async () => {
      const found = await rows[at]
      expect(found?.idle, 'an idle connection without keepalive notices nothing, ever').toBeUndefined()
      expectEnd(found?.keepalive, expected.keepalive)
      expectEnd(found?.sender, expected.sender)
      expect(found?.answered).toBe(expected.sender === undefined)
      expect(found?.evidence).toMatch(expected.evidence)
      expect(found?.spanMs).toBeGreaterThanOrEqual(0)
      expectHealed(given, found)
    })
  }
})

function expectEnd(end: End | undefined, window: Window | undefined): void {
  const [code, fromMs, toMs] = window ?? [undefined, 0, 0]
  expect(end?.[0]).toBe(code)
  if (!end) return
  expect(end[1]).toBeGreaterThanOrEqual(fromMs)
  expect(end[1]).toBeLessThanOrEqual(toMs)
}

/** After a takeover the old connection is nobody's; where nobody told the router, new ones lead nowhere either. */
function expectHealed({ fault }: RowCase, found: Row | undefined): void {
  const taken = fault.kind === 'takeover'
  expect(found).toMatchObject({ healed: true, goesOn: !taken, connectsAgain: !taken || fault.announce })
}
