// Method: a real connection over a path that loses what its client sends, for good, for a while, or not at all, and a fault that is asked
// for at that moment. Waiting is bounded by 2 s; a retransmission comes after 200 ms and is doubled, so 300 ms of loss are over by 700 ms.
// Code that did not wait would find data in flight each time; code that always waited would be late for a client that talks.
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { after, every, sleep } from '../../kit/clock.ts'
import type { Fault } from '../../model/fault.ts'
import { type Dialled, echo, exchange } from '../../netlink/fixtures/traffic.ts'
import { drop } from '../../netlink/nft/action.ts'
import { iif } from '../../netlink/nft/match.ts'
import { boxed } from './fixtures/boxed.ts'
import { dialIn, freshTestbed, never, type TestbedOptions } from './fixtures/three-clients.ts'
import { servicePort } from './network.ts'
import type { NetnsTestbed } from './testbed.ts'

const nothing: Fault = { kind: 'none' }

await boxed(import.meta, () => {
  test.concurrent('a connection that is quiet is not waited for, and the fault says that it found it idle', async () => {
    await using talk = await talked()
    const { waitedMs, found } = await talk.inject()
    expect(waitedMs).toBeLessThan(500)
    expect(found).toEqual([
      {
        ...path,
        ...{ state: 'idle', unackedBytes: 0, unreadBytes: 0, quietMs: expect.any(Number), nextWriteMs: 'none' },
        socket: {
          ...{ unackedBytes: 0, rtoMs: expect.any(Number), rttMs: expect.any(Number) },
          ...{ windowBytes: expect.any(Number), timer: 'none' },
        },
      },
    ])
    expect(found?.[0]?.socket?.rtoMs).toBeGreaterThanOrEqual(200)
    expect(found?.[0]?.socket?.rttMs).toBeLessThan(100)
    expect(found?.[0]?.socket?.windowBytes).toBeGreaterThan(1_000)
  })

  test.concurrent('a word that nobody has acknowledged is waited for', async () => {
    await using talk = await talked()
    using loss = talk.loses()
    talk.dialled.socket.write('a word')
    using _end = after(300, () => loss[Symbol.dispose]())
    const { waitedMs, found } = await talk.inject()
    expect(waitedMs).toBeGreaterThan(250)
    expect(waitedMs).toBeLessThan(1_900)
    expect(found).toMatchObject([{ unackedBytes: 0 }])
  })

  test.concurrent('it is not waited for longer than 2 s, and the fault says what it fell on', async () => {
    await using talk = await talked()
    using _loss = talk.loses()
    talk.dialled.socket.write('a word')
    const { waitedMs, found } = await talk.inject()
    expect(waitedMs).toBeGreaterThanOrEqual(2_000)
    expect(waitedMs).toBeLessThan(4_000)
    expect(found).toMatchObject([{ ...path, state: 'data-in-flight', unackedBytes: 6 }])
  })

  test.concurrent('nor at all where the scenario does not want it', async () => {
    await using talk = await talked({ quiet: false })
    using _loss = talk.loses()
    talk.dialled.socket.write('a word')
    const { waitedMs, found } = await talk.inject()
    expect(waitedMs).toBeLessThan(500)
    expect(found).toMatchObject([{ state: 'data-in-flight', unackedBytes: 6 }])
  })

  test('who spoke last is told although what was said has not been read at the router yet', {
    concurrent: false,
  }, async () => {
    await using testbed = await freshTestbed({ quiet: false })
    const server = await echo(testbed.place('server').netns, servicePort)
    const states: unknown[] = []
    // Only within a tick of their kernel, which then cannot tell who was first, does it matter: that is so of most.
    for (let connection = 1; connection <= 3; connection++) {
      const accepted = once(server, 'connection')
      const dialled = await dialIn(testbed)
      const [end]: Socket[] = await accepted
      await exchange(dialled)
      end?.write('a word of the server')
      dialled.socket.write('a word')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60) // the kernels acknowledge meanwhile, and nobody here reads
      const { found } = await testbed.inject(nothing, never)
      states.push(found?.find(one => one.connection === connection)?.state)
      dialled.socket.destroy()
    }
    expect(states).toEqual(Array(3).fill('awaiting-answer'))
  })

  test.concurrent('a timer that runs is told with how long it has to run', async () => {
    await using talk = await talked()
    talk.dialled.socket.setKeepAlive(true, 30_000)
    const { found } = await talk.inject()
    const socket = found?.[0]?.socket
    expect(socket).toMatchObject({ timer: 'keepalive' })
    expect(socket?.dueMs).toBeGreaterThan(20_000)
    expect(socket?.dueMs).toBeLessThanOrEqual(30_000)
  })

  test.concurrent('when its client writes next is told as it is seen, and nothing that it wrote before', async () => {
    await using talk = await talked()
    await exchange(talk.dialled)
    const { injection } = await talk.inject()
    expect(injection.found).toMatchObject([{ nextWriteMs: 'none' }])
    await sleep(100)
    talk.dialled.socket.write('a word')
    await sleep(50)
    await injection.evidence()
    const [{ nextWriteMs } = {}] = injection.found ?? []
    expect(nextWriteMs).toBeGreaterThanOrEqual(95)
    expect(nextWriteMs).toBeLessThan(400)
    talk.dialled.socket.write('and another one')
    await sleep(50)
    await injection.evidence()
    expect(injection.found).toMatchObject([{ nextWriteMs }])
  })

  test.concurrent('what was on its way already is no next word, although it is sent again', async () => {
    await using talk = await talked({ quiet: false })
    using _loss = talk.loses()
    talk.dialled.socket.write('a word')
    const { injection } = await talk.inject()
    await sleep(500)
    await injection.evidence()
    expect(injection.found).toMatchObject([{ state: 'data-in-flight' }])
    expect(injection.found?.[0]).not.toHaveProperty('nextWriteMs')
  })

  test.concurrent('a client that talks all the time is quiet between two words', async () => {
    await using talk = await talked()
    using _talking = every(1, () => void talk.dialled.socket.write('a word'))
    expect((await talk.inject()).waitedMs).toBeLessThan(500)
  })
})

const path = { from: 'client', to: 'server', connection: 1 } as const

/** A connection that has had an answer. */
async function talked(options: TestbedOptions = {}): Promise<Talk> {
  const testbed = await freshTestbed(options)
  await echo(testbed.place('server').netns, servicePort)
  const dialled = await dialIn(testbed)
  await exchange(dialled)
  return new Talk(testbed, dialled)
}

class Talk implements AsyncDisposable {
  readonly dialled: Dialled
  readonly #testbed: NetnsTestbed

  constructor(testbed: NetnsTestbed, dialled: Dialled) {
    this.#testbed = testbed
    this.dialled = dialled
  }

  /** Until it is disposed, what the client sends is lost. */
  loses(): Disposable {
    const when = [iif(this.#testbed.place('client').gate.name)]
    return this.#testbed.enforce([{ hook: 'forward', rules: [{ name: 'lost', when, does: [drop] }] }])
  }

  async inject() {
    const { clock } = this.#testbed.recorder
    const askedMs = clock.nowMs()
    const injection = await this.#testbed.inject(nothing, never)
    const { atMs, found } = injection
    return { waitedMs: atMs - askedMs, found, injection }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#testbed[Symbol.asyncDispose]()
  }
}
