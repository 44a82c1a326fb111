import { expect, test } from 'vitest'
import { frameOf } from './fixtures/frame.ts'
import { maxSegmentIn, readSegment } from './segment.ts'

const plain = { syn: false, ack: true, fin: false, rst: false, payloadBytes: 0, seq: 0, ackSeq: 0 }

test.for([
  ['198.18.1.2', '198.18.2.2'],
  ['2001:2:0:1::2', '2001:2:0:2::2'],
] as const)('reads ends, flags and payload between %s and %s', ([from, to]) => {
  const [source, target] = [
    { address: from, port: 40_000 },
    { address: to, port: 7_000 },
  ]
  expect(readSegment(frameOf(source, target, ['ack']))).toEqual({ ...plain, source, target })
  expect(readSegment(frameOf(source, target, ['syn']))).toMatchObject({ syn: true, ack: false })
  expect(readSegment(frameOf(source, target, ['fin', 'ack']))).toMatchObject({ fin: true, rst: false })
  expect(readSegment(frameOf(source, target, ['rst', 'ack'], 0))).toMatchObject({ rst: true, fin: false })
  expect(readSegment(frameOf(source, target, ['ack'], 1_400))).toMatchObject({ payloadBytes: 1_400 })
})

test('reads no more than the head of a long segment that was cut', () => {
  const frame = frameOf({ address: '198.18.1.2', port: 1 }, { address: '198.18.2.2', port: 2 }, ['ack'], 1_400)
  expect(readSegment(frame.subarray(0, 96))).toMatchObject({ payloadBytes: 1_400 })
})

test('what is not TCP, not whole, or a later fragment is none', () => {
  const frame = frameOf({ address: '198.18.1.2', port: 1 }, { address: '198.18.2.2', port: 2 }, ['ack'])
  const changed = (at: number, ...bytes: number[]) => {
    const other = Buffer.from(frame)
    other.set(bytes, at)
    return other
  }
  expect(readSegment(changed(14 + 9, 17))).toBeUndefined()
  expect(readSegment(changed(14 + 6, 0, 5))).toBeUndefined()
  expect(readSegment(changed(12, 8, 6))).toBeUndefined()
  expect(readSegment(frame.subarray(0, 40))).toBeUndefined()
  expect(readSegment(frame.subarray(0, 10))).toBeUndefined()
})

test('reads the longest segment that a SYN announces, wherever among its options, and of nothing else', () => {
  const ends = [
    { address: '198.18.1.2', port: 1 },
    { address: '198.18.2.2', port: 2 },
  ] as const
  const withOptions = (flag: 'syn' | 'ack', ...options: number[]) => {
    const head = frameOf(...ends, [flag]).subarray(0, 14 + 40)
    const frame = Buffer.concat([head, Buffer.from(options)])
    frame[14 + 32] = ((20 + options.length) / 4) << 4
    return frame
  }
  const [maxSegment, timestamps] = [
    [2, 4, 0x05, 0xb4],
    [8, 10, 0, 0, 0, 0, 0, 0, 0, 0],
  ]
  expect(maxSegmentIn(withOptions('syn', ...maxSegment))).toBe(1_460)
  expect(maxSegmentIn(withOptions('syn', 1, 1, ...timestamps, ...maxSegment))).toBe(1_460)
  expect(maxSegmentIn(withOptions('ack', ...maxSegment))).toBeUndefined()
  expect(maxSegmentIn(withOptions('syn', 0, 0, 0, 0, ...maxSegment))).toBeUndefined()
  expect(maxSegmentIn(withOptions('syn', 8, 0, 2, 4))).toBeUndefined()
  expect(maxSegmentIn(withOptions('syn'))).toBeUndefined()
})
