// The tap between real sockets. Toxiproxy is left out: the tap's near side leads straight to its far side.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { patience } from '../../kit/fixtures/patience.ts'
import { until } from '../../kit/until.ts'
import type { Path } from '../../model/observer.ts'
import { Recorder } from '../../observe/recorder.ts'
import { openTap, type Tap } from './tap.ts'
import { Wire } from './wire.ts'

test('carries bytes both ways and counts them on both sides', async () => {
  await using wired = await open()
  const { client, server, tap } = await wired.pair()
  client.write('hello')
  expect(await said(server, 5)).toBe('hello')
  server.write('yes')
  expect(await said(client, 3)).toBe('yes')
  expect(tap.connections).toMatchObject([
    { id: 1, up: { enteredBytes: 5, leftBytes: 5 }, down: { enteredBytes: 3, leftBytes: 3 } },
  ])
})

test('notes traffic once bytes have come through both ways, and not before', async () => {
  await using wired = await open()
  const { client, server } = await wired.pair()
  client.write('hello')
  await said(server, 5)
  expect(wired.kinds()).toEqual([])
  server.write('yes')
  await said(client, 3)
  expect(wired.kinds()).toEqual(['traffic'])
})

test('notes few sightings, however many bytes there are', async () => {
  await using wired = await open()
  const { client, server } = await wired.pair()
  server.pipe(server)
  for (let i = 0; i < 100; i++) {
    client.write('ping')
    await said(client, 4)
  }
  expect(wired.kinds().length).toBeLessThan(20)
})

test('passes a FIN on as a FIN, and says who sent it', async () => {
  await using wired = await open()
  const [one, two] = [await wired.pair(), await wired.pair()]
  one.client.end()
  await once(one.server, 'end')
  two.server.end()
  await once(two.client, 'end')
  expect(wired.details()).toEqual([
    'the client closed connection 1 (FIN)',
    "the server's side closed connection 2 (FIN), and the client was notified",
  ])
})

test('passes a RST on as a RST, and says who sent it', async () => {
  await using wired = await open()
  const [one, two] = [await wired.pair(), await wired.pair()]
  one.client.resetAndDestroy()
  expect(await errorOf(one.server)).toBe('ECONNRESET')
  two.server.resetAndDestroy()
  expect(await errorOf(two.client)).toBe('ECONNRESET')
  expect(wired.details()).toEqual([
    'the client reset connection 1 (RST)',
    "the server's side reset connection 2 (RST), and the client was notified",
  ])
})

test('gives each connection an id in the record, and each sighting the id of its connection', async () => {
  await using wired = await open({ from: 'app', to: 'db' })
  const [one, two] = [await wired.pair(), await wired.pair()]
  two.client.end()
  await once(two.server, 'end')
  one.server.resetAndDestroy()
  expect(await errorOf(one.client)).toBe('ECONNRESET')
  expect(wired.recorder.connections).toEqual([
    { id: 1, from: 'app', to: 'db', bornMs: expect.any(Number) },
    { id: 2, from: 'app', to: 'db', bornMs: expect.any(Number), left: { atMs: expect.any(Number) } },
  ])
  expect(wired.recorder.observations.map(({ connection, detail }) => [connection, detail])).toEqual([
    [2, 'app closed connection 2 (FIN)'],
    [1, "db's side reset connection 1 (RST), and app was notified"],
  ])
})

test('answers with a RST where no server listens', async () => {
  await using wired = await open()
  wired.stopListening()
  const client = connect(wired.tap.clientConnectsTo)
  expect(await errorOf(client)).toBe('ECONNRESET')
  expect(wired.kinds()).toEqual(['reset'])
})

test('swallows bytes and ends while it holds a connection, and delivers them in order afterwards', async () => {
  await using wired = await open()
  const { client, server, tap } = await wired.pair()
  tap.connections[0]?.hold()
  client.write('one')
  client.end('two')
  server.write('three')
  await until(
    'see all of it enter',
    () => (tap.connections[0]?.up.ending && tap.connections[0]?.down.enteredBytes) || undefined,
    patience,
  )
  expect(tap.connections[0]).toMatchObject({
    up: { enteredBytes: 6, leftBytes: 0 },
    down: { enteredBytes: 5, leftBytes: 0 },
  })
  tap.connections[0]?.release()
  expect(await said(server, 6)).toBe('onetwo')
  expect(await said(client, 5)).toBe('three')
})

test('answers the next packet with a RST to its sender, and tells the other side nothing', async () => {
  await using wired = await open()
  const { client, server, tap } = await wired.pair()
  const answered: string[] = []
  tap.connections[0]?.refuse(end => answered.push(end))
  client.write('anybody there?')
  expect(await errorOf(client)).toBe('ECONNRESET')
  expect(answered).toEqual(['from'])
  expect(server.destroyed).toBe(false)
  server.write('me')
  expect(await errorOf(server)).toBe('ECONNRESET')
  expect(answered).toEqual(['from', 'to'])
})

test('resets an established connection on both sides', async () => {
  await using wired = await open()
  const { client, server, tap } = await wired.pair()
  const errors = [errorOf(client), errorOf(server)]
  tap.connections[0]?.reset()
  expect(await Promise.all(errors)).toEqual(['ECONNRESET', 'ECONNRESET'])
})

test('lets new connections get no further while it is parked, and on their way afterwards', async () => {
  await using wired = await open()
  wired.tap.park()
  const client = connect(wired.tap.clientConnectsTo)
  await once(client, 'connect')
  client.write('hello')
  expect(wired.tap.connections).toEqual([])
  const parkedAtMs = wired.recorder.clock.nowMs()
  wired.tap.unpark()
  const server = await wired.nextServer()
  expect(await said(server, 5)).toBe('hello')
  expect(wired.recorder.connections[0]?.bornMs).toBeLessThan(parkedAtMs)
})

test('knows how long a connection was idle', async () => {
  await using wired = await open()
  const { client, server, tap } = await wired.pair()
  client.write('one')
  await said(server, 3)
  const [connection] = tap.connections
  await until('be idle', () => ((connection?.idleMs() ?? 0) > 120 ? true : undefined), patience)
  client.write('two')
  await said(server, 3)
  expect(connection?.longestIdleMs).toBeGreaterThan(120)
  expect(connection?.idleMs()).toBeLessThan(120)
})

test('closes every socket, and closing twice is harmless', async () => {
  const wired = await open()
  const { client, server } = await wired.pair()
  const address = wired.tap.clientConnectsTo
  await wired[Symbol.asyncDispose]()
  await wired[Symbol.asyncDispose]()
  await until('see both ends closed', () => (client.readableEnded && server.readableEnded) || undefined, patience)
  expect(await errorOf(connect(address))).toBe('ECONNREFUSED')
})

async function open(path: Path = { from: 'client', to: 'server' }): Promise<Wired> {
  const recorder = new Recorder()
  const tap = await openTap(path, recorder, new Wire(recorder))
  const wired = new Wired(tap, recorder)
  wired.server.listen(0, '127.0.0.1')
  await once(wired.server, 'listening')
  const address = wired.server.address()
  tap.leadsThrough(tap.toxiproxyConnectsTo)
  if (typeof address === 'object' && address) tap.leadsTo({ host: '127.0.0.1', port: address.port })
  return wired
}

class Wired implements AsyncDisposable {
  readonly server = createServer({ allowHalfOpen: true })
  readonly tap: Tap
  readonly recorder: Recorder

  constructor(tap: Tap, recorder: Recorder) {
    this.tap = tap
    this.recorder = recorder
  }

  async pair(): Promise<{ client: Socket; server: Socket; tap: Tap }> {
    const client = connect({ ...this.tap.clientConnectsTo, allowHalfOpen: true })
    return { client, server: await this.nextServer(), tap: this.tap }
  }

  async nextServer(): Promise<Socket> {
    const [socket] = await once(this.server, 'connection')
    return socket
  }

  stopListening(): void {
    this.server.close()
  }

  kinds(): string[] {
    return this.recorder.observations.map(({ kind }) => kind)
  }

  details(): string[] {
    return this.recorder.observations.map(({ detail }) => detail)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tap[Symbol.asyncDispose]()
    this.server.close()
  }
}

async function said(socket: Socket, bytes: number): Promise<string> {
  let text = ''
  while (text.length < bytes) text += await once(socket, 'data').then(([data]) => data.toString())
  return text
}

async function errorOf(socket: Socket): Promise<string | undefined> {
  socket.resume()
  const [error] = await once(socket, 'error')
  return error.code
}
