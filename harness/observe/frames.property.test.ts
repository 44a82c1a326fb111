// Method: frames are made from any ends and flags, whole and damaged. What is cut short, or lies about its lengths, must be no segment and no
// error: a reader that believes a length reads beyond the end of what was captured.
import { isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { damagedBytes } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses } from '../kit/fixtures/fuzz.ts'
import { be16, u8 } from '../netlink/bytes.ts'
import { ipBytes, ipText } from '../netlink/ip-address.ts'
import { datagramOf, frameOf } from './fixtures/frame.ts'
import { readIcmpError } from './icmp-error.ts'
import { type End, readDatagram, readSegment } from './segment.ts'

const u32 = fc.nat({ max: 2 ** 32 - 1 })
const port = fc.integer({ min: 0, max: 0xffff })
const six = fc
  .ipV6()
  .map(text => ipText(ipBytes(text)))
  .filter(text => text.includes(':'))
const end = (address: fc.Arbitrary<string>): fc.Arbitrary<End> => fc.record({ address, port })
const ends = fc.oneof(fc.tuple(end(fc.ipV4()), end(fc.ipV4())), fc.tuple(end(six), end(six)))
const flags = fc.subarray(['fin', 'syn', 'rst', 'ack'] as const)
const made = fc.tuple(ends, flags, fc.nat({ max: 1_460 }))
const frame = made.map(([[source, target], set, payloadBytes]) => frameOf(source, target, set, payloadBytes))

describe('a segment', () => {
  test('is read as it was made', () => {
    holds(fc.tuple(made, u32, u32), ([[[source, target], set, payloadBytes], seq, ackSeq]) => {
      const has = (flag: (typeof set)[number]) => set.includes(flag)
      const frame = frameOf(source, target, set, payloadBytes)
      const tcp = frame.subarray(frame.length - payloadBytes - 20)
      tcp.writeUInt32BE(seq, 4)
      tcp.writeUInt32BE(ackSeq, 8)
      expect(readSegment(frame)).toEqual({
        seq,
        ackSeq,
        source,
        target,
        payloadBytes,
        syn: has('syn'),
        ack: has('ack'),
        fin: has('fin'),
        rst: has('rst'),
      })
    })
  })

  test('that is damaged has ends all the same, or is none', () => {
    holds(damagedBytes(frame), bytes => {
      const segment = readSegment(bytes)
      for (const { address } of segment ? [segment.source, segment.target] : [])
        expect(isIP(address)).toBeGreaterThan(0)
      expect(segment?.payloadBytes ?? 0).toBeGreaterThanOrEqual(0)
    })
  })

  test('is none where its own head would be shorter than a head can be', () => {
    holds(fc.tuple(ends, fc.nat({ max: 4 })), ([[source, target], words]) => {
      const frame = frameOf(source, target, ['ack'])
      if (source.address.includes(':')) return
      frame[14] = 0x40 + words
      expect(readSegment(frame)).toBeUndefined()
    })
  })

  test('is none where it is cut within its head, wherever that is', () => {
    holds(fc.tuple(ends, fc.nat({ max: 53 })), ([[source, target], size]) => {
      const whole = frameOf(source, target, ['ack'])
      expect(readSegment(whole.subarray(0, Math.min(size, whole.length - 7)))).toBeUndefined()
    })
  })
})

describe('a datagram', () => {
  test('is read as it was made, and a segment is none', () => {
    holds(fc.tuple(ends, fc.nat({ max: 1_400 })), ([[source, target], payloadBytes]) => {
      const frame = datagramOf(source, target, payloadBytes)
      expect(readDatagram(frame)).toEqual({ source, target, payloadBytes })
      expect(readSegment(frame)).toBeUndefined()
      expect(readDatagram(frameOf(source, target, ['ack']))).toBeUndefined()
    })
  })

  test('that is cut within its head is none', () => {
    holds(fc.tuple(ends, fc.nat({ max: 41 })), ([[source, target], size]) => {
      expect(readDatagram(datagramOf(source, target, 0).subarray(0, size))).toBeUndefined()
    })
  })
})

const codes = {
  4: ['ENETUNREACH', 'EHOSTUNREACH', 'ENOPROTOOPT', 'ECONNREFUSED'],
  6: ['ENETUNREACH', 'EACCES', undefined, 'EHOSTUNREACH', 'ECONNREFUSED'],
}

/** A router's "destination unreachable" about a segment, or about a datagram, which it quotes. */
function unreachable(code: number, [source, target]: readonly [End, End], options = 0, make = segment): Buffer {
  const [from, to] = [ipBytes(source.address), ipBytes(target.address)]
  const quoted = make(source, target).subarray(14)
  const icmp = Buffer.concat([u8(from.length === 4 ? 3 : 1, code), Buffer.alloc(6), quoted])
  if (from.length === 16) {
    const head = Buffer.concat([u8(0x60, 0, 0, 0), be16(icmp.length), u8(58, 64), to, from])
    return Buffer.concat([Buffer.alloc(12), be16(0x86dd), head, icmp])
  }
  const head = Buffer.concat([
    u8(0x45 + options, 0),
    be16(20 + icmp.length),
    Buffer.alloc(4),
    u8(64, 1, 0, 0),
    to,
    from,
  ])
  return Buffer.concat([Buffer.alloc(12), be16(0x0800), head, Buffer.alloc(4 * options), icmp])
}

const segment = (source: End, target: End) => frameOf(source, target, ['ack'])
const datagram = (source: End, target: End) => datagramOf(source, target, 12)
/** Codes of which a connected UDP socket is told: the others pass as they may be over soon. */
const hardCodes = { 4: [2, 3], 6: [1, 4] }

const complaint = fc.tuple(fc.nat({ max: 4 }), ends, fc.nat({ max: 10 }))

describe('an ICMP error', () => {
  test('names the segment that it complains about, with or without options in its head', () => {
    holds(complaint, ([code, [source, target], options]) => {
      const family = source.address.includes(':') ? 6 : 4
      const known = codes[family][code]
      for (const [protocol, make] of [
        ['tcp', segment],
        ['udp', datagram],
      ] as const) {
        const error = { protocol, source, target, code: known, hard: hardCodes[family].includes(code) }
        const expected = known === undefined ? undefined : error
        expect(readIcmpError(unreachable(code, [source, target], options, make))).toEqual(expected)
      }
    })
  })

  test('that is damaged has ends all the same, or is none', () => {
    // Of what it quotes only twelve bytes are left, which say that their own head is empty.
    const cut = unreachable(
      1,
      [
        { address: '198.18.1.2', port: 1 },
        { address: '198.18.2.2', port: 2 },
      ],
      2,
    )
    cut[14 + 28 + 8] = 0x40
    const examples = [cut.subarray(0, 14 + 28 + 24)]
    const damaged = damagedBytes(complaint.map(([code, both, options]) => unreachable(code, both, options)))
    holds(
      damaged,
      bytes => {
        const error = readIcmpError(bytes)
        for (const { address } of error ? [error.source, error.target] : []) expect(isIP(address)).toBeGreaterThan(0)
      },
      { examples },
    )
  })
})

test('noise is neither', () => {
  onlyRefuses(
    fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
    bytes => [readSegment(bytes), readIcmpError(bytes)],
  )
})
