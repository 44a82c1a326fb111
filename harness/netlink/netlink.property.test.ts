// Method: real builders make messages and attributes, which are taken apart again, whole and damaged. An endless loop over a length of 0 and
// a field that is read beyond the end of its message would both pass a test of what kernels really send.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyBytes, damagedBytes } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses } from '../kit/fixtures/fuzz.ts'
import { addresses } from './address.ts'
import { attr, attributeList, attributes, nest } from './attribute.ts'
import { be32, cstr, u8, u32 } from './bytes.ts'
import { tracked } from './conntrack.ts'
import { refusal } from './kernel-error.ts'
import { linkState, links } from './link-state.ts'
import { frame, frames, type Msg } from './message.ts'
import { neighbours } from './neighbour.ts'
import { counters } from './nft/counters.ts'
import { qdiscOf } from './qdisc-state.ts'
import { localAddresses, routes } from './route.ts'
import { change, question } from './rtnetlink.ts'
import { tcpSockets } from './tcp-socket.ts'

const type = fc.integer({ min: 0, max: 0x3fff })
const one = fc.tuple(type, anyBytes)
const encoded = (list: readonly (readonly [number, Buffer])[]) => list.map(([kind, value]) => attr(kind, value))

describe('attributes', () => {
  test('come back in their order, each with its value', () => {
    holds(fc.array(one), list => {
      expect([...attributeList(Buffer.concat(encoded(list)))]).toEqual(list)
    })
  })

  test('come back out of a nest, and that out of a nest', () => {
    holds(fc.tuple(type, fc.array(one)), ([kind, list]) => {
      const within = attributes(nest(kind, nest(kind, ...encoded(list)))).get(kind)
      expect([...attributeList(attributes(within).get(kind) ?? Buffer.alloc(0))]).toEqual(list)
    })
  })

  test('of a type that repeats: the last one stays', () => {
    holds(fc.tuple(type, anyBytes, anyBytes), ([kind, first, last]) => {
      expect(attributes(Buffer.concat([attr(kind, first), attr(kind, last)])).get(kind)).toEqual(last)
    })
  })

  test('that are damaged give what is whole, or are refused', () => {
    const examples = ['00000100', '0300010000', '0800010000', 'ffff0100'].map(hex => Buffer.from(hex, 'hex'))
    const whole = fc.array(one).map(list => Buffer.concat(encoded(list)))
    onlyRefuses(damagedBytes(whole), bytes => [...attributeList(bytes)], { examples })
  })
})

const messages = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 0xffff }), anyBytes).map(([kind, body]): Msg => question('ask', kind, body)),
)

describe('messages', () => {
  test('of one datagram come back in their order, numbered, without their padding', () => {
    holds(messages, list => {
      const datagram = Buffer.concat(list.map((msg, sequence) => frame(msg, sequence)))
      expect([...frames(datagram)]).toEqual(
        list.map(({ type: kind, body }, sequence) => ({ type: kind, flags: 1, sequence, body })),
      )
    })
  })

  test('that are damaged give what is whole, or are refused: a length of nothing ends', () => {
    const whole = messages.map(list => Buffer.concat(list.map((msg, sequence) => frame(msg, sequence))))
    onlyRefuses(damagedBytes(whole), bytes => [...frames(bytes)], { examples: [Buffer.alloc(16), Buffer.alloc(64, 1)] })
  })

  test('of refusal become an error in words, whatever explains them', () => {
    const msg = change('add a thing', 'ip thing add', 16, 0, u32(0))
    const explained = fc
      .tuple(anyBytes, anyBytes)
      .map(([text, offset]) => Buffer.concat([attr(1, text), attr(2, offset)]))
    holds(fc.tuple(fc.nat(), damagedBytes(explained)), ([errno, bytes]) => {
      expect(refusal(msg, ' in lab', errno, bytes).message).toMatch(
        /^Cannot add a thing in lab: [\s\S]* \([\w ]+\).* \[E_KERNEL\]$/,
      )
    })
  })
})

/** Bodies of every layout that the readers know: a head of fixed length, and attributes of plausible types and lengths. */
const body = fc
  .tuple(
    fc.constantFrom(4, 8, 12, 16, 20, 72),
    fc.array(
      fc.oneof(
        fc.tuple(
          fc.integer({ min: 0, max: 60 }),
          fc.constantFrom(u8(1), u32(7), be32(7), cstr('netem'), Buffer.alloc(16), Buffer.alloc(240)),
        ),
        fc.tuple(
          fc.integer({ min: 0, max: 60 }),
          one.map(([kind, value]) => nest(kind & 7, attr(kind & 3, value))),
        ),
      ),
      { maxLength: 12 },
    ),
  )
  .map(([head, list]) => Buffer.concat([Buffer.alloc(head, 2), ...encoded(list)]))

const device = { name: 'c0', index: 0x02020202 }
const readers: Record<string, (bytes: Buffer) => unknown> = {
  addresses: bytes => addresses({ dump: () => [bytes] }),
  links: bytes => links({ dump: () => [bytes] }),
  'a link': bytes => linkState({ ask: () => bytes }, device),
  neighbours: bytes => neighbours({ dump: () => [bytes] }),
  routes: bytes => routes({ dump: () => [Buffer.concat([bytes.subarray(0, 4), u8(254), bytes.subarray(5)])] }),
  'local addresses': bytes =>
    localAddresses({ dump: () => [Buffer.concat([bytes.subarray(0, 7), u8(2), bytes.subarray(8)])] }),
  'a qdisc': bytes => qdiscOf({ dump: () => [bytes] }, device),
  sockets: bytes => tcpSockets({ dump: () => [bytes] }),
  counters: bytes => counters({ dump: () => [bytes] }, 'lab'),
  'tracked connections': bytes => tracked({ dump: () => [bytes] }),
}

describe('an answer that is damaged, or too short, is read or refused by name', () => {
  test.each(Object.entries(readers))('%s', (_name, read) => {
    onlyRefuses(damagedBytes(body), read, { runs: 200, examples: [Buffer.alloc(0), Buffer.alloc(16, 2)] })
  })
})
