// Method: the same programs as everywhere, with the router's address in the place of the client's. Code that knows a connection by what one
// side of the router shows counts it twice, or takes the server's kernel for one without a connection; code that asks the router anew each
// time loses it when the router forgets.
import { expect, test } from 'vitest'
import type { Network } from '../../model/scenario.ts'
import { readSysctl } from '../../netlink/sysctl.ts'
import { tcpSockets } from '../../netlink/tcp-socket.ts'
import { clientHost, echoClient, serverHost } from '../fixtures/echo.ts'
import { boxed } from './fixtures/boxed.ts'
import { datagramClient, datagramServer } from './fixtures/datagrams.ts'
import { openSystem, type Run } from './fixtures/run.ts'

const path = { from: 'client', to: 'server' }
const talking = (everyMs = 50) => [serverHost(), clientHost(echoClient({ everyMs }))]
const server = ({ testbed }: Run) => ({ address: testbed.place('server').addresses[4], port: 7_000 })
const open = (network: Network, hosts = talking()) => openSystem(hosts, { hosts, network })

/** When nothing is on its way that a flush could meet: the server's answer would reach the router, and the client not speak first. */
async function betweenQuestions(run: Run): Promise<void> {
  await run.sees('wire', 'traffic', run.recorder.clock.nowMs())
  await run.pass(300)
}

await boxed(import.meta, () => {
  test.for([4, 6] as const)('one connection is one on both sides of the router, by IPv%i', async family => {
    await using run = await open({ nat: true, family })
    const { network } = run.testbed
    await run.sees('server-kernel', 'traffic')
    const [made, ...others] = run.recorder.connections
    expect([made?.from, made?.to, others.length]).toEqual(['client', 'server', 0])
    expect(made?.local?.address).toBe(run.testbed.place('client').addresses[family])
    const ends = tcpSockets(run.testbed.place('server').netns).filter(({ state }) => state === 'ESTABLISHED')
    expect(ends.map(({ remote }) => remote.address)).toEqual([run.testbed.place('server').gateways[family]])
    for (const by of ['wire', 'client-kernel', 'server-kernel'] as const)
      expect(new Set(run.noted(by, 'traffic').map(({ connection }) => connection))).toEqual(new Set([made?.id]))
    expect(network.translations).toBeDefined()
    expect(run.troubles()).toEqual([])
  })

  test('the twin: without it the server sees the client', async () => {
    await using run = await open({})
    const ends = tcpSockets(run.testbed.place('server').netns).filter(({ state }) => state === 'ESTABLISHED')
    expect(ends.map(({ remote }) => remote.address)).toEqual([run.testbed.place('client').addresses[4]])
  })

  test('what was quiet is found quiet, and a hole behind it swallows both ways', async () => {
    await using run = await open({ nat: true }, talking(0))
    await using hole = await run.inject({ kind: 'black-hole', toward: 'both' })
    expect(run.testbed.before?.found).toMatchObject([{ ...path, connection: 1, unackedBytes: 0 }])
    expect((await hole.evidence())?.facts).toMatchObject({ droppedTowardServer: expect.any(Number) })
    expect(run.troubles()).toEqual([])
  })

  test('a client that speaks first after a flush is given a new mapping, and goes on', async () => {
    await using run = await open({ nat: true }, talking(1_000))
    await betweenQuestions(run)
    await using flush = await run.inject({ kind: 'conntrack-flush', onNextPacket: 'remap' })
    await run.until('see it go on', () => run.noted('wire', 'traffic', flush.byMs + 1_500)[0])
    expect((await flush.evidence())?.facts).toEqual({ forgotten: 1, remapped: 1, byAnotherPort: 0, metTheRouter: 0 })
    expect(run.recorder.connections).toHaveLength(1)
    expect(run.noted('client-kernel', 'reset')).toEqual([])
  })

  test('where ports are drawn, its next segment comes from a stranger, and the server ends it', async () => {
    await using run = await open({ nat: { ports: 'random' } }, talking(1_000))
    await betweenQuestions(run)
    await using flush = await run.inject({ kind: 'conntrack-flush', onNextPacket: 'remap' })
    await run.sees('client-kernel', 'reset', flush.atMs)
    expect((await flush.evidence())?.facts).toMatchObject({ forgotten: 1 })
    expect(run.recorder.connections).toHaveLength(1)
  })

  test("a port that is another client's now is taken for no word of the one that had it", async () => {
    const asker = (everyMs: number) => datagramClient({ everyMs, connected: false, port: 5_000 })
    const first = [serverHost(datagramServer()), clientHost(asker(0), 'one')]
    const second = clientHost(asker(100), 'two')
    await using run = await openSystem(first, { hosts: [...first, second], network: { nat: true } })
    await run.testbed.start(second, new AbortController().signal)
    await run.until('see the second', () => run.connections({ from: 'two', to: 'server' })[0])
    const port = (name: string) =>
      run.testbed.network.translations?.seenBy(
        server(run),
        { address: run.testbed.place(name).addresses[4], port: 5_000 },
        'udp',
      ).port
    expect([port('one'), port('two') === 5_000]).toEqual([5_000, false])
    await using flush = await run.inject({ kind: 'conntrack-flush', onNextPacket: 'remap' })
    await run.pass(600)
    expect(port('two')).toBe(5_000)
    const heard = run.noted('wire', 'traffic', flush.byMs).map(({ connection }) => connection)
    expect(new Set(heard)).toEqual(new Set([2]))
    expect(run.recorder.connections.map(({ from }) => from)).toEqual(['one', 'two'])
  })

  test('so it is with one that the router forgot in silence, where nothing tells of another but that it is long ago', async () => {
    const asker = (everyMs: number) => datagramClient({ everyMs, connected: false, port: 5_000 })
    const first = [serverHost(datagramServer()), clientHost(asker(0), 'one')]
    const second = clientHost(asker(100), 'two')
    const router = { 'net.netfilter.nf_conntrack_udp_timeout': 1 }
    await using run = await openSystem(first, {
      hosts: [...first, second],
      network: { nat: true, sysctls: { router } },
    })
    await run.pass(2_500)
    const sinceMs = run.recorder.clock.nowMs()
    await run.testbed.start(second, new AbortController().signal)
    await run.until('see somebody', () => run.noted('wire', 'traffic', sinceMs)[0])
    await run.pass(700)
    const heard = run.noted('wire', 'traffic', sinceMs).map(({ connection }) => connection)
    expect(new Set(heard)).toEqual(new Set([2]))
  })

  test('a router that takes the middle of no connection for its beginning resets it', async () => {
    await using run = await open({ nat: true, sysctls: { router: { 'net.netfilter.nf_conntrack_tcp_loose': 0 } } })
    await using flush = await run.inject({ kind: 'conntrack-flush', onNextPacket: 'remap' })
    await run.sees('client-kernel', 'reset', flush.atMs)
  })

  test.for(['drop', 'reset'] as const)('a firewall that forgets does its %s behind it too', async onNextPacket => {
    await using run = await open({ nat: true })
    await using flush = await run.inject({ kind: 'conntrack-flush', onNextPacket })
    await run.pass(700)
    expect(run.noted('client-kernel', 'reset').length).toBe(onNextPacket === 'reset' ? 1 : 0)
    expect(run.noted('wire', 'traffic', flush.byMs + 300)).toEqual([])
    expect((await flush.evidence())?.facts).toMatchObject({ forgotten: 1 })
  })

  test('a reset reaches both ends behind it', async () => {
    await using run = await open({ nat: true })
    await using reset = await run.inject({ kind: 'connection-reset' })
    for (const by of ['client-kernel', 'server-kernel'] as const) await run.sees(by, 'reset', reset.atMs)
    expect((await reset.evidence())?.facts).toMatchObject({ connections: 1, ended: 2 })
  })

  test("its limits are the router's own settings", async () => {
    const name = 'net.netfilter.nf_conntrack_udp_timeout'
    await using run = await open({ nat: true, sysctls: { router: { [name]: 7 } } })
    expect(readSysctl(run.testbed.network.router, name)).toBe('7')
  })
})
