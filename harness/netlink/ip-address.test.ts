import { expect, test } from 'vitest'
import { cidrParts, ipBytes, ipText, macBytes, macText } from './ip-address.ts'

test.each(['0.0.0.0', '198.18.1.2', '::', '::1', 'fd00:1::2', '1:2:3:4:5:6:7:8', 'fe80::1:0:0:1', 'ff02::1'])(
  '%s survives the way through bytes',
  text => {
    expect(ipText(ipBytes(text))).toBe(text)
  },
)
test('IPv6 is shown in its short form', () => expect(ipText(ipBytes('FD00:0:0:0::0001'))).toBe('fd00::1'))
test('a mapped IPv4 address is shown as IPv4', () => expect(ipText(ipBytes('::ffff:198.18.1.2'))).toBe('198.18.1.2'))
test.each(['', '1.2.3', '198.18.1.300', 'fd00::1::2', 'router'])('"%s" is no address', text => {
  expect(() => ipBytes(text)).toThrow(`Cannot read IP address: not IPv4 or IPv6, got "${text}" [E_ADDRESS]`)
})
test('a network without a length is a host', () => {
  expect(cidrParts('fd00::1')).toMatchObject({ length: 128, family: 10 })
  expect(cidrParts('198.18.1.0/24')).toMatchObject({ length: 24, family: 2 })
})
test('a hardware address survives the way through bytes', () => {
  expect(macText(macBytes('02:00:5e:10:00:ff'))).toBe('02:00:5e:10:00:ff')
})
test.each(['', '02:00', '02:00:00:00:00:0g'])('"%s" is no hardware address', text => {
  expect(() => macBytes(text)).toThrow('E_ADDRESS')
})
