// In a guest, whose kernel has netem. Method: words and their echoes are timed by us, on links with figures so unlike each other that a
// link that is shaped one way only, twice, or not at all, misses their sum. What a fault adds must come on top, and go alone.
import { expect, test as plain } from 'vitest'
import { boxes } from '../../boxes/boxes.ts'
import { sleep } from '../../kit/clock.ts'
import type { Fault } from '../../model/fault.ts'
import type { Links } from '../../model/link.ts'
import type { LinkRecord } from '../../model/link-record.ts'
import { type Dialled, echo, exchange } from '../../netlink/fixtures/traffic.ts'
import { setMtu } from '../../netlink/link.ts'
import { linkState } from '../../netlink/link-state.ts'
import { BEHIND_FIRST, deleteQdisc, replaceNetem } from '../../netlink/qdisc.ts'
import { tcpSockets } from '../../netlink/tcp-socket.ts'
import { linksAmiss } from '../../verdict/links.ts'
import { boxed } from './fixtures/boxed.ts'
import { dialIn, freshTestbed, never } from './fixtures/three-clients.ts'
import { netns } from './index.ts'
import { watchLinks } from './links-read.ts'
import { servicePort } from './network.ts'
import type { NetnsTestbed } from './testbed.ts'

const nothing: Fault = { kind: 'none' }

await boxed(
  import.meta,
  async () => {
    const lacking = await netns.lacks?.(nothing, { links: { client: { delayMs: 1 } } })
    const test = (title: string, body: () => Promise<void>) =>
      plain.concurrent(title, async ({ skip }) => (lacking === undefined ? await body() : skip(lacking)))

    plain('a kernel without netem is lacking for a link that is shaped, and not for one that is short', async () => {
      if (lacking !== undefined) expect(lacking).toBe('this kernel has no sch_netem; run it with --clock virtual')
      expect(await netns.lacks?.(nothing, { links: { client: { mtuBytes: 1_400 } } })).toBeUndefined()
      expect(await netns.lacks?.(nothing)).toBeUndefined()
    })

    test('a delay holds both ways, and that of the other host on top of it', async () => {
      await using one = await served({ client: { delayMs: 50 } })
      await using both = await served({ client: { delayMs: 50 }, server: { delayMs: 100 } })
      await using none = await served({})
      const took = [await tripMs(await dialIn(one)), await tripMs(await dialIn(both)), await tripMs(await dialIn(none))]
      expect(took.map(ms => Math.floor((ms + 1) / 100))).toEqual([1, 3, 0])
    })

    test('a slowness comes on top of it, and goes without taking it along', async () => {
      await using testbed = await served({ client: { delayMs: 50 } })
      const dialled = await dialIn(testbed)
      const injection = await testbed.inject({ kind: 'slow', delayMs: 200 }, never)
      const slowMs = await tripMs(dialled)
      await injection[Symbol.asyncDispose]()
      const healedMs = await tripMs(dialled)
      expect([slowMs, healedMs].map(ms => Math.floor((ms + 1) / 100))).toEqual([5, 1])
    })

    test('a narrow link takes a packet its time, and a wide one does not', async () => {
      await using narrow = await served({ server: { rateBitsPerSecond: 80_000 } })
      await using wide = await served({ server: { rateBitsPerSecond: 1e9 } })
      const word = 'x'.repeat(1_000) // 8,000 bits and its headers: 100 ms and more each way
      const [slowMs, quickMs] = [await tripMs(await dialIn(narrow), word), await tripMs(await dialIn(wide), word)]
      expect(slowMs).toBeGreaterThanOrEqual(200)
      expect(quickMs).toBeLessThan(100)
    })

    test('what is lost is sent again, and where all is lost nobody connects', async () => {
      await using testbed = await served({ client: { lossPercent: 100 } }).catch(() => undefined)
      expect(testbed).toBeUndefined()
    })

    test('what is read back and measured is as asked, and is not once somebody took it away', async () => {
      const links = { client: { delayMs: 50, mtuBytes: 1_300 }, server: { rateBitsPerSecond: 1e9, lossPercent: 1 } }
      const read = async (harm: (testbed: NetnsTestbed) => void) => {
        await using testbed = await served(links)
        await exchange(await dialIn(testbed))
        harm(testbed)
        await testbed.recorder.end()
        return testbed.recorder.record({ plane: 'netns', clock: 'virtual' }).links
      }
      const whole = await read(() => {})
      expect(amiss(links, whole)).toBeUndefined()
      expect(whole?.[1]?.roundTrip).toMatchObject({ from: 'client', to: 'server' })
      expect(Math.floor((whole?.[1]?.roundTrip?.tookMs ?? 0) / 100)).toBe(1)
      const port = (testbed: NetnsTestbed) => testbed.place('client').port
      const unshaped = await read(testbed => testbed.network.router.request(deleteQdisc(port(testbed))))
      expect(amiss(links, unshaped)).toMatch(/^the link of client .*: the router's end shapes nothing$/)
      const wide = await read(testbed => testbed.network.router.request(setMtu(port(testbed), 1_500)))
      expect(amiss(links, wide)).toMatch(/the router's end has an MTU of 1500 bytes, and not 1300$/)
    })

    const slow = { kind: 'slow', delayMs: 20 } as const
    for (const fault of [slow, { ...slow, between: ['client', 'server'] } as const])
      test(`what a fault puts at the end of a link without a shape is not the link: ${JSON.stringify(fault)}`, async () => {
        const links = { client: { mtuBytes: 1_300 } }
        await using testbed = await served(links)
        await using _slow = await testbed.inject(fault, never)
        await exchange(await dialIn(testbed))
        await testbed.recorder.end()
        const { links: read } = testbed.recorder.record({ plane: 'netns', clock: 'virtual' })
        const end = { mtuBytes: 1_300, passed: 0, lost: 0 }
        expect(read).toEqual([{ host: 'client', ends: { host: end, router: end } }])
        expect(amiss(links, read)).toBeUndefined()
      })

    test('what is in flight before the router meets it is as old as it is', async () => {
      await using testbed = await freshTestbed({ state: 'data-in-flight', links: { client: { delayMs: 150 } } })
      await echo(testbed.place('server').netns, servicePort)
      const dialled = await dialIn(testbed)
      await exchange(dialled)
      const { clock } = testbed.recorder
      const wroteAtMs = clock.nowMs()
      dialled.socket.write('ping')
      await sleep(100)
      await using injection = await testbed.inject(nothing, never)
      const [least, most] = injection.sinceMs ?? [Number.NaN, Number.NaN]
      expect([least <= injection.byMs - wroteAtMs, injection.byMs - wroteAtMs <= most]).toEqual([true, true])
      expect(most).toBeLessThan(300)
    })

    test('of two ways from one host each is timed by itself', async () => {
      const links = { server: { delayMs: 100 }, standby: { delayMs: 150 } }
      await using testbed = await freshTestbed({ links, standby: true })
      await testbed.recorder.end()
      const { links: read } = testbed.recorder.record({ plane: 'netns', clock: 'virtual' })
      expect(amiss(links, read)).toBeUndefined()
      expect(read?.map(({ roundTrip }) => Math.floor(((roundTrip?.tookMs ?? 0) + 1) / 100))).toEqual([2, 3])
    })

    test('a link that is slower than it reads is not as asked, however late', async () => {
      const links = { client: { delayMs: 200 } }
      const seen = async (moreMs: number) => {
        await using testbed = await served(links)
        const { router } = testbed.network
        const { port } = testbed.place('client')
        router.request(replaceNetem(port, { delayMs: moreMs }, BEHIND_FIRST))
        await watchLinks(testbed, links, never)
        await testbed.recorder.end()
        return amiss(links, testbed.recorder.record({ plane: 'netns', clock: 'virtual' }).links)
      }
      expect(await seen(0)).toBeUndefined()
      expect(await seen(100)).toMatch(/: a round trip from client to server took 5\d\d\.\d ms, and not 400 ms$/)
      // A second request after 1.4 s would seem to be answered in as little as was asked for.
      expect(await seen(1_400)).toMatch(/: a round trip from client to server took 18\d\d\.\d ms, and not 400 ms$/)
      expect(await seen(4_000)).toMatch(/: no round trip by it was measured$/)
    })

    test('a short link is short at both ends, and its host announces segments that fit', async () => {
      await using testbed = await served({ client: { mtuBytes: 1_300 } })
      const { netns: host, device, port } = testbed.place('client')
      await exchange(await dialIn(testbed))
      expect([linkState(host, device).mtuBytes, linkState(testbed.network.router, port).mtuBytes]).toEqual([
        1_300, 1_300,
      ])
      const [end] = tcpSockets(testbed.place('server').netns).filter(({ state }) => state === 'ESTABLISHED')
      expect(end?.info?.sndMssBytes).toBe(1_300 - 52)
    })
  },
  boxes.virtual,
)

const amiss = (asked: Links, links: readonly LinkRecord[] | undefined) =>
  linksAmiss({ network: { links: asked }, links, toleranceMs: netns.tolerance.lateMs })

async function served(links: Links): Promise<NetnsTestbed> {
  const testbed = await freshTestbed({ links })
  await echo(testbed.place('server').netns, servicePort)
  return testbed
}

async function tripMs(dialled: Dialled, word?: string): Promise<number> {
  const fromMs = performance.now()
  await exchange(dialled, word)
  return performance.now() - fromMs
}
