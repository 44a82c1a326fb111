// Faults that cannot be had, firewalls that have nothing to forget, and rules that somebody took away: no evidence rather than a wrong one.
import { expect, test } from 'vitest'
import { messageOf } from '../../../kit/errors.ts'
import { patience } from '../../../kit/fixtures/patience.ts'
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import { echo, exchange } from '../../../netlink/fixtures/traffic.ts'
import { deleteTable } from '../../../netlink/nft/batch.ts'
import { readSysctl } from '../../../netlink/sysctl.ts'
import { boxed } from '../fixtures/boxed.ts'
import { dialIn, freshTestbed, keepAlive, never } from '../fixtures/three-clients.ts'
import { servicePort } from '../network.ts'
import type { NetnsTestbed } from '../testbed.ts'

await boxed(import.meta, () => {
  test.concurrent('an idle firewall is kept awake by keepalive probes, and says so when twice its limit has passed', async () => {
    await using testbed = await served()
    const dialled = await dialIn(testbed)
    keepAlive(dialled)
    await exchange(dialled)
    const fromMs = testbed.recorder.clock.nowMs()
    await using injection = await testbed.inject({ kind: 'idle-firewall', idleMs: 2_000, onNextPacket: 'drop' }, never)
    expect(injection.atMs - fromMs).toBeGreaterThanOrEqual(4_000)
    expect((await injection.evidence())?.text).toMatch(
      /^limit 2\.00 s; 1 connection kept alive by packets for 4\.\d\d s; 0 packets of no connection that it knows, and 1 of our own dropped$/,
    )
    expect(await exchange(dialled)).toBe('hello')
  })

  test.concurrent('its twin without probes is forgotten when its limit has passed', async () => {
    await using testbed = await served()
    const dialled = await dialIn(testbed)
    await exchange(dialled)
    const fromMs = testbed.recorder.clock.nowMs()
    await using injection = await testbed.inject({ kind: 'idle-firewall', idleMs: 2_000, onNextPacket: 'drop' }, never)
    expect(injection.byMs - fromMs).toBeGreaterThanOrEqual(1_950)
    expect(injection.byMs - fromMs).toBeLessThan(3_900)
    expect((await injection.evidence())?.text).toMatch(
      /^forgot 1 connection after (1\.9[89]|2\.\d\d) s without a packet, limit 2\.00 s, remembers 0; 0 packets .* 1 of our own/,
    )
  })

  test.concurrent('a connection that its program closed was not forgotten', async () => {
    await using testbed = await served()
    const dialled = await dialIn(testbed)
    await exchange(dialled)
    const injecting = testbed.inject({ kind: 'idle-firewall', idleMs: 1_000, onNextPacket: 'drop' }, never)
    dialled.socket.end()
    await using injection = await injecting
    expect(await injection.evidence()).toBeUndefined()
  })

  test.concurrent('an idle firewall that is aborted while it waits leaves nothing in the router', async () => {
    await using testbed = await served()
    await exchange(await dialIn(testbed))
    const enough = new AbortController()
    const injecting = testbed.inject({ kind: 'idle-firewall', idleMs: 60_000, onNextPacket: 'drop' }, enough.signal)
    const loose = () => readSysctl(testbed.network.router, 'net.netfilter.nf_conntrack_tcp_loose')
    await until('see it strict', () => loose() === '0' || undefined, patience)
    enough.abort(new Error('enough'))
    await expect(injecting).rejects.toThrow('enough')
    expect(loose()).toBe('1')
  })

  test.concurrent.for<[Fault, string]>([
    [
      { kind: 'idle-firewall', idleMs: 1_500, onNextPacket: 'drop' },
      'Cannot inject idle-firewall: connection tracking counts in whole seconds, got "1500 ms". Give idleMs as a multiple of 1000, at least that [E_IDLE_LIMIT]',
    ],
    [
      { kind: 'mtu-black-hole', maxBytes: 1_500 },
      'Cannot inject mtu-black-hole: no such link for IPv4, got "1500". Give maxBytes from 68 to 1499: the links here carry 1500 [E_MTU]',
    ],
    [
      { kind: 'takeover', host: 'server', by: 'standby', afterMs: 0, announce: true },
      'Cannot use the standby: this network has none. Give the scenario a standby [E_NO_HOST]',
    ],
  ])('%j is refused, with the fix', async ([fault, message]) => {
    await using testbed = await freshTestbed()
    expect(await testbed.inject(fault, never).then(() => 'taken', messageOf)).toBe(message)
  })

  test.concurrent('an MTU black hole below what IPv6 guarantees is refused', async () => {
    await using testbed = await freshTestbed({ family: 6 })
    const injecting = testbed.inject({ kind: 'mtu-black-hole', maxBytes: 1_000 }, never)
    await expect(injecting).rejects.toThrow('no such link for IPv6, got "1000". Give maxBytes from 1280')
  })

  test.concurrent.for<Fault>([
    { kind: 'reject', answer: 'reset' },
    { kind: 'mtu-black-hole', maxBytes: 1_000 },
    { kind: 'link-down', host: 'server', end: 'far' },
    { kind: 'conntrack-flush', onNextPacket: 'drop' },
  ])('%j whose rules somebody took away proves nothing, and heals all the same', async fault => {
    await using testbed = await served()
    await exchange(await dialIn(testbed))
    const injection = await testbed.inject(fault, never)
    expect(await injection.evidence()).toBeDefined()
    for (let number = 1; number <= 2; number++) tryAway(testbed, `halfopen_${number}`)
    expect(await injection.evidence()).toBeUndefined()
    await injection[Symbol.asyncDispose]()
    await injection[Symbol.asyncDispose]()
    expect(await exchange(await dialIn(testbed))).toBe('hello')
  })
})

async function served(): Promise<NetnsTestbed> {
  const testbed = await freshTestbed()
  await echo(testbed.place('server').netns, servicePort)
  return testbed
}

function tryAway({ network }: NetnsTestbed, table: string): void {
  try {
    network.router.request(...deleteTable(table))
  } catch {
    // There is no such table.
  }
}
