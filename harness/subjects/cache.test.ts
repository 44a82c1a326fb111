// Real cache servers and readers on loopback. A frozen server (SIGSTOP) is the dead peer that needs no plane: its kernel
// goes on answering, so a reader that notices has done so by what it sends and expects itself.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sleep } from '../kit/clock.ts'
import { patience } from '../kit/fixtures/patience.ts'
import { reservePort } from '../kit/ports.ts'
import { startProcess } from '../kit/process.ts'
import { until } from '../kit/until.ts'
import { cacheReader, type Detector } from './cache-reader.ts'
import { cacheServer } from './cache-server.ts'
import { type Running, start } from './fixtures/running.ts'

const changesEvery = '500ms'
const reader = (detector: Detector = {}) => cacheReader({ detector, changesEvery, readEvery: '50ms' })

test('a reader stays fresh over many changes, because each invalidation makes it fetch again', async () => {
  await using server = await start('server', cacheServer({ changesEvery }), 0)
  await using client = await start('client', reader(), server.port)
  await client.says('traffic')
  await sleep(3_000)
  expect(client.kinds).toBe('traffic')
  expect(server.kinds).toBe('traffic')
})

test('only a deadline notices a frozen server; all others go on with stale answers', async () => {
  await using server = await start('server', cacheServer({ changesEvery }), 0)
  const readers = await Promise.all(
    Object.values(detectors).map(async detector => start('client', reader(detector), server.port)),
  )
  await using _readers = disposeAll(readers)
  const [none, oneWay, keepalive, ping, readDeadline] = readers
  if (!none || !oneWay || !keepalive || !ping || !readDeadline) throw new Error('unreachable')
  for (const each of readers) await each.says('traffic')
  await sleep(1_500)
  expect(readers.map(({ kinds }) => kinds)).toEqual(readers.map(() => 'traffic'))

  server.program.signal('SIGSTOP')
  expect(await ping.says('lost')).toMatchObject({ code: 'PING_DEADLINE', detail: 'no pong within 300 ms' })
  expect(await readDeadline.says('lost')).toMatchObject({ code: 'READ_DEADLINE' })
  await sleep(3_500)
  for (const silent of [none, oneWay, keepalive]) {
    expect(silent.kinds).toMatch(/^traffic( stale-answer)+$/)
    expect(lastFigures(silent)).toMatchObject({ answers: expect.any(Number), forMs: expect.any(Number) })
  }

  server.program.signal('SIGCONT')
  await ping.says('recovered')
  await readDeadline.says('recovered')
  await until('see fresh answers', () => /stale-answer traffic$/.test(none.kinds) || undefined, patience)
  expect(lastFigures(none).forMs).toBeGreaterThan(1_500)
})

// CPU time is what the system counts, so a busy machine makes it no less: it takes longer, and that much has to be used all the same.
test.skipIf(process.platform !== 'linux')(
  'with work to do, each answer costs the server CPU time; without, next to none',
  async () => {
    const ping = { heartbeat: { every: '50ms', deadline: '10s' } } as const
    const usedMs = async (work: '50ms' | '0ms') => {
      await using server = await start('server', cacheServer({ changesEvery: '1h', work }), 0)
      await using client = await start('client', cacheReader({ detector: ping, changesEvery: '1h' }), server.port)
      await client.says('traffic')
      const before = cpuMs(server.program.pid)
      await sleep(2_000)
      return cpuMs(server.program.pid) - before
    }
    const [busy, idle] = [await usedMs('50ms'), await usedMs('0ms')]
    expect(busy).toBeGreaterThan(200)
    expect(busy).toBeGreaterThan(2 * idle)
  },
)

test('every reader is told when its server dies, and recovers when it is back', async () => {
  using reserved = await reservePort()
  await using first = await start('server', cacheServer({ changesEvery }), reserved.port)
  await using client = await start('client', reader(), reserved.port)
  await client.says('traffic')
  first.program.signal('SIGKILL')
  expect((await client.says('lost')).code).toMatch(/^(EOF|ECONNRESET)$/)
  await using _second = await start('server', cacheServer({ changesEvery }), reserved.port)
  await client.says('recovered')
  expect(client.kinds).toBe('traffic lost recovered')
})

test('a reader without a server says so once, and connects when there is one', async () => {
  using reserved = await reservePort()
  await using client = await start('client', reader(), reserved.port)
  expect(await client.says('lost')).toMatchObject({ code: 'ECONNREFUSED' })
  await sleep(1_000)
  await using _server = await start('server', cacheServer({ changesEvery }), reserved.port)
  await client.says('traffic')
  expect(client.kinds).toBe('lost traffic')
})

test.each(['500ms', '2s'] as const)('a reader that is out of step with a server of %s says so', async serversOwn => {
  await using server = await start('server', cacheServer({ changesEvery: serversOwn }), 0)
  await using client = await start('client', cacheReader({ changesEvery: '1s' }), server.port)
  expect(await client.says('lost')).toMatchObject({
    code: 'SCHEDULE',
    detail: expect.stringMatching(/^the server's version \d+ is not today's: do both have the same --changes-every\?$/),
  })
  expect(client.kinds).toBe('lost')
})

test.runIf(process.platform === 'linux')('SO_KEEPALIVE is set when asked for, and not otherwise', async () => {
  await using server = await start('server', cacheServer({ changesEvery: '1h' }), 0)
  await using plain = await start('client', cacheReader({ changesEvery: '1h' }), server.port)
  await plain.says('traffic')
  expect(timersTo(server.port)).toEqual(['00'])
  const keepalive = { idle: '30s', interval: '10s', count: 3 } as const
  await using kept = await start('client', cacheReader({ changesEvery: '1h', detector: { keepalive } }), server.port)
  await kept.says('traffic')
  expect(timersTo(server.port).sort()).toEqual(['00', '02'])
})

test('a wrong flag is one line and the usage, exit code 64; a port that is taken is exit code 1', async () => {
  await using server = await start('server', cacheServer(), 0)
  expect(await lastWords(cacheReader(), ['--hartbeat', '5'])).toEqual({
    code: 64,
    first: expect.stringMatching(/^Cannot start cache-client: Unknown option '--hartbeat'/),
  })
  expect(await lastWords(cacheReader(), ['--port', '{port}'])).toEqual({
    code: 64,
    first: 'Cannot start cache-client: --port needs a whole number of at least 1, got "{port}"',
  })
  expect(await lastWords(cacheServer(), ['--host', '127.0.0.1', '--port', String(server.port)])).toEqual({
    code: 1,
    first: `Cannot listen on 127.0.0.1:${server.port}: listen EADDRINUSE: address already in use 127.0.0.1:${server.port}`,
  })
})

const detectors = {
  none: {},
  oneWay: { heartbeat: { every: '100ms' } },
  keepalive: { keepalive: { idle: '1s', interval: '1s', count: 1 } },
  ping: { heartbeat: { every: '200ms', deadline: '300ms' } },
  readDeadline: { readDeadline: '1500ms' },
} as const satisfies Record<string, Detector>

/** The figures of the last line that has some. */
function lastFigures({ recorder }: Running): { answers: number; forMs: number } {
  const line = recorder.lines.findLast(({ text }) => text.includes('"forMs"'))
  return JSON.parse(line?.text ?? '{}')
}

/** The kernel's timer of each established client socket to the port, 02 being keepalive: proc_net_tcp.txt. */
function timersTo(port: number): string[] {
  const remote = port.toString(16).toUpperCase().padStart(4, '0')
  const sockets = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map(line => line.trim().split(/\s+/))
  const own = sockets.filter(([, , address, state]) => address?.endsWith(`:${remote}`) && state === '01')
  return own.map(([, , , , , timer]) => timer?.slice(0, 2) ?? '')
}

async function lastWords({ command }: ReturnType<typeof cacheReader>, flags: readonly string[]) {
  const said: string[] = []
  const [program = ''] = command.args
  await using child = await startProcess({
    file: command.file,
    args: [program, ...flags],
    onLine: (_, text) => said.push(text),
  })
  const { code } = await child.exited
  await until('read its words', () => said[0], patience)
  return { code, first: said[0] }
}

function disposeAll(all: readonly AsyncDisposable[]): AsyncDisposableStack {
  const stack = new AsyncDisposableStack()
  for (const each of all) stack.use(each)
  return stack
}

/** User and system time in /proc/PID/stat, counted in hundredths of a second. */
function cpuMs(pid: number): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ').slice(11, 13) ?? []
  return (Number(user) + Number(system)) * 10
}
