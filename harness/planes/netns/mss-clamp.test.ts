// Method: the kernels of both ends say which segments they send and take. A clamp in one direction, of one family, or for the other hosts,
// gives another figure at one of them; without a clamp both are the link's own.
import { expect, test } from 'vitest'
import type { Links } from '../../model/link.ts'
import { echo, exchange } from '../../netlink/fixtures/traffic.ts'
import { deleteTable } from '../../netlink/nft/batch.ts'
import { tcpSockets } from '../../netlink/tcp-socket.ts'
import { linksAmiss } from '../../verdict/links.ts'
import { boxed } from './fixtures/boxed.ts'
import { dialIn, freshTestbed } from './fixtures/three-clients.ts'
import { clampedOf } from './mss-clamp.ts'
import { servicePort } from './network.ts'

/** 12 of the 1,000 and of the 1,460 bytes go to the time stamps: RFC 7323 appendix A. */
const stampBytes = 12

await boxed(import.meta, async () => {
  test.for([4, 6] as const)('a clamp holds both ways, by IPv%i', async family => {
    const lengths = await lengthsOf({ client: { mssClampBytes: 1_000 } }, family)
    expect(lengths).toEqual({ client: 1_000 - stampBytes, server: 1_000 - stampBytes })
  })

  test('a clamp raises nothing, and without one the links decide', async () => {
    const wide = { client: 1_460 - stampBytes, server: 1_460 - stampBytes }
    expect(await lengthsOf({ client: { mssClampBytes: 8_000 } })).toEqual(wide)
    expect(await lengthsOf({})).toEqual(wide)
  })

  test('how many SYNs it has met is read back, and a clamp that somebody took away is none', async () => {
    const links = { client: { mssClampBytes: 1_000 } }
    await using testbed = await freshTestbed({ links })
    const { network, recorder } = testbed
    await echo(testbed.place('server').netns, servicePort)
    const clamped = () => clampedOf(network, testbed.place('client'))
    expect([clamped(), clampedOf(network, testbed.place('server'))]).toEqual([0, undefined])
    await exchange(await dialIn(testbed))
    expect(clamped()).toBe(2)
    await recorder.end()
    const { links: read } = recorder.record({ plane: 'netns', clock: 'real' })
    expect([linksAmiss(links, read), read?.length]).toEqual([undefined, 1])
    network.router.request(...deleteTable('halfopen_clamp'))
    expect(clamped()).toBeUndefined()
  })
})

async function lengthsOf(links: Links, family: 4 | 6 = 4): Promise<Record<string, unknown>> {
  await using testbed = await freshTestbed({ links, family })
  await echo(testbed.place('server').netns, servicePort)
  await exchange(await dialIn(testbed))
  const ends = (['client', 'server'] as const).map(host => {
    const [socket] = tcpSockets(testbed.place(host).netns).filter(({ state }) => state === 'ESTABLISHED')
    return [host, socket?.info?.sndMssBytes]
  })
  return Object.fromEntries(ends)
}
