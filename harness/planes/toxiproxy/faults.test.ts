// Each fault with a client that notices it and one that does not. Method: a whole run is recorded; the client pings every 50 ms and
// gives up after 400 ms without an answer, or has no deadline at all. A client that lost its connection for another reason, such as
// an end that leaks through the fault, would name that reason instead of its own deadline.
import { beforeAll, expect, test } from 'vitest'
import { patient } from '../../kit/fixtures/patience.ts'
import type { Fault } from '../../model/fault.ts'
import type { RunRecord } from '../../model/record.ts'
import { record } from '../../runtime/record.ts'
import { type EchoClientOptions, echoScript } from '../fixtures/echo.ts'
import { toxiproxy } from './index.ts'
import { provision } from './provision.ts'

beforeAll(async () => void (await provision()), 600_000)

const noticing = { everyMs: 50, deadlineMs: 400 }
const deaf = { everyMs: 50 }
const gaveUp = ['no answer in time']

// Keepalive 1/1/3 gives up after 4.1 s where packets vanish: tcp(7). Twice that, and nothing has happened: without the guard a claim of
// silence would pass here and be wrong everywhere else.
test.concurrent('keepalive 1/1/3 is refused, because behind Toxiproxy it stays silent in a black hole for 8 s', async () => {
  const script = echoScript({ kind: 'black-hole', toward: 'both' }, { keepalive: true }, [
    { expect: 'silence', by: 'client-app', since: 0, forMs: 8_000 },
  ])
  expect(toxiproxy.unsupported(script)).toMatch(/SO_KEEPALIVE never fires here$/)
  const seen = await record(script, toxiproxy, patient())
  expect({ error: seen.error, lost: seen.lines.filter(({ text }) => text.includes('"lost"')) }).toEqual({
    error: undefined,
    lost: [],
  })
  expect(seen.steps[0]?.evidence?.text).toMatch(
    /^toward the server bandwidth and slow_close in force, 0 bytes swallowed/,
  )
  expect(seen.endedAtMs - (seen.steps[0]?.byMs ?? 0)).toBeGreaterThanOrEqual(8_000)
})

const silences: readonly (readonly [string, Fault, RegExp])[] = [
  [
    'power-off of the server',
    { kind: 'power-off', host: 'server' },
    /ended by SIGKILL; .*one end swallowed, none let through$/,
  ],
  [
    'a black hole both ways',
    { kind: 'black-hole', toward: 'both' },
    /^toward the server bandwidth and slow_close in force, \d+ bytes/,
  ],
  [
    'a black hole toward the server',
    { kind: 'black-hole', toward: 'server' },
    /^toward the server .* \d+ bytes .*none let through$/,
  ],
  [
    'a black hole toward the client',
    { kind: 'black-hole', toward: 'client' },
    /^toward the client .* \d+ bytes .*none let through$/,
  ],
  ['a frozen server', { kind: 'frozen-peer', host: 'server' }, /^process \d+ is in state T \(stopped\)$/],
]

for (const [what, fault, proof] of silences) {
  test.concurrent(`${what} is noticed by a client with a deadline, and by nothing else`, async () => {
    const { error, steps, losses, wire } = await run(fault, noticing)
    expect({ error, losses, evidence: steps[0]?.evidence?.text }).toEqual({
      error: undefined,
      losses: gaveUp,
      evidence: expect.stringMatching(proof),
    })
    expect(wire).toEqual(['the client closed connection 1 (FIN)'])
  })

  test.concurrent(`${what} is never noticed by a client without one`, async () => {
    const { error, steps, losses, wire } = await run(fault, deaf)
    expect({ error, losses, wire, evidence: steps[0]?.evidence?.text }).toEqual({
      error: undefined,
      losses: [],
      wire: [],
      evidence: expect.stringMatching(proof),
    })
  })
}

test.concurrent('a client that is switched off says nothing, and its kernel is not heard', async () => {
  const { steps, wire, observations } = await run({ kind: 'power-off', host: 'client' }, deaf)
  expect(steps[0]?.evidence?.text).toMatch(/"echo client" .* SIGKILL; toward the server .*one end swallowed/)
  expect(wire).toEqual([])
  expect(observations.filter(({ by }) => by === 'server-app')).toEqual([])
})

test.concurrent('a killed server is noticed at once by a client without a deadline: the control', async () => {
  const { steps, losses, wire } = await run({ kind: 'process-kill', host: 'server' }, deaf)
  expect(losses).toHaveLength(1)
  expect(losses).not.toEqual(gaveUp)
  expect(steps[0]?.evidence?.text).toMatch(/^"echo server" .* SIGKILL; the end of 1 of 1 connections was passed on$/)
  expect(wire[0]).toMatch(/^the server's side (closed|reset) connection 1/)
})

test.concurrent('a killed client is told to the server', async () => {
  const { steps, wire } = await run({ kind: 'process-kill', host: 'client' }, deaf)
  expect(steps[0]?.evidence?.text).toMatch(/^"echo client" .* SIGKILL; the end of 1 of 1 connections was passed on$/)
  expect(wire).toEqual([expect.stringMatching(/^the client (closed|reset) connection 1/)])
})

test.concurrent('a blip shorter than the deadline is survived, and what was held is delivered', async () => {
  const { error, steps, losses, observations } = await run(
    { kind: 'black-hole', toward: 'both', forMs: 300 },
    { everyMs: 50, deadlineMs: 900 },
  )
  const [step] = steps
  expect({ error, losses }).toEqual({ error: undefined, losses: [] })
  expect(step?.evidence?.text).toMatch(/toward the server .* none let through; toward the client .* none let through$/)
  const lastedMs = (step?.healedAtMs ?? 0) - (step?.byMs ?? 0)
  expect(lastedMs).toBeGreaterThanOrEqual(300)
  const healed = observations.filter(({ kind, atMs }) => kind === 'traffic' && atMs > (step?.healedAtMs ?? 0) - 50)
  expect(healed.length).toBeGreaterThan(0)
})

test.concurrent('a blip longer than the deadline costs the connection', async () => {
  const { losses } = await run({ kind: 'black-hole', toward: 'both', forMs: 800 }, noticing)
  expect(losses).toEqual(gaveUp)
})

test.concurrent('a firewall that drops is noticed by nobody, however much the client sends', async () => {
  const { error, steps, losses, wire } = await run(
    { kind: 'idle-firewall', idleMs: 300, onNextPacket: 'drop' },
    { everyMs: 700 },
  )
  expect({ error, losses, wire }).toEqual({ error: undefined, losses: [], wire: [] })
  expect(steps[0]?.evidence?.text).toMatch(
    /^forgot 1 of 1 connections after 0\.3\d s without a byte, limit 0\.30 s; [1-9]\d* bytes swallowed/,
  )
})

test.concurrent('a firewall that resets answers the next packet with a RST', async () => {
  const { losses, wire, steps } = await run(
    { kind: 'idle-firewall', idleMs: 300, onNextPacket: 'reset' },
    { everyMs: 700 },
  )
  expect(losses).toEqual(['ECONNRESET'])
  expect(wire).toEqual(['the firewall answered a packet of the client on connection 1 with a RST'])
  expect(steps[0]?.evidence?.text).toMatch(/; 1 answered with RST since, none let through$/)
})

test.concurrent('traffic within the limit keeps a firewall awake', async () => {
  const unhurried = { everyMs: 50, deadlineMs: 3_000 }
  const { error, losses, steps } = await run({ kind: 'idle-firewall', idleMs: 2_000, onNextPacket: 'drop' }, unhurried)
  expect({ error, losses }).toEqual({ error: undefined, losses: [] })
  expect(steps[0]?.evidence?.text).toMatch(
    /^armed; longest idle [01]\.\d\d s of 2\.00 s; 1 connection kept alive by their traffic$/,
  )
})

test.concurrent('a connection made in a black hole gets nowhere, and on its way when that heals', async () => {
  const { losses, observations, steps } = await run(
    { kind: 'black-hole', toward: 'both', forMs: 900 },
    { everyMs: 50, deadlineMs: 300, again: true },
  )
  const healedAtMs = steps[0]?.healedAtMs ?? 0
  expect(losses.slice(0, 2)).toEqual([...gaveUp, ...gaveUp])
  const traffic = observations.filter(({ kind, atMs }) => kind === 'traffic' && atMs > (steps[0]?.byMs ?? 0))
  expect(traffic.length).toBeGreaterThan(0)
  expect(traffic.filter(({ atMs }) => atMs < healedAtMs - 50)).toEqual([])
})

test.concurrent('a way that is slower than the deadline costs a living server its client', async () => {
  const { error, losses, steps, wire } = await run({ kind: 'slow', delayMs: 600, toward: 'client' }, noticing)
  expect({ error, losses, wire }).toEqual({
    error: undefined,
    losses: gaveUp,
    wire: ['the client closed connection 1 (FIN)'],
  })
  expect(steps[0]?.evidence?.text).toMatch(
    /^toward the client (none came|\d+ pieces? took (0\.[6-9]|[1-9])[\d.]* s to [\d.]+ s)(, held for [\d.]+ s so far)?$/,
  )
})

test.concurrent('one that is slow and within the deadline costs nothing, and every piece is seen to come late', async () => {
  const patient = { everyMs: 50, deadlineMs: 3_000 }
  const { error, losses, steps } = await run({ kind: 'slow', delayMs: 100, jitterMs: 40 }, patient)
  expect({ error, losses }).toEqual({ error: undefined, losses: [] })
  expect(steps[0]?.evidence?.text).toMatch(
    /^toward the server \d+ pieces? took 0\.(0[5-9]|[1-9]\d) s to [\d.]+ s(, held .*)?; toward the client \d+ pieces? took 0\.(0[5-9]|[1-9]\d) s to [\d.]+ s/,
  )
})

test.concurrent('a pause of the server shorter than the deadline is survived, and it goes on by itself', async () => {
  const { error, losses, steps, observations } = await run(
    { kind: 'frozen-peer', host: 'server', forMs: 300 },
    { everyMs: 50, deadlineMs: 3_000 },
  )
  const { byMs = 0, healedAtMs = 0, evidence } = steps[0] ?? {}
  expect({ error, losses }).toEqual({ error: undefined, losses: [] })
  expect(evidence?.text).toMatch(/is in state T \(stopped\)$/)
  expect(healedAtMs - byMs).toBeGreaterThanOrEqual(300)
  expect(observations.filter(({ kind, atMs }) => kind === 'traffic' && atMs > healedAtMs - 50).length).toBeGreaterThan(
    0,
  )
})

test.concurrent('a pause longer than the deadline costs the connection', async () => {
  const { losses } = await run({ kind: 'frozen-peer', host: 'server', forMs: 800 }, noticing)
  expect(losses).toEqual(gaveUp)
})

interface Seen extends RunRecord {
  losses: readonly string[]
  wire: readonly string[]
}

/** What the client said of its loss, and what the wire saw but traffic, after the fault. */
async function run(fault: Fault, client: EchoClientOptions): Promise<Seen> {
  const script = echoScript(fault, client, [{ expect: 'silence', by: 'client-app', since: 0, forMs: 900 }])
  const seen = await record(script, toxiproxy, patient())
  const said = seen.lines.map(({ text }) => text).filter(text => text.includes('"lost"'))
  const wire = seen.observations.filter(({ by, kind }) => by === 'wire' && kind !== 'traffic')
  return { ...seen, losses: said.map(text => JSON.parse(text).detail), wire: wire.map(({ detail }) => detail) }
}
