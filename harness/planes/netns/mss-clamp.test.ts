// Method: the kernels of both ends say which segments they send and take. A clamp in one direction, of one family, or for the other hosts,
// gives another figure at one of them; without a clamp both are the link's own.
import { expect, test } from 'vitest'
import type { Links } from '../../model/link.ts'
import { echo, exchange } from '../../netlink/fixtures/traffic.ts'
import { tcpSockets } from '../../netlink/tcp-socket.ts'
import { boxed } from './fixtures/boxed.ts'
import { dialIn, freshTestbed } from './fixtures/three-clients.ts'
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
