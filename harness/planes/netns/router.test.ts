// The router's own settings, read back from its kernel: a name with `default` in it has to reach each of its devices, also those that come later.
import { expect, test } from 'vitest'
import { readSysctl } from '../../netlink/sysctl.ts'
import { clientHost, echoClient, serverHost } from '../fixtures/echo.ts'
import { boxed } from './fixtures/boxed.ts'
import { openSystem } from './fixtures/run.ts'

const reachable = (device: string) => `net.ipv4.neigh.${device}.base_reachable_time_ms`
const sysctls = { router: { [reachable('default')]: 2_000, 'net.ipv4.ip_default_ttl': 32 } }
const hosts = [serverHost(), clientHost(echoClient({}))]

await boxed(import.meta, () => {
  test.for([{ hosts }, {}])('a setting of the router is in force on each of its devices: %j', async known => {
    await using run = await openSystem(hosts, { ...known, network: { sysctls } })
    const { network } = run.testbed
    for (const { gate } of network.hosts) expect(readSysctl(network.router, reachable(gate.name))).toBe('2000')
    expect(readSysctl(network.router, 'net.ipv4.ip_default_ttl')).toBe('32')
    expect(readSysctl(run.testbed.place('client').netns, 'net.ipv4.ip_default_ttl')).toBe('64')
    expect(run.troubles()).toEqual([])
  })

  test('the twin: without one all is as Linux has it', async () => {
    await using run = await openSystem(hosts, { hosts })
    const { network } = run.testbed
    for (const { gate } of network.hosts) expect(readSysctl(network.router, reachable(gate.name))).toBe('30000')
  })

  test('a setting that the router does not have is refused by name', async () => {
    const network = { sysctls: { router: { 'net.ipv4.no_such_thing': 1 } } }
    await expect(openSystem(hosts, { hosts, network })).rejects.toThrow(/no_such_thing.* in router/)
  })
})
