// What the plane refuses, as a table. That the main refusal is needed is shown in faults.test.ts, past the guard.
import { expect, test } from 'vitest'
import type { Bound } from '../../model/bound.ts'
import type { Fault } from '../../model/fault.ts'
import type { Settings } from '../../model/settings.ts'
import { clientHost, echoClient, echoServer, serverHost } from '../fixtures/echo.ts'
import type { Claimed } from '../plane.ts'
import { unsupported } from './unsupported.ts'

const keepalive = { idleMs: 1_000, intervalMs: 1_000, count: 3 }
const heartbeat = { everyMs: 1_000, deadlineMs: 500 }
const hole: Fault = { kind: 'black-hole', toward: 'both' }
const frozen: Fault = { kind: 'frozen-peer', host: 'server' }
const starved: Fault = { kind: 'cpu-starvation', host: 'server', sharePercent: 5 }
const beside: Fault = { kind: 'cpu-competition', host: 'server', competitors: 9 }
const killed: Fault = { kind: 'process-kill', host: 'server' }
const firewall: Fault = { kind: 'idle-firewall', idleMs: 5_000, onNextPacket: 'drop' }
const noticed: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 5_000 }

const probes = "Toxiproxy's own kernel answers keepalive probes, so SO_KEEPALIVE never fires here"
const unanswered = "Toxiproxy's own kernel answers for the peer, so TCP_USER_TIMEOUT never fires here"
const faster = `${probes}, and it would be faster than the program's own detector`

test.each<[string, Fault, Settings, Bound, string | undefined]>([
  ['no detector', hole, {}, noticed, undefined],
  ['a heartbeat', hole, { heartbeat }, noticed, undefined],
  ['a read deadline', hole, { readDeadlineMs: 2_000 }, noticed, undefined],
  ['keepalive alone', hole, { keepalive }, noticed, probes],
  ['keepalive and a one-way heartbeat', hole, { keepalive, heartbeat: { everyMs: 1_000 } }, noticed, probes],
  ['a user timeout alone', hole, { userTimeoutMs: 3_000 }, noticed, unanswered],
  ['keepalive that is slower than the heartbeat', hole, { keepalive, heartbeat }, noticed, undefined],
  [
    'keepalive that is faster than the heartbeat',
    hole,
    { keepalive, heartbeat: { everyMs: 5_000, deadlineMs: 500 } },
    noticed,
    faster,
  ],
  ['keepalive and a frozen peer', frozen, { keepalive }, noticed, probes],
  [
    'keepalive, a slow heartbeat and a frozen peer',
    frozen,
    { keepalive, heartbeat: { everyMs: 5_000, deadlineMs: 500 } },
    noticed,
    undefined,
  ],
  ['keepalive and a starved server', starved, { keepalive }, noticed, probes],
  ['keepalive and a server beside a load', beside, { keepalive }, noticed, probes],
  [
    'keepalive, a slow heartbeat and a starved server',
    starved,
    { keepalive, heartbeat: { everyMs: 5_000, deadlineMs: 500 } },
    noticed,
    undefined,
  ],
  ['a heartbeat on a slow way', { kind: 'slow', delayMs: 100 }, { heartbeat }, noticed, undefined],
  ['keepalive on a slow way', { kind: 'slow', delayMs: 2_000 }, { keepalive }, noticed, probes],
  ['keepalive and a killed process', killed, { keepalive }, noticed, undefined],
  ['keepalive and nothing wrong', { kind: 'none' }, { keepalive }, noticed, undefined],
  [
    'probes that would keep a firewall awake',
    firewall,
    { keepalive, readDeadlineMs: 3_000 },
    noticed,
    'keepalive probes end at Toxiproxy, so they cannot keep a firewall awake here',
  ],
  ['a heartbeat that keeps a firewall awake', firewall, { keepalive, heartbeat }, noticed, undefined],
  [
    "the client's kernel",
    hole,
    { heartbeat },
    { ...noticed, by: 'client-kernel' },
    "the programs' kernels talk to Toxiproxy and not to each other: what client-kernel sees is not the fault",
  ],
  [
    "the server's kernel",
    hole,
    { heartbeat },
    { expect: 'silence', by: 'server-kernel', since: 0, forMs: 1 },
    "the programs' kernels talk to Toxiproxy and not to each other: what server-kernel sees is not the fault",
  ],
  [
    "an error of the kernel's",
    hole,
    {},
    { ...noticed, code: 'ETIMEDOUT' },
    "ETIMEDOUT comes from a kernel that gets no answer, and Toxiproxy's own kernel always answers",
  ],
  ["an error of the kernel's name from a heartbeat", hole, { heartbeat }, { ...noticed, code: 'ETIMEDOUT' }, undefined],
  ['the wire', hole, { heartbeat }, { ...noticed, by: 'wire' }, undefined],
])('%s', (_what, fault, settings, bound, reason) => {
  expect(unsupported({ ...pair(fault, { client: settings }), bounds: [bound] })).toBe(reason)
})

test.each<[string, Fault, RegExp]>([
  ['an unreachable neighbour', { kind: 'power-off', host: 'server', neighbours: 'unreachable' }, /^ICMP never/],
  ['a reboot', { kind: 'power-off', host: 'server', backAfterMs: 500 }, /^a host that comes back/],
  [
    'a fault of a host that is not there',
    { kind: 'power-off', host: 'standby' },
    /^power-off needs a host standby, and/,
  ],
  [
    'a hole that leads nowhere',
    { kind: 'black-hole', toward: 'both', between: ['server', 'server'] },
    /none leads there$/,
  ],
  ['a loss of packets', { kind: 'slow', delayMs: 100, lossPercent: 1 }, /^Toxiproxy carries bytes and no packets/],
  [
    'a takeover',
    { kind: 'takeover', host: 'server', by: 'standby', afterMs: 500, announce: true },
    /no injector for takeover$/,
  ],
])('refuses %s', (_what, fault, reason) => {
  expect(unsupported(pair(fault))).toMatch(reason)
  expect(unsupported({ ...pair(hole), steps: [{ does: hole }, { does: fault }] })).toMatch(reason)
})

test.each<[string, Partial<Claimed>, RegExp]>([
  [
    'a standby',
    {
      hosts: [
        serverHost(),
        { ...serverHost(echoServer, 'standby'), standsInFor: 'server' },
        clientHost(echoClient({})),
      ],
    },
    /^a standby takes an address over/,
  ],
  ['a state of the connection', { state: 'zero-window' }, /"zero-window" would be its state and not the peer's$/],
  ['a network of its own', { network: { family: 6 } }, /^the programs use this machine's own network/],
  [
    'to heal a host that was switched off',
    { steps: [{ does: { kind: 'power-off', host: 'server' } }, { does: { kind: 'heal', step: 0 } }] },
    /^the server is killed by power-off, and what was killed stays dead here$/,
  ],
])('refuses %s', (_what, part, reason) => {
  expect(unsupported({ ...pair(hole), ...part })).toMatch(reason)
})

test('takes steps: a hole, its healing, and a command', () => {
  const command = { file: 'true', args: [] }
  const steps = [
    { does: hole },
    { does: { kind: 'heal', step: 0 } },
    { does: { kind: 'run', on: 'client', command } },
  ] as const
  expect(unsupported({ ...pair(hole), steps })).toBeUndefined()
})

test('takes a silent power-off of a host that stays off', () => {
  expect(unsupported(pair({ kind: 'power-off', host: 'server', neighbours: 'silent' }))).toBeUndefined()
})

test("a server's keepalive does not matter to a claim of the client's, and does to one of its own", () => {
  const given = pair(hole, { server: { keepalive } })
  expect(unsupported({ ...given, bounds: [noticed] })).toBeUndefined()
  expect(unsupported({ ...given, bounds: [{ ...noticed, by: 'server-app' }] })).toBe(probes)
})

test('a bound goes by the settings of its own host, and of the host that connects where it is about a path', () => {
  const client = (name: string, settings: Settings) => clientHost({ ...echoClient({}, 'pool'), settings }, name)
  const pool = { ...clientHost(echoClient({}, 'db'), 'pool'), listens: true }
  const hosts = [serverHost(echoServer, 'db'), pool, client('one', {}), client('two', { keepalive })]
  const given = { hosts, steps: [{ does: hole }] }
  const reasons = (['one-app', 'two-app', 'wire', 'wire:two>pool', 'pool-app', 'pool-kernel'] as const).map(by =>
    unsupported({ ...given, bounds: [{ ...noticed, by }] }),
  )
  const kernel = "the programs' kernels talk to Toxiproxy and not to each other: what pool-kernel sees is not the fault"
  expect(reasons).toEqual([undefined, probes, undefined, probes, undefined, kernel])
})

function pair(fault: Fault, { client = {}, server = {} }: { client?: Settings; server?: Settings } = {}) {
  const hosts = [serverHost({ ...echoServer, settings: server }), clientHost({ ...echoClient({}), settings: client })]
  return { hosts, steps: [{ does: fault }] }
}

// Method: the API itself refuses what is told here: "answered 400, bad request body: json: cannot unmarshal number 1.5 into ... int64".
test.each([
  [{ delayMs: 1.5 }, true],
  [{ delayMs: 2, jitterMs: 0.5 }, true],
  [{ delayMs: 1e21 }, true],
  [{ delayMs: 2, jitterMs: 1 }, false],
])('of a slow way of %j it says that it delays by whole milliseconds: %s', (late, refused) => {
  const reason = unsupported(pair({ kind: 'slow', ...late }))
  expect(reason).toBe(
    refused ? 'Toxiproxy delays by whole milliseconds, of which it counts no more than a hundred years' : undefined,
  )
})

test.each<[NodeJS.Platform, Fault, string | undefined]>([
  [
    'win32',
    frozen,
    'all processes of a host are found by ps and stopped or killed by POSIX signals, which win32 has not',
  ],
  [
    'win32',
    killed,
    'all processes of a host are found by ps and stopped or killed by POSIX signals, which win32 has not',
  ],
  ['win32', starved, 'how much CPU a program uses is read from /proc, which win32 has not'],
  ['win32', hole, undefined],
  ['darwin', frozen, undefined],
  ['darwin', starved, 'how much CPU a program uses is read from /proc, which darwin has not'],
])('on %s, %o: %s', (platform, fault, reason) => {
  using _elsewhere = on(platform)
  const hosts = [serverHost(), clientHost({ ...echoClient({}), settings: { heartbeat } })]
  expect(unsupported({ hosts, steps: [{ does: fault }], bounds: [noticed] })).toBe(reason)
})

/** As if this were another system, until it is disposed. */
function on(platform: NodeJS.Platform): Disposable {
  const own = process.platform
  Object.defineProperty(process, 'platform', { value: platform })
  return { [Symbol.dispose]: () => Object.defineProperty(process, 'platform', { value: own }) }
}
