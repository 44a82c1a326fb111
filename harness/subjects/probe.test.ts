// Real programs on loopback. A frozen server (SIGSTOP) acknowledges by its kernel and answers nothing.
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { sleep } from '../kit/clock.ts'
import { messageOf } from '../kit/errors.ts'
import { start } from './fixtures/running.ts'
import { probeClient, probeServer, probeWith } from './probe.ts'

describe('a probe client', () => {
  test('that is set to nothing sends nothing after its first exchange, and one with a heartbeat does', async () => {
    const heard: string[] = []
    await using server = createServer(socket =>
      socket.on('data', bytes => {
        heard.push(String(bytes).trim())
        socket.write('welcome\n')
      }),
    ).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    {
      await using idle = await start('client', probeClient(), port)
      await idle.says('traffic')
      await sleep(700)
      expect(heard).toEqual(['hello'])
    }
    await using beating = await start('client', probeClient('heartbeat=200ms'), port)
    await beating.says('traffic')
    await sleep(700)
    expect(heard.slice(1, 4)).toEqual(['hello', 'heartbeat', 'heartbeat'])
  })

  test.for([
    ['heartbeat=200ms/400ms', {}, 'PING_DEADLINE'],
    ['read-deadline=600ms', {}, 'READ_DEADLINE'],
    ['request-timeout=400ms', { writes: '200ms' }, 'REQUEST_TIMEOUT'],
  ] as const)('with %s and %j gives a frozen server up: %s', async ([settings, options, code]) => {
    await using server = await start('server', probeServer(), 0)
    await using client = await start('client', probeClient(settings, options), server.port)
    await client.says('traffic')
    server.program.signal('SIGSTOP')
    expect(await client.says('lost')).toMatchObject({ code })
    server.program.signal('SIGCONT')
  })

  test('without a deadline does not, and is told when the server is killed; it connects again only if told to', async () => {
    await using server = await start('server', probeServer(), 0)
    await using client = await start('client', probeClient('heartbeat=200ms', { writes: '200ms' }), server.port)
    await using stubborn = await start('client', probeClient('off', { reconnect: true }), server.port)
    await Promise.all([client.says('traffic'), stubborn.says('traffic')])
    server.program.signal('SIGSTOP')
    await sleep(800)
    expect([client.kinds, stubborn.kinds]).toEqual(['traffic', 'traffic'])
    const { port } = server
    server.program.signal('SIGKILL')
    expect(await client.says('lost')).toMatchObject({ code: 'ECONNRESET' }) // it had not read everything: RFC 2525 section 2.17
    await stubborn.says('lost')
    await using _another = await start('server', probeServer(), port)
    await stubborn.says('recovered')
    expect(client.kinds).toBe('traffic lost')
  })

  test.skipIf(process.platform !== 'linux')('refuses what only a kernel can be set to, unless it is', async () => {
    await using client = await start('client', probeClient('retries2=199'), 1)
    await client.says('exited')
    expect(client.recorder.lines.map(({ text }) => text).join(' ')).toMatch(
      /Cannot use retries2=199: it is the kernel's to set, and net.ipv4.tcp_retries2 is \d+\. .*sysctlsOf/,
    )
  })
})

describe('for the prediction', () => {
  test('settings are what they are, as data or spelt', () => {
    const keepalive = { keepalive: { idleMs: 60_000, intervalMs: 10_000, count: 6 } }
    expect(probeClient('keepalive=60/10/6').settings).toEqual(keepalive)
    expect(probeClient({ keepalive: { idle: '60s', interval: '10s', count: 6 } }).settings).toEqual(keepalive)
    expect(probeWith(keepalive).settings).toEqual(keepalive)
  })

  test('questions are a setting as well', () => {
    const asking = { requestTimeoutMs: 2_000, asksEveryMs: 1_000 }
    expect(probeClient('request-timeout=2s', { writes: '1s' }).settings).toEqual(asking)
    expect(probeClient('request-timeout=2s,asks=1s').settings).toEqual(asking)
  })
})

test('a misspelt option, settings that are none and too small a question are refused at the door', () => {
  const refusal = (make: () => unknown) => {
    try {
      return make()
    } catch (thrown) {
      return messageOf(thrown)
    }
  }
  expect(refusal(() => probeClient('off', { write: '1s' } as object))).toContain('Did you mean "writes"?')
  expect(refusal(() => probeClient('keepalive=60'))).toContain('[E_SETTINGS]')
  expect(refusal(() => probeClient({ keepalive: { idle: '1.5s', interval: '1s', count: 3 } }))).toContain(
    'keepalive counts whole seconds from 1 to 32767, got "1.5"',
  )
  expect(refusal(() => probeClient('off', { writes: { every: '1s', sizeBytes: 4 } }))).toContain('[E_SIZE]')
})
