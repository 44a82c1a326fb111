// Systems that are no pair: a pool between, a client that comes late, programs whose work is done by others. Method: every client pings
// every 50 ms and has no deadline, so that it goes on for ever unless the plane does something to it.

import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { within } from '../../kit/clock.ts'
import { patience, patient } from '../../kit/fixtures/patience.ts'
import { until } from '../../kit/until.ts'
import type { Fault } from '../../model/fault.ts'
import type { RunRecord } from '../../model/record.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { Ms } from '../../model/units.ts'
import { Recorder } from '../../observe/recorder.ts'
import { record } from '../../runtime/record.ts'
import { clientHost, echoClient, echoScript, echoServer, serverHost } from '../fixtures/echo.ts'
import { toxiproxy } from './index.ts'
import { provision } from './provision.ts'
import { openTestbed, type ToxiproxyTestbed } from './testbed.ts'

beforeAll(async () => void (await provision()), 600_000)

const signal = new AbortController().signal

test.concurrent('a hole toward a pool takes what its client and its server send it, and tells each by itself', async () => {
  await using testbed = await openTestbed({}, new Recorder(), signal)
  await testbed.start(serverHost(echoServer, 'db'), signal)
  await testbed.start({ ...clientHost(pool, 'pool'), listens: true }, signal)
  await testbed.start(clientHost(echoClient({ everyMs: 50 }, 'pool'), 'app'), signal)
  await traffic(testbed, ['app>pool', 'pool>db'])
  await using hole = await testbed.inject({ kind: 'black-hole', toward: 'pool' }, signal)
  const swallowed = async () => (await hole.evidence())?.facts.swallowedBytes || undefined
  await until('see something swallowed', swallowed, patience)
  const { text, facts } = (await hole.evidence()) ?? { text: '', facts: {} }
  expect(text).toMatch(
    /^from db toward pool bandwidth .* none let through; from app toward pool bandwidth .* none let through$/,
  )
  expect(Object.keys(facts)).toEqual([
    'swallowedBytes',
    'swallowedBytes:db>pool',
    'swallowedBytes:app>pool',
    'endsSwallowed',
    'endsSwallowed:db>pool',
    'endsSwallowed:app>pool',
  ])
  await hole[Symbol.asyncDispose]()
  await traffic(testbed, ['app>pool', 'pool>db'], hole.healedAtMs)
})

test.concurrent('a client that comes when its server is off hears nothing, not even that nobody listens', async () => {
  await using testbed = await openTestbed({}, new Recorder(), signal)
  for (const name of ['a', 'b']) await testbed.start(serverHost(echoServer, name), signal)
  await testbed.start(clientHost(echoClient({ everyMs: 50 }, 'a'), 'one'), signal)
  await traffic(testbed, ['one>a'])
  await using _off = await testbed.inject({ kind: 'power-off', host: 'a' }, signal)
  await testbed.start(clientHost(echoClient({ everyMs: 50 }, 'a', 'b'), 'late'), signal)
  await traffic(testbed, ['late>b'])
  expect(testbed.recorder.lines.filter(({ text }) => text.includes('"lost"'))).toEqual([])
  expect(testbed.recorder.connections.map(({ from, to }) => `${from}>${to}`)).toEqual(['one>a', 'late>b'])
})

test.concurrent('a command is not run on a host that is off, and is on its neighbour', async () => {
  await using testbed = await openTestbed({}, new Recorder(), signal)
  for (const name of ['a', 'b']) await testbed.start(serverHost(echoServer, name), signal)
  await using _off = await testbed.inject({ kind: 'power-off', host: 'a' }, signal)
  const command = { file: 'echo', args: ['{b.port}'] }
  await expect(testbed.run({ kind: 'run', on: 'a', command }, signal)).rejects.toThrow(
    'Cannot run "echo {b.port}" on a: it is switched off. Run it on a host that is up [E_STEP]',
  )
  expect((await testbed.run({ kind: 'run', on: 'b', command }, signal)).text).toMatch(
    /^"echo \d+" ended with exit code 0/,
  )
})

// What stops or kills the program's own group alone reaches neither: the client would be answered on and on.
const forked = { 'a process in a group of its own': forking('child') }
const left = { 'a process whose parent has ended': forking('orphan') }
for (const [what, server] of Object.entries(process.platform === 'linux' ? { ...forked, ...left } : forked)) {
  test.concurrent(`${what} stops with its program, and goes on with it`, async () => {
    const seen = await run(server, { kind: 'frozen-peer', host: 'server', forMs: 1_000 })
    const { byMs = 0, healedAtMs = 0, evidence } = seen.steps[0] ?? {}
    expect({ error: seen.error, facts: evidence?.facts }).toEqual({
      error: undefined,
      facts: { processes: 2, stopped: 2 },
    })
    const traffic = seen.observations.filter(({ by, kind, atMs }) => by === 'wire' && kind === 'traffic' && atMs > byMs)
    expect(traffic.filter(({ atMs }) => atMs > healedAtMs - 50).length).toBeGreaterThan(0)
    // What was answered before may still be on its way: up to 200 ms were seen where twelve wanted two cores.
    expect(traffic.filter(({ atMs }) => atMs > byMs + 500 && atMs < healedAtMs - 50)).toEqual([])
  })

  test.concurrent(`${what} is killed with its program, and the client told`, async () => {
    const seen = await run(server, { kind: 'process-kill', host: 'server' })
    expect({ error: seen.error, evidence: seen.steps[0]?.evidence }).toEqual({
      error: undefined,
      evidence: {
        text: expect.stringMatching(
          / SIGKILL, with 1 that it had started; the end of 1 of 1 connections was passed on$/,
        ),
        facts: { processes: 2, ends: 1, connections: 1 },
      },
    })
    expect(seen.lines.filter(({ text }) => text.includes('"lost"'))).toHaveLength(1)
  })
}

test
  .runIf(process.platform === 'linux')
  .concurrent('what a program has left behind ends with the testbed', async () => {
    const testbed = await openTestbed({}, new Recorder(), signal)
    await testbed.start(serverHost(forking('orphan')), signal)
    const left = (count: number) => async () => (await testbed.processes('server')).length === count || undefined
    await until('see both', left(2), patience)
    await testbed[Symbol.asyncDispose]()
    await until('see none left', left(0), patience)
  })

/** Takes connections, and makes one to db for each. */
const pool: SubjectSpec = {
  name: 'pool',
  command: {
    file: process.execPath,
    args: [
      '-e',
      `const net = require('node:net'), [host, port, dbHost, dbPort] = process.argv.slice(1)
      net.createServer(app => app.pipe(net.connect(dbPort, dbHost)).pipe(app)).listen(port, host)`,
      ...['{host}', '{port}', '{db.host}', '{db.port}'],
    ],
  },
  says: {},
  settings: {},
}

/** See fixtures/forking-server.ts. */
function forking(how: 'child' | 'orphan'): SubjectSpec {
  const { file, args } = echoServer.command
  const program = fileURLToPath(new URL('fixtures/forking-server.ts', import.meta.url))
  return { ...echoServer, name: `forking server (${how})`, command: { file, args: [program, how, ...args] } }
}

async function run(server: SubjectSpec, fault: Fault): Promise<RunRecord> {
  const script = echoScript(fault, { everyMs: 50 }, [{ expect: 'silence', by: 'client-app', since: 0, forMs: 1_800 }])
  const hosts = [serverHost(server), clientHost(echoClient({ everyMs: 50 }))]
  return await record({ ...script, hosts }, toxiproxy, patient())
}

/** Waits until each of these paths, as `from>to`, has had traffic after an instant. */
async function traffic({ recorder }: ToxiproxyTestbed, paths: readonly string[], afterMs: Ms = 0): Promise<void> {
  const seen = () => {
    const ids = recorder.observations.filter(({ kind, atMs }) => kind === 'traffic' && atMs >= afterMs)
    const busy = recorder.connections.filter(({ id }) => ids.some(({ connection }) => connection === id))
    return paths.every(path => busy.some(({ from, to }) => `${from}>${to}` === path))
  }
  await within(`see traffic on ${paths.join(', ')}`, patience.withinMs, stop => recorder.until(seen, stop))
}
