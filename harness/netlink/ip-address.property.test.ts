import { isIP } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { damagedText } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses } from '../kit/fixtures/fuzz.ts'
import { cidrParts, familyOf, ipBytes, ipText, macBytes, macText } from './ip-address.ts'

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(Buffer.from)
const mapped = Buffer.from('00000000000000000000ffff', 'hex')

test('an address survives the way through text, whatever it is', () => {
  holds(fc.oneof(bytesOf(4), bytesOf(16)), bytes => {
    const isMapped = bytes.length === 16 && bytes.subarray(0, 12).equals(mapped)
    expect(ipBytes(ipText(bytes))).toEqual(isMapped ? bytes.subarray(12) : bytes)
  })
})

test('however an address is written, it is shown in one form', () => {
  holds(fc.oneof(fc.ipV4(), fc.ipV6()), text => {
    const shown = ipText(ipBytes(text))
    expect(ipText(ipBytes(shown))).toBe(shown)
    expect(ipBytes(shown)).toEqual(ipBytes(ipText(ipBytes(text))))
  })
})

test('an IPv6 address is shown as the URL parser shows it', () => {
  const word = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }))
  holds(fc.array(word, { minLength: 8, maxLength: 8 }), words => {
    const bytes = Buffer.from(words.flatMap(one => [one >> 8, one & 0xff]))
    if (bytes.subarray(0, 12).equals(mapped)) return
    const shown = new URL(`http://[${words.map(one => one.toString(16)).join(':')}]`).hostname.slice(1, -1)
    expect(ipText(bytes)).toBe(shown)
  })
})

test('a hardware address survives the way through text', () => {
  holds(bytesOf(6), bytes => expect(macBytes(macText(bytes))).toEqual(bytes))
})

test('a network has a length that fits into its byte, or is refused: nothing becomes 0 by itself', () => {
  const odd = fc.constantFrom('', 'x', '1.5', '24/7', '1e1', ' 8', '-1', '256', '99999999999999999999')
  const length = fc.oneof(fc.integer({ min: 0, max: 255 }).map(String), odd)
  holds(fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6()), length), ([host, text]) => {
    const read = () => cidrParts(`${host}/${text}`)
    const address = ipBytes(host)
    if (/^\d+$/.test(text) && Number(text) < 256)
      expect(read()).toEqual({ address, length: Number(text), family: familyOf(address) })
    else expect(read).toThrow('E_ADDRESS')
  })
})

test('what Node takes for an address without a device is one, and nothing else is', () => {
  const part = fc.constantFrom(
    '0',
    '00',
    '1',
    '255',
    '256',
    'ffff',
    '10000',
    ':',
    '::',
    '.',
    '1.2.3.4',
    '%lo',
    'g',
    '[',
    ' ',
  )
  const put = fc.array(part, { maxLength: 12 }).map(parts => parts.join(''))
  holds(fc.oneof(put, damagedText(fc.oneof(fc.ipV4(), fc.ipV6()))), text => {
    const read = () => ipBytes(text).length
    if (isIP(text) === 0 || text.includes('%')) expect(read).toThrow('E_ADDRESS')
    else expect(read()).toBe(isIP(text) === 4 ? 4 : 16)
  })
})

test('what is no address is refused, and nothing else happens', () => {
  const nearly = damagedText(
    fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('fe80::1%eth0', '::ffff:1.2.3.4', '02:00:00:00:00:01')),
  )
  onlyRefuses(nearly, ipBytes, { examples: ['fe80::1%eth0', '::ffff:1.2.3.4'] })
  onlyRefuses(
    nearly.map(text => `${text}/64`),
    cidrParts,
  )
  onlyRefuses(nearly, macBytes)
})
