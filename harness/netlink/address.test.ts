import { expect } from 'vitest'
import { sandboxed } from './fixtures/sandbox.ts'

const { seen, test } = await sandboxed('addressing')

test('addresses are read back, none of them tentative', () => {
  const there = { tentative: false }
  expect(seen.addresses).toEqual([
    { ...there, deviceIndex: 1, cidr: '127.0.0.1/8' },
    { ...there, deviceIndex: 101, cidr: '198.18.1.2/24' },
    { ...there, deviceIndex: 1, cidr: '::1/128' },
    { ...there, deviceIndex: 101, cidr: 'fd00:1::2/64' },
  ])
})
test('an address is added and deleted, IPv4 and IPv6, at once usable', () => {
  expect(seen['address added']).toEqual([
    ['127.0.0.1/8', '198.18.1.2/24', '198.18.1.9/24', '::1/128', 'fd00:1::9/64', 'fd00:1::2/64'],
    false,
  ])
  expect(seen['address deleted']).toEqual(['127.0.0.1/8', '198.18.1.2/24', '::1/128', 'fd00:1::2/64'])
})
test('a refused address says why in the words of the kernel', () => {
  expect(seen['address refusals']).toMatchInlineSnapshot(`
    [
      "Cannot add address 198.18.1.2/24 to c0 in client: ipv4: Address already assigned (EEXIST) [E_KERNEL]",
      "Cannot add address 198.18.1.2/24 to ghost in client: ipv4: Device not found (ENODEV) [E_KERNEL]",
      "Cannot add address 198.18.1.9/77 to c0 in client: ipv4: Invalid prefix length (EINVAL) [E_KERNEL]",
      "Cannot delete address fd00:1::9/64 from c0 in client: ipv6: address not found (EADDRNOTAVAIL) [E_KERNEL]",
    ]
  `)
  expect(seen['not an address']).toMatchInlineSnapshot(
    `"Cannot read IP address: not IPv4 or IPv6, got "198.18.1.300" [E_ADDRESS]"`,
  )
})

test('routes are read back', () => {
  expect(seen.routes).toEqual([
    { to: '0.0.0.0/0', via: '198.18.1.1', deviceIndex: 101 },
    { to: '::/0', via: 'fd00:1::1', deviceIndex: 101 },
  ])
})
test('a route is added, replaced and deleted', () => {
  expect(seen['route added, replaced, deleted']).toEqual([
    ['198.18.1.1', 'fd00:9::/64'],
    ['blackhole', 'fd00:9::/64'],
    [],
  ])
})
test('a gateway that no network leads to is refused, and taken where it is said to be on the link', () => {
  expect(seen['gateway beyond all networks']).toEqual([
    'Cannot add route fd00:9::/64 via fd00:77::1 dev c0 in client: host is unreachable (EHOSTUNREACH) [E_KERNEL]',
    'fd00:77::1',
  ])
})
test('of several changes the one that is refused is named, the others are made, and the next ones are not mistaken for them', () => {
  expect(seen['one of three refused']).toEqual([
    'Cannot add route 198.18.9.1/32 dev c0 in client: it exists already (EEXIST) [E_KERNEL]',
    ['198.18.9.1/32', '198.18.9.2/32', '198.18.9.3/32'],
  ])
})
test('a refused route says why', () =>
  expect(seen['route refusals']).toMatchInlineSnapshot(`
    [
      "Cannot add route 0.0.0.0/0 via 198.18.1.1 in client: it exists already (EEXIST) [E_KERNEL]",
      "Cannot add route 198.18.9.0/24 via 203.0.113.1 in client: Nexthop has invalid gateway (ENETUNREACH) [E_KERNEL]",
      "Cannot delete route 198.18.9.0/24 via 198.18.1.1 in client: there is no such thing (ESRCH) [E_KERNEL]",
    ]
  `))
test('an unreachable route in the router fails a connection that would reach the host without it', () => {
  expect(seen['reached without a refusing route']).toEqual(['ECONNREFUSED', 'ECONNREFUSED'])
  expect(seen['refusing routes']).toEqual(['EHOSTUNREACH', 'EACCES'])
})
test('a refusing route of a higher metric is of no account until the other one has gone', () => {
  expect(seen['routes in reserve']).toEqual([
    ['ECONNREFUSED', 'ECONNREFUSED'],
    ['EHOSTUNREACH', 'EACCES'],
  ])
})

test('neighbours are read back', () => {
  expect(seen.neighbours).toEqual([
    { deviceIndex: 101, address: '198.18.1.1', mac: '02:00:00:00:01:01', state: 'permanent' },
    { deviceIndex: 101, address: 'fd00:1::1', mac: '02:00:00:00:01:01', state: 'permanent' },
  ])
})
test('a neighbour is replaced and deleted', () => {
  expect(seen['neighbour replaced, deleted']).toEqual([
    [
      ['198.18.1.1', '02:00:00:00:02:99'],
      ['fd00:1::1', '02:00:00:00:01:01'],
    ],
    ['fd00:1::1'],
  ])
})
test('a refused neighbour says why', () => {
  expect(seen['neighbour refusals']).toMatchInlineSnapshot(`
    [
      "Cannot delete neighbour 198.18.1.77 dev c0 in client: there is no such thing (ENOENT) [E_KERNEL]",
      "Cannot set neighbour 198.18.1.1 lladdr 02:00:00:00:02:99 dev ghost nud permanent in client: no such device (ENODEV) [E_KERNEL]",
    ]
  `)
  expect(seen['not a hardware address']).toMatchInlineSnapshot(
    `"Cannot read hardware address: not six bytes in hex, got "ff:ff" [E_ADDRESS]"`,
  )
})

test('an announcement moves a reachable neighbour, IPv4 and IPv6', () => {
  expect(seen['announced to a reachable neighbour']).toEqual(['02:00:00:00:02:99', '02:00:00:00:02:99'])
})
test('a permanent neighbour is deaf to an announcement', () => {
  expect(seen['announced to a permanent neighbour']).toEqual(['02:00:00:00:02:02', '02:00:00:00:02:02'])
})
test('a device that does not send is named', () =>
  expect(seen['announced on nothing']).toMatchInlineSnapshot(
    `"Cannot announce 198.18.2.2 on ghost in server: the device does not send. Set the device up first [E_ANNOUNCE]"`,
  ))
