import { expect } from 'vitest'
import { sandboxed } from './fixtures/sandbox.ts'

const { seen, test } = await sandboxed('link')

test('a veth pair is born in its two namespaces with the names, indexes and addresses chosen', () => {
  const born = {
    kind: 'veth',
    mtuBytes: 1500,
    segmentsAtOnce: 65_535,
    up: false,
    carrier: false,
    operstate: 'down',
    masterIndex: 0,
  }
  expect(seen.pair).toEqual([
    [{ ...born, name: 'left', index: 101, mac: '02:00:00:00:00:01', peerIndex: 102, carrierChanges: 1 }],
    [{ ...born, name: 'right', index: 102, mac: '02:00:00:00:00:02', peerIndex: 101, carrierChanges: 1 }],
  ])
})
test('a pair that exists is refused', () => {
  expect(seen['pair twice']).toBe('Cannot add veth pair left - right in a: it exists already (EEXIST) [E_KERNEL]')
})
test('a link that is up alone has no carrier, and settle says so in time', () => {
  expect(seen['one end up']).toEqual({ up: true, carrier: false })
  expect(seen['settle without carrier']).toBe('Cannot settle link left in a: not done within 0.03 s [E_DEADLINE]')
})
test('settle refuses to wait for a link that is down', () => {
  expect(seen['settle a link that is down']).toBe('Cannot settle link right in b: it is down. Set it up first [E_LINK]')
})
test('with both ends up, both settle', () => {
  expect(seen['both ends up']).toEqual([
    { carrier: true, operstate: 'up' },
    { carrier: true, operstate: 'up' },
  ])
})
test('the loopback device settles although its operstate stays unknown', () => expect(seen.loopback).toBe('unknown'))
test('one end down takes the carrier from the other', () => {
  expect(seen.down).toEqual([
    { up: true, carrier: false },
    { up: false, carrier: false },
  ])
})
test('the MTU is set, and a senseless one refused', () => {
  expect(seen.mtu).toBe(1400)
  expect(seen['mtu too small']).toBe(
    'Cannot set link left mtu 1 in a: mtu less than device minimum (EINVAL) [E_KERNEL]',
  )
})
test('a device is made to send each segment as a packet, and more than there can be in one are refused', () => {
  expect(seen.segments).toEqual([65_535, 1])
  expect(seen['too many segments']).toMatchInlineSnapshot(
    `"Cannot set link left gso_max_segs 70000 in a: too big gso_max_segs (EINVAL) [E_KERNEL]"`,
  )
})
test('a device becomes the port of a bridge and is released', () => {
  expect(seen.bridge).toEqual([
    { name: 'right', kind: 'veth', masterIndex: 110 },
    { name: 'br0', kind: 'bridge', masterIndex: 0 },
  ])
  expect(seen.released).toBe(0)
})
test('only a bridge takes ports', () => {
  expect(seen['master that is no bridge']).toMatchInlineSnapshot(
    `"Cannot set link left master lo in a: the kernel does not support this (EOPNOTSUPP) [E_KERNEL]"`,
  )
})
test('deleting one end deletes both', () => expect(seen.delete).toEqual([0, ['br0']]))
test('what is not there, or not ours to delete, is refused', () => {
  expect(seen['delete what is not there']).toMatchInlineSnapshot(
    `"Cannot delete link left in a: no such device (ENODEV) [E_KERNEL]"`,
  )
  expect(seen['delete lo']).toMatchInlineSnapshot(
    `"Cannot delete link lo in a: the kernel does not support this (EOPNOTSUPP) [E_KERNEL]"`,
  )
})
test('a bridge passes frames as soon as a port has a carrier', () => expect(seen.segment).toBe(true))
test('no first packet is lost after settle', () => expect(seen['first packets after settle']).toBe(0))
