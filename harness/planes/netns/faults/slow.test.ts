// In a guest, whose kernel has netem, as many have not. Method: a connection through the router whose words and echoes are timed by us, and an answer that the plane times by itself. Code that
// slows one way for both, in other units, or nothing at all, misses the sum; code that drops what it holds would heal with a loss.
import { expect, test as plain } from 'vitest'
import { boxes } from '../../../boxes/boxes.ts'
import { sleep } from '../../../kit/clock.ts'
import { patience } from '../../../kit/fixtures/patience.ts'
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import { type Dialled, echo, exchange } from '../../../netlink/fixtures/traffic.ts'
import { deleteQdisc } from '../../../netlink/qdisc.ts'
import { qdiscOf } from '../../../netlink/qdisc-state.ts'
import { Recorder } from '../../../observe/recorder.ts'
import { clientHost, echoClient, serverHost } from '../../fixtures/echo.ts'
import type { Injection } from '../../plane.ts'
import { boxed } from '../fixtures/boxed.ts'
import { dialIn, freshTestbed, keepAlive, never } from '../fixtures/three-clients.ts'
import { netns } from '../index.ts'
import { servicePort } from '../network.ts'
import { type NetnsTestbed, openTestbed } from '../testbed.ts'

await boxed(
  import.meta,
  async () => {
    const lacking = await netns.lacks?.(slow({ delayMs: 1 }))
    const test = (title: string, body: () => Promise<void>) =>
      plain.concurrent(title, async ({ skip }) => (lacking === undefined ? await body() : skip(lacking)))

    plain('a kernel without netem is lacking for this fault alone', async () => {
      if (lacking !== undefined) expect(lacking).toBe('this kernel has no sch_netem; run it with --clock virtual')
      expect(await netns.lacks?.({ kind: 'black-hole', toward: 'both' })).toBeUndefined()
    })

    for (const family of [4, 6] as const)
      test(`300 ms each way make an answer 600 ms late over IPv${family}, and it is seen to be`, async () => {
        await using testbed = await served(family)
        const dialled = await dialIn(testbed)
        const plainMs = await tripMs(dialled)
        await using injection = await testbed.inject(slow({ delayMs: 300 }), never)
        const tookMs = await tripMs(dialled)
        expect(plainMs).toBeLessThan(300)
        expect(tookMs).toBeGreaterThanOrEqual(599)
        expect(tookMs).toBeLessThan(900)
        await until('see the answer', answer(injection), patience)
        expect((await injection.evidence())?.text).toMatch(
          /^an answer took 0\.[67]\d s; toward the server \d+ packets? passed, 0 lost, \d+ held; toward the client \d+ packets? passed, 0 lost, \d+ held$/,
        )
      })

    test('who says and hears nothing has lost nothing by it, whatever our own request shows; who asks has', async () => {
      await using testbed = await served()
      const dialled = await dialIn(testbed)
      await exchange(dialled)
      await using injection = await testbed.inject(slow({ delayMs: 100 }), never)
      await until('see the answer', answer(injection), patience)
      const why = 'no packet of client or of server was on its way: slow met none'
      expect(injection.spared).toEqual([{ from: 'client', to: 'server', why }])
      await exchange(dialled)
      testbed.poll()
      expect(injection.spared).toEqual([])
    })

    test('nor is anybody spared who is silent, and whose kernel asks: its probes are held up', async () => {
      await using testbed = await served()
      const dialled = await dialIn(testbed)
      keepAlive(dialled)
      await exchange(dialled)
      await using injection = await testbed.inject(slow({ delayMs: 100 }), never)
      await until('see its probe', () => injection.spared?.length === 0 || undefined, patience)
    })

    test('a second one on the same way is refused, the first stays as it was, and healed makes room', async () => {
      await using testbed = await served()
      const dialled = await dialIn(testbed)
      await exchange(dialled)
      const first = await testbed.inject(slow({ delayMs: 150 }), never)
      for (const second of [slow({ delayMs: 600 }), slow({ delayMs: 600, toward: 'server' })])
        await expect(testbed.inject(second, never)).rejects.toThrow(
          /^Cannot inject slow: it would put itself in the place of a slow that is in force: .*\[E_CANNOT_INJECT\]$/,
        )
      const tookMs = await tripMs(dialled)
      expect(tookMs).toBeGreaterThanOrEqual(299)
      expect(tookMs).toBeLessThan(580)
      await until('see the answer', answer(first), patience)
      await first[Symbol.asyncDispose]()
      await using _second = await testbed.inject(slow({ delayMs: 300, toward: 'server' }), never)
      await using _third = await testbed.inject(slow({ delayMs: 300, toward: 'client' }), never)
      expect(await tripMs(dialled)).toBeGreaterThanOrEqual(599)
    })

    for (const which of [{}, { connection: 1 }])
      test(`one that cannot be raised leaves its place to the next: ${JSON.stringify(which)}`, async () => {
        await using testbed = await served()
        const dialled = await dialIn(testbed)
        await exchange(dialled)
        const tooLong = slow({ delayMs: 4_000, jitterMs: 3_000, ...which })
        await expect(testbed.inject(tooLong, never)).rejects.toThrow('E_NETEM')
        await using _next = await testbed.inject(slow({ delayMs: 100, ...which }), never)
        await expect(testbed.inject(tooLong, never)).rejects.toThrow('E_CANNOT_INJECT')
      })

    for (const toward of ['client', 'server'] as const)
      test(`300 ms toward the ${toward} alone make it 300 ms late`, async () => {
        await using testbed = await served()
        const dialled = await dialIn(testbed)
        await exchange(dialled)
        await using injection = await testbed.inject(slow({ delayMs: 300, toward }), never)
        const tookMs = await tripMs(dialled)
        expect(tookMs).toBeGreaterThanOrEqual(299)
        expect(tookMs).toBeLessThan(580)
        await until('see the answer', answer(injection), patience)
        expect((await injection.evidence())?.text).toMatch(
          new RegExp(`^an answer took 0\\.[345]\\d s; toward the ${toward} [^;]*$`),
        )
      })

    test('before any answer can be there, that none came and packets are held is evidence', async () => {
      await using testbed = await served()
      await using injection = await testbed.inject(slow({ delayMs: 10_000, toward: 'server' }), never)
      await sleep(100)
      expect((await injection.evidence())?.text).toMatch(
        /^no answer for 0\.[12]\d s so far; toward the server 0 packets? passed, 0 lost, \d held$/,
      )
    })

    test('a loss is evident when something was lost, and not before', async () => {
      await using testbed = await served()
      const dialled = await dialIn(testbed)
      await using seldom = await testbed.inject(slow({ delayMs: 0, lossPercent: 0.001 }), never)
      await exchange(dialled)
      expect(await seldom.evidence()).toBeUndefined()
      expect(troubles(testbed)).toEqual(['no packet was lost so far, at 0.001 %: more have to pass'])
      await seldom[Symbol.asyncDispose]()
      await using often = await testbed.inject(slow({ delayMs: 0, lossPercent: 40 }), never)
      const lost = async () => {
        await exchange(dialled)
        return (await often.evidence())?.text
      }
      expect(await until('see a loss', lost, patience)).toMatch(
        /^toward the server .* [1-9]\d* lost|client .* [1-9]\d* lost/,
      )
    })

    test('healed, packets pass at once, and those that were held come in their time', async () => {
      await using testbed = await served()
      const { router } = testbed.network
      const { gate } = testbed.place('server')
      const dialled = await dialIn(testbed)
      await exchange(dialled)
      const injection = await testbed.inject(slow({ delayMs: 500, toward: 'server' }), never)
      const held = exchange(dialled)
      await sleep(50)
      await injection[Symbol.asyncDispose]()
      expect(qdiscOf(router, gate)?.heldPackets).toBeGreaterThan(0)
      expect(await tripMs(await dialIn(testbed))).toBeLessThan(300)
      expect(await held).toBe('hello')
      await until('hold nothing', () => qdiscOf(router, gate)?.heldPackets === 0 || undefined, patience)
      expect(qdiscOf(router, gate)?.dropped).toBe(0)
    })

    test('300 ms toward one of two servers that share a segment make that one late, and the other not', async () => {
      const hosts = [serverHost(), serverHost(undefined, 'other'), clientHost(echoClient({}, 'server', 'other'))]
      await using testbed = await openTestbed({ limits: { setupMs: 5_000, settleMs: 0 }, hosts }, new Recorder(), never)
      for (const host of ['server', 'other']) await echo(testbed.place(host).netns, servicePort)
      const [late, soon] = [await dialIn(testbed), await dialIn(testbed, 'other')]
      for (const dialled of [late, soon]) await exchange(dialled)
      await using injection = await testbed.inject(slow({ delayMs: 300, toward: 'server' }), never)
      expect(await tripMs(soon)).toBeLessThan(290)
      expect(await tripMs(late)).toBeGreaterThanOrEqual(299)
      await until('see the answer', answer(injection), patience)
      expect((await injection.evidence())?.facts).toMatchObject({
        passedTowardServer: expect.any(Number),
        lostTowardServer: 0,
      })
    })

    test('what somebody else put in its place proves nothing, and heals all the same', async () => {
      await using testbed = await served()
      const injection = await testbed.inject(slow({ delayMs: 200 }), never)
      await until('see the answer', answer(injection), patience)
      testbed.network.router.request(deleteQdisc(testbed.place('server').gate))
      expect(await injection.evidence()).toBeUndefined()
      await injection[Symbol.asyncDispose]()
      await injection[Symbol.asyncDispose]()
      expect(await tripMs(await dialIn(testbed))).toBeLessThan(300)
    })

    test('it heals by itself, and is evident until then', async () => {
      await using testbed = await served()
      const injection = await testbed.inject(slow({ delayMs: 2_000, forMs: 300 }), never)
      await until('see it healed', () => injection.healedAtMs, patience)
      expect((injection.healedAtMs ?? 0) - injection.byMs).toBeLessThan(600)
      expect((await injection.evidence())?.text).toMatch(/^no answer for 0\.[3-5]\d s so far; .*, \d held/)
    })
  },
  boxes.virtual,
)

function slow(given: Omit<Fault<'slow'>, 'kind'>): Fault<'slow'> {
  return { kind: 'slow', ...given }
}

function answer(injection: Injection): () => Promise<true | undefined> {
  return async () => (await injection.evidence())?.text.startsWith('an answer') || undefined
}

async function served(family: 4 | 6 = 4): Promise<NetnsTestbed> {
  const testbed = await freshTestbed({ family })
  await echo(testbed.place('server').netns, servicePort)
  return testbed
}

async function tripMs(dialled: Dialled): Promise<number> {
  const fromMs = performance.now()
  await exchange(dialled)
  return performance.now() - fromMs
}

function troubles({ recorder }: NetnsTestbed): readonly string[] {
  return recorder.record({ plane: 'netns', clock: 'real' }).troubles
}
