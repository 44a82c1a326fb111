// Method: real servers and clients around one router, told apart by name and by connection. What one path is done to must not show on the
// others: code that knows a host by its side of the router, or a connection by its client's port alone, mixes them up here.
import { describe, expect, test } from 'vitest'
import type { Path } from '../../model/observer.ts'
import type { HostName } from '../../model/units.ts'
import { links } from '../../netlink/link-state.ts'
import { clientHost as client, echoClient, echoServer, serverHost } from '../fixtures/echo.ts'
import { boxed } from './fixtures/boxed.ts'
import { clientScript } from './fixtures/programs.ts'
import { openRun, openSystem, type Run } from './fixtures/run.ts'
import { servicePort } from './network.ts'

const servers = (['a', 'b', 'c'] as const).map(name => serverHost(undefined, name))
const chatty = (name: HostName, ...of: readonly HostName[]) => client(echoClient({ everyMs: 50 }, ...of), name)
const [one, two] = [chatty('one', 'a', 'b'), chatty('two', 'b', 'c')]
const system = [...servers, one, two]
const paths = [
  { from: 'one', to: 'a' },
  { from: 'one', to: 'b' },
  { from: 'two', to: 'b' },
  { from: 'two', to: 'c' },
] as const satisfies readonly Path[]

await boxed(import.meta, () => {
  describe.concurrent('three servers and two clients', () => {
    test('are each reached by name, and every sighting says which connection it is of', async () => {
      await using run = await openSystem(system, { hosts: system })
      expect(run.recorder.connections.map(({ from, to }) => ({ from, to }))).toEqual(expect.arrayContaining([...paths]))
      expect(run.recorder.connections).toHaveLength(paths.length)
      for (const path of paths) {
        const [connection] = run.connections(path)
        const at = run.testbed.place(path.to).addresses[4]
        expect(connection).toMatchObject({ remote: { address: at, port: servicePort } })
        for (const host of [path.from, path.to])
          await run.until(`see it by ${host}`, () => run.noted(`${host}-kernel`, 'traffic').find(on(connection?.id)))
      }
      expect(run.recorder.observations.filter(({ connection }) => connection === undefined)).toEqual([])
      expect(run.noted('b-kernel', 'traffic')).toHaveLength(2)
      expect(run.noted('c-kernel', 'traffic')).toHaveLength(1)
    })

    test('and a hole toward one client: the other goes on, and who is in it is told by its own kernel', async () => {
      await using run = await openSystem(system, { hosts: system })
      await using hole = await run.testbed.inject({ kind: 'black-hole', toward: 'one' }, never)
      expect(Object.keys(hole.quietMs ?? {}).sort()).toEqual(['one', 'two'])
      await run.pass(settledMs)
      expect(await trafficSince(run, hole.byMs + leftoverMs)).toEqual(['two>b', 'two>c'])
      const evidence = await hole.evidence()
      expect(evidence?.text).toMatch(/^\d+ packets toward one dropped, none passed on$/)
      expect(evidence?.facts).toEqual({
        dropped: evidence?.facts.droppedTowardOne,
        droppedTowardOne: expect.any(Number),
        own: 0,
      })
      await hole[Symbol.asyncDispose]()
      await run.until('see one again', () =>
        run.noted('wire', 'traffic', hole.healedAtMs).find(on(idOf(run, paths[0]))),
      )
    })

    test('and a hole toward one server, between two hosts or at every gate takes those paths, and no other', async () => {
      await using run = await openSystem(system, { hosts: system })
      for (const [fault, left] of [
        [{ toward: 'b' }, ['one>a', 'two>c']],
        [{ toward: 'both', between: ['one', 'b'] }, ['one>a', 'two>b', 'two>c']],
        [{ toward: 'b', between: ['one', 'b'] }, ['one>a', 'two>b', 'two>c']],
        [{ toward: 'both' }, []],
      ] as const) {
        const hole = await run.testbed.inject({ kind: 'black-hole', ...fault }, never)
        await run.pass(settledMs)
        expect(await trafficSince(run, hole.byMs + leftoverMs)).toEqual(left)
        expect((await hole.evidence())?.facts.dropped).toBeGreaterThan(0)
        await hole[Symbol.asyncDispose]()
        for (const path of paths)
          await run.until('see all again', () =>
            run.noted('wire', 'traffic', hole.healedAtMs).find(on(idOf(run, path))),
          )
      }
    })

    test('and one server without power: its connections are gone, the others stand', async () => {
      await using run = await openSystem(system, { hosts: system })
      await using off = await run.testbed.inject({ kind: 'power-off', host: 'b' }, never)
      await run.pass(settledMs)
      expect(await trafficSince(run, off.byMs + leftoverMs)).toEqual(['one>a', 'two>c'])
      expect(run.noted('b-kernel', 'reset', off.atMs)).toEqual([])
      expect((await off.evidence())?.facts).toMatchObject({
        processes: 1,
        packetsTo: expect.any(Number),
        packetsFrom: expect.any(Number),
      })
      const refused = run.testbed.run({ kind: 'run', on: 'b', command: { file: 'true', args: [] } }, never)
      await expect(refused).rejects.toThrow('Cannot run "true" on b: it is switched off')
    })

    test('and one server killed: those that were connected to it are told, by the connection', async () => {
      await using run = await openSystem(system, { hosts: system })
      const [kept, gone] = [idOf(run, { from: 'one', to: 'a' }), idOf(run, { from: 'one', to: 'b' })]
      await using kill = await run.testbed.inject({ kind: 'process-kill', host: 'b' }, never)
      const lost = await run.until('see it by one', () => losses(run, 'one-kernel', kill.atMs)[0])
      expect([lost.connection, losses(run, 'one-kernel', kill.atMs).some(on(kept))]).toEqual([gone, false])
      await run.until('see it by two', () => losses(run, 'two-kernel', kill.atMs)[0])
      expect((await kill.evidence())?.facts).toEqual({ programs: 1, processes: 1, connections: 2, notified: 2 })
    })

    test('and an address that moves from one server to another: the next connection is to the other', async () => {
      const movable = servers.map(server => (server.name === 'b' ? { ...server, standsInFor: 'a' } : server))
      await using run = await openSystem(movable, { hosts: [...movable, one] })
      await run.testbed.start(client(echoClient({ everyMs: 50, again: true }, 'a'), 'one'), never)
      await run.until('see it', () => run.noted('one-kernel', 'traffic')[0])
      await using move = await run.testbed.inject(
        { kind: 'takeover', host: 'a', by: 'b', afterMs: 300, announce: true },
        never,
      )
      await run.until('see it refused by b', () => run.connections({ from: 'one', to: 'b' })[0])
      expect(run.connections({ from: 'one', to: 'a' })).toHaveLength(1)
      expect((await move.evidence())?.text).toMatch(/then b \(02:00:00:00:02:03\) took over, announced/)
    })

    test('and a flushed firewall: it knew the connections of both clients', async () => {
      await using run = await openSystem(system, { hosts: system })
      await using flush = await run.testbed.inject({ kind: 'conntrack-flush', onNextPacket: 'reset' }, never)
      for (const host of ['one', 'two'] as const)
        await run.until(`see ${host} refused`, () => losses(run, `${host}-kernel`, flush.atMs)[1])
      expect((await flush.evidence())?.facts).toEqual({
        forgotten: 4,
        refused: expect.any(Number),
        own: expect.any(Number),
      })
    })

    test('and a state: it is that of the first client, whatever the others do', async () => {
      const idle = client(echoClient({}, 'a'), 'one')
      const hosts = [...servers, idle, two]
      await using run = await openSystem(hosts, { hosts, state: 'idle' })
      await using hole = await run.testbed.inject({ kind: 'black-hole', toward: 'both' }, never)
      expect((await hole.evidence())?.text).toMatch(
        /^idle: port \d+ ESTABLISHED, .*, no packet for \d{3,} ms; \d+ packets? toward a and \d+ packets? toward b /,
      )
      expect((await hole.evidence())?.facts).toMatchObject({
        connections: 1,
        droppedTowardA: expect.any(Number),
        droppedTowardC: expect.any(Number),
      })
    })

    test('and a host that reboots twice: its program is started once each time', async () => {
      await using run = await openSystem(system, { hosts: system })
      for (const starts of [2, 3]) {
        await using off = await run.testbed.inject({ kind: 'power-off', host: 'c' }, never)
        await off[Symbol.asyncDispose]()
        expect(
          run.recorder.lines.filter(({ host, text }) => host === 'c' && text.startsWith('listening')),
        ).toHaveLength(starts)
      }
      expect(run.troubles()).toEqual([])
    })

    test('that come one by one are the same system', async () => {
      await using run = await openSystem(system)
      await run.testbed.start(chatty('three', 'c'), never)
      await run.until('see three', () => run.connections({ from: 'three', to: 'c' })[0])
      await using hole = await run.testbed.inject({ kind: 'black-hole', toward: 'two' }, never)
      await run.pass(settledMs)
      expect(await trafficSince(run, hole.byMs + leftoverMs)).toEqual(['one>a', 'one>b', 'three>c'])
      const made = links(run.testbed.network.router).filter(({ kind }) => kind === 'veth' || kind === 'bridge')
      expect(made.map(({ name }) => name).sort()).toEqual([
        'lan',
        'lan3',
        'lan4',
        'rh1',
        'rh2',
        'rh3',
        'rh4',
        'rh5',
        'rh6',
      ])
    })

    test('and a client that comes while every gate is a hole is in it as well', async () => {
      await using run = await openSystem([...servers, one])
      await using hole = await run.testbed.inject({ kind: 'black-hole', toward: 'both' }, never)
      const coming = run.testbed.start(two, AbortSignal.timeout(500)).then(
        () => 'came',
        () => 'did not get through',
      )
      expect(await coming).toBe('did not get through')
      expect(await hole.evidence()).toBeDefined()
    })
  })

  describe.concurrent('a connection', () => {
    test('is known by wire and kernels alike, and a reconnect is another one', async () => {
      await using run = await openRun([echoServer, echoClient({ everyMs: 50, again: true })])
      await using kill = await run.testbed.inject({ kind: 'power-off', host: 'server', backAfterMs: 200 }, never)
      const again = await run.until('see it again', () =>
        run.noted('client-kernel', 'traffic').find(({ connection }) => connection !== 1),
      )
      expect(losses(run, 'client-kernel', kill.atMs)[0]?.connection).toBe(1)
      expect(run.recorder.connections.find(({ id }) => id === again.connection)?.bornMs).toBeGreaterThan(kill.byMs)
      await run.until('see it on the wire', () => run.noted('wire', 'traffic').find(on(again.connection)))
    })

    test('with the same ends is another one each time, for both kernels and the wire', async () => {
      await using run = await openRun([])
      await run.testbed.start(serverHost(), never)
      await run.testbed.start(client(samePort), never)
      await run.until('see two', () => run.noted('server-kernel', 'traffic')[1])
      await run.pass(100)
      expect(run.recorder.connections).toMatchObject([
        { id: 1, local: { port: 4_444 } },
        { id: 2, local: { port: 4_444 } },
      ])
      for (const by of ['client-kernel', 'server-kernel', 'wire'] as const)
        expect([by, run.noted(by, 'traffic').map(({ connection }) => connection)]).toEqual([by, [1, 2]])
    })

    test('that a client did not make by itself is none: a canary of ours is no connection', async () => {
      await using run = await openRun([echoServer, echoClient({})])
      await run.pass(200)
      run.testbed.sendCanary({ from: 'client', to: 'server', segment: true })
      await run.pass(100)
      expect(run.recorder.connections).toHaveLength(1)
      expect(run.noted('wire', 'reset')).toEqual([])
    })
  })
})

/** Connects from one port, says a word, resets when everybody has had the time to see it, and does it again. */
const samePort = clientScript(`
  const visit = then => {
    const socket = net.connect({ host: HOST, port: PORT, localPort: 4444 }, () => socket.write("hello"))
    socket.on("data", () => setTimeout(() => { socket.resetAndDestroy(); setTimeout(then, 300) }, 500))
  }
  visit(() => visit(() => setInterval(() => {}, 1e6)))`)

const never = new AbortController().signal
/** What passed one way within half a second of the other is still a sign of both. */
const leftoverMs = 600
/** Traffic of a quarter of a second is one note. */
const settledMs = leftoverMs + 600

function on(connection: number | undefined): (seen: { connection?: number }) => boolean {
  return seen => seen.connection === connection
}

function idOf(run: Run, path: Path): number | undefined {
  return run.connections(path).at(-1)?.id
}

function losses(run: Run, by: `${HostName}-kernel`, afterMs: number) {
  return (['lost', 'reset', 'closed'] as const).flatMap(kind => run.noted(by, kind, afterMs))
}

/** The paths on which there was traffic. */
async function trafficSince(run: Run, atMs: number): Promise<readonly string[]> {
  run.testbed.poll()
  const ids = new Set(run.noted('wire', 'traffic', atMs).map(({ connection }) => connection))
  return [
    ...new Set(run.recorder.connections.filter(({ id }) => ids.has(id)).map(({ from, to }) => `${from}>${to}`)),
  ].sort()
}
