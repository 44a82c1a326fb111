// The real ZEO on loopback: it starts, it serves, and it behaves as fidelity claims are built on.
import { connect, createServer, type Server, type Socket } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { sleep } from '../kit/clock.ts'
import { patience } from '../kit/fixtures/patience.ts'
import { reservePort } from '../kit/ports.ts'
import { until } from '../kit/until.ts'
import { predict } from '../predict/predict.ts'
import { start } from './fixtures/running.ts'
import { probeZeo, provisionZeo, zeoReader, zeoServer } from './zeo.ts'

beforeAll(async () => provisionZeo(), 300_000)

const changesEvery = '500ms'

test('once provisioned it is ready, and provisioning it again changes nothing', async () => {
  await provisionZeo()
  expect(await probeZeo()).toMatchObject({ what: 'zeo', state: 'ready' })
})

test('a reader stays fresh over many commits, because the server sends invalidations', async () => {
  await using server = await start('server', zeoServer({ changesEvery }), 0)
  await using client = await start('client', zeoReader({ changesEvery, readEvery: '50ms' }), server.port)
  await client.says('traffic')
  await sleep(3_000)
  expect(client.kinds).toBe('traffic')
})

test('a frozen server is not noticed: the reader goes on with stale answers until the server goes on', async () => {
  await using server = await start('server', zeoServer({ changesEvery: '2s' }), 0)
  await using client = await start('client', zeoReader({ changesEvery: '2s', heartbeat: '200ms' }), server.port)
  await client.says('traffic')
  await midway(2_000)
  server.program.signal('SIGSTOP')
  await client.says('stale-answer')
  await sleep(2_000)
  expect(client.kinds).toMatch(/^traffic( stale-answer)+$/)
  server.program.signal('SIGCONT')
  await until('see fresh answers', () => /stale-answer traffic$/.test(client.kinds) || undefined, patience)
})

test('a loss says how many stale answers there were until then, and later ones are counted anew', async () => {
  await using server = await start('server', zeoServer({ changesEvery: '2s' }), 0)
  await using between = await relay(server.port)
  await using client = await start('client', zeoReader({ changesEvery: '2s' }), between.port)
  await client.says('traffic')
  await midway(2_000)
  server.program.signal('SIGSTOP')
  await client.says('stale-answer')
  await sleep(500)
  between.reset()
  const lost = await client.says('lost')
  expect(lost.stale?.answers).toBeGreaterThan(1)
  expect(lost.detail).toMatch(/^ZEO says: .*; \d+ stale answers in [\d.]+ s$/)
  const next = () => client.sightings.slice(client.sightings.findIndex(({ kind }) => kind === 'lost') + 1)[0]
  expect(await until('go on after the loss', next, patience)).toMatchObject({
    kind: 'stale-answer',
    stale: { answers: 1 },
  })
  server.program.signal('SIGCONT')
})

test('a dead server is noticed, stale answers go on after that, and the reader recovers when it is back', async () => {
  using reserved = await reservePort()
  await using first = await start('server', zeoServer({ changesEvery }), reserved.port)
  await using client = await start('client', zeoReader({ changesEvery }), reserved.port)
  await client.says('traffic')
  first.program.signal('SIGKILL')
  expect(await client.says('lost')).toMatchObject({ code: 'EOF' })
  await client.says('stale-answer')
  await using _second = await start('server', zeoServer({ changesEvery }), reserved.port)
  await client.says('recovered')
  expect(client.kinds).toMatch(/^traffic lost( stale-answer)+ recovered$/)
})

test('the heartbeat is 60 s as it comes, and what the option says where it is given', async () => {
  await using server = await start('server', zeoServer({ changesEvery: '1h' }), 0)
  await using plain = await relay(server.port)
  await using quick = await relay(server.port)
  await using asItComes = await start('client', zeoReader({ changesEvery: '1h' }), plain.port)
  await using patched = await start('client', zeoReader({ changesEvery: '1h', heartbeat: '200ms' }), quick.port)
  await asItComes.says('traffic')
  await patched.says('traffic')
  const before = { plain: plain.chunks, quick: quick.chunks }
  await sleep(1_500)
  expect(plain.chunks).toBe(before.plain)
  expect(quick.chunks).toBeGreaterThan(before.quick + 2)
})

test('the reason of a loss is the one that ZEO was given', async () => {
  await using server = await start('server', zeoServer({ changesEvery: '1h' }), 0)
  await using between = await relay(server.port)
  await using client = await start('client', zeoReader({ changesEvery: '1h' }), between.port)
  await client.says('traffic')
  between.reset()
  expect(await client.says('lost')).toMatchObject({ code: 'ECONNRESET', detail: expect.stringMatching(/^ZEO says: /) })
  await server.says('lost')
})

test('the prediction knows that a one-way heartbeat proves nothing', () => {
  expect(zeoReader().settings).toEqual({ heartbeat: { everyMs: 60_000 } })
  expect(zeoReader({ heartbeat: '5s' }).settings).toEqual({ heartbeat: { everyMs: 5_000 } })
  const frozen = { kind: 'frozen-peer', host: 'server' } as const
  expect(predict({ settings: zeoReader().settings, fault: frozen }).window).toBe('never')
})

/** In the middle between two changes: a reader that asks for a new version just as its server freezes waits for it, and reads nothing stale. */
async function midway(changesEveryMs: number): Promise<void> {
  const sinceChange = Date.now() % changesEveryMs
  await sleep((sinceChange < changesEveryMs / 2 ? 0.5 : 1.5) * changesEveryMs - sinceChange)
}

/** Hands bytes on, counts what comes from the client, and can reset the client's connection. */
async function relay(serverPort: number): Promise<Relay> {
  const clients = new Set<Socket>()
  let chunks = 0
  const server = createServer(client => {
    clients.add(client)
    const upstream = connect(serverPort, '127.0.0.1')
    client.on('data', () => chunks++)
    client.pipe(upstream).pipe(client)
    for (const [one, other] of [[client, upstream] as const, [upstream, client] as const])
      one.on('error', () => {}).on('close', () => other.destroy())
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  return {
    port: portOf(server),
    get chunks() {
      return chunks
    },
    reset: () => {
      for (const client of clients) client.resetAndDestroy()
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.destroy()
      server.close()
    },
  }
}

interface Relay extends AsyncDisposable {
  readonly port: number
  readonly chunks: number
  reset(): void
}

function portOf(server: Server): number {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}
