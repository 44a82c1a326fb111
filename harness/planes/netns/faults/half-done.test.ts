// Method: each fault is put into force by its own injector, and then one thing of it is undone, or done otherwise from the start, as a broken injector
// would leave it. Evidence that is measured is gone then; its twin, left alone, has it.
import { expect, test } from 'vitest'
import { sleep } from '../../../kit/clock.ts'
import { patience } from '../../../kit/fixtures/patience.ts'
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import { deleteAddress } from '../../../netlink/address.ts'
import { remember } from '../../../netlink/conntrack.ts'
import { echo, exchange } from '../../../netlink/fixtures/traffic.ts'
import { setUp } from '../../../netlink/link.ts'
import { drop } from '../../../netlink/nft/action.ts'
import { daddr, longerThan } from '../../../netlink/nft/match.ts'
import { readSysctl, writeSysctl } from '../../../netlink/sysctl.ts'
import { boxed } from '../fixtures/boxed.ts'
import { pairHosts } from '../fixtures/run.ts'
import { dialIn, freshTestbed, keepAlive, never } from '../fixtures/three-clients.ts'
import { servicePort } from '../network.ts'
import { cidr } from '../places.ts'
import { processesIn, signalAll } from '../processes.ts'
import type { Chains } from '../rules.ts'
import { standing } from '../standing.ts'
import type { NetnsTestbed } from '../testbed.ts'

const firewall: Fault = { kind: 'idle-firewall', idleMs: 2_000, onNextPacket: 'drop' }
const hole: Fault = { kind: 'black-hole', toward: 'both' }
const mtu: Fault = { kind: 'mtu-black-hole', maxBytes: 1_000 }
const timeoutKey = 'net.netfilter.nf_conntrack_tcp_timeout_established'

await boxed(import.meta, () => {
  test.concurrent.for<[string, Fault, (testbed: NetnsTestbed) => void]>([
    ['a hole that lets through', hole, testbed => rewrite(testbed, chains => without(chains, drop))],
    ['a hole that nothing enters', hole, testbed => rewrite(testbed, nowhere)],
    ['a hole for packets 300 bytes shorter', mtu, testbed => rewrite(testbed, chains => only(chains, longerThan(700)))],
    ['a hole for long packets one way', mtu, oneWay],
  ])('%s is no evidence', async ([, fault, broken]) => {
    await using testbed = await served()
    await exchange(await dialIn(testbed))
    broken(testbed)
    await using injection = await testbed.inject(fault, never)
    expect(await injection.evidence()).toBeUndefined()
  })

  test.concurrent.for<[Fault, (testbed: NetnsTestbed) => void]>([
    [
      { kind: 'frozen-peer', host: 'server' },
      ({ network: { hosts } }) => signalAll(processesIn(...hosts.map(one => one.netns)), 'SIGCONT'),
    ],
    [
      { kind: 'power-off', host: 'server' },
      testbed => testbed.network.router.request(setUp(testbed.place('server').port)),
    ],
    [{ kind: 'takeover', host: 'server', by: 'standby', afterMs: 0, announce: false }, takenBack],
  ])('%j that is undone behind its back loses its evidence', async ([fault, undo]) => {
    await using testbed = await freshTestbed({ standby: true })
    for (const host of pairHosts(true).filter(({ listens }) => listens)) await testbed.start(host, never)
    await using injection = await testbed.inject(fault, never)
    await sleep(fault.kind === 'takeover' ? 100 : 0)
    undo(testbed)
    await sleep(5)
    expect(await injection.evidence()).toBeUndefined()
  })

  test.concurrent.for<Fault>([
    { kind: 'frozen-peer', host: 'server' },
    { kind: 'power-off', host: 'server' },
    { kind: 'takeover', host: 'server', by: 'standby', afterMs: 0, announce: false },
  ])('%j that is left alone beside a standby has its evidence', async fault => {
    await using testbed = await freshTestbed({ standby: true })
    for (const host of pairHosts(true).filter(({ listens }) => listens)) await testbed.start(host, never)
    await using injection = await testbed.inject(fault, never)
    await sleep(fault.kind === 'takeover' ? 100 : 0)
    expect(await injection.evidence()).toBeDefined()
  })

  test.concurrent('a firewall that gives twice the limit to whoever speaks is no evidence, though nobody was forgotten', async () => {
    await using testbed = await served()
    const dialled = await dialIn(testbed)
    keepAlive(dialled)
    await exchange(dialled)
    const injecting = testbed.inject(firewall, never)
    await strict(testbed)
    writeSysctl(testbed.network.router, timeoutKey, 4)
    await using injection = await injecting
    expect(await injection.evidence()).toBeUndefined()
  })

  test.concurrent.for([1_000, 3_000])(
    'a firewall that forgets after %i ms in place of 2 s is no evidence',
    async limitMs => {
      await using testbed = await served()
      await exchange(await dialIn(testbed))
      const injecting = testbed.inject(firewall, never)
      await strict(testbed)
      testbed.network.router.request(...standing(testbed).map(({ tuple }) => remember(tuple, limitMs)))
      await using injection = await injecting
      expect(await injection.evidence()).toBeUndefined()
    },
  )
})

async function served(): Promise<NetnsTestbed> {
  const testbed = await freshTestbed()
  await echo(testbed.place('server').netns, servicePort)
  return testbed
}

/** The firewall is raised. */
async function strict({ network }: NetnsTestbed): Promise<void> {
  const loose = () => readSysctl(network.router, 'net.netfilter.nf_conntrack_tcp_loose')
  await until('see it strict', () => loose() === '0' || undefined, { ...patience, everyMs: 1 })
}

/** What an injector puts into the router comes out changed. */
function rewrite(testbed: NetnsTestbed, change: (chains: Chains) => Chains): void {
  const enforce = testbed.enforce.bind(testbed)
  testbed.enforce = chains => enforce(change(chains))
}

type Rule = Chains[number]['rules'][number]

function each(chains: Chains, change: (rule: Rule) => Rule): Chains {
  const changed = (chain: Chains[number]) => ({ ...chain, rules: chain.rules.map(change) })
  const [first, ...rest] = chains
  return [changed(first), ...rest.map(changed)]
}

function without(chains: Chains, part: Rule['does'][number]): Chains {
  return each(chains, rule => ({ ...rule, does: rule.does.filter(one => one !== part) }))
}

function only(chains: Chains, when: Rule['when'][number]): Chains {
  return each(chains, rule => (rule.does.includes(drop) ? { ...rule, when: [when] } : rule))
}

function nowhere(chains: Chains): Chains {
  return each(chains, rule => ({ ...rule, when: [...rule.when, daddr('203.0.113.1')] }))
}

function oneWay(testbed: NetnsTestbed): void {
  const toServer = daddr(testbed.place('server').addresses[4])
  rewrite(testbed, chains =>
    each(chains, rule => (rule.does.includes(drop) ? { ...rule, when: [toServer, ...rule.when] } : rule)),
  )
}

function takenBack(testbed: NetnsTestbed): void {
  const { netns, device } = testbed.place('standby')
  netns.request(deleteAddress(device, cidr(testbed.place('server').addresses[4])))
}
