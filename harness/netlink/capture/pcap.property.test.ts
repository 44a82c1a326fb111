import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyBytes, damagedBytes } from '../../kit/fixtures/damaged.ts'
import { holds, onlyRefuses } from '../../kit/fixtures/fuzz.ts'
import { pcapHead, pcapRecord, readPcap } from './pcap.ts'
import type { Frame } from './receive.ts'

const u32 = fc.nat({ max: 2 ** 32 - 1 })
const frame: fc.Arbitrary<Frame> = fc
  .record({
    seconds: u32,
    nanoseconds: fc.nat({ max: 999_999_999 }),
    extraBytes: fc.nat({ max: 70_000 }),
    packet: anyBytes,
    address: fc.uint8Array({ minLength: 20, maxLength: 20 }).map(bytes => Buffer.from(bytes)),
  })
  .map(({ packet, extraBytes, ...rest }) => {
    const bytes = Buffer.concat([Buffer.alloc(14), packet])
    return { ...rest, bytes, lengthBytes: bytes.length + extraBytes }
  })
const captured = fc.tuple(fc.integer({ min: 20, max: 400 }), fc.array(frame, { maxLength: 5 }))
const fileOf = ([snapBytes, frames]: readonly [number, readonly Frame[]]) =>
  Buffer.concat([pcapHead(snapBytes), ...frames.map(one => pcapRecord(one, snapBytes))])

test('whatever was captured is read back, cut to the length asked for', () => {
  holds(captured, ([snapBytes, frames]) => {
    const read = readPcap(fileOf([snapBytes, frames])).frames
    expect(read.map(({ bytes, ...rest }) => ({ ...rest, packet: bytes.subarray(20) }))).toEqual(
      frames.map(({ seconds, nanoseconds, lengthBytes, bytes }) => ({
        atNs: BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds),
        lengthBytes: lengthBytes + 6,
        packet: bytes.subarray(14, 14 + snapBytes - 20),
      })),
    )
  })
})

test('a file that ends anywhere gives its whole records', () => {
  holds(fc.tuple(captured, fc.double({ min: 0, max: 1, noNaN: true })), ([capture, at]) => {
    const file = fileOf(capture)
    const cut = file.subarray(0, 24 + Math.floor((file.length - 24) * at))
    const whole = readPcap(file).frames
    expect(readPcap(cut).frames).toEqual(whole.slice(0, readPcap(cut).frames.length))
    expect(readPcap(cut).frames.length).toBeLessThanOrEqual(whole.length)
  })
})

test('a file that is damaged is read as far as it goes, or refused', () => {
  onlyRefuses(damagedBytes(captured.map(fileOf)), readPcap)
})
