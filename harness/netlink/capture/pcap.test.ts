import { expect, test } from 'vitest'
import { pcapHead, readPcap, wholeRecords, writeRecordHead } from './pcap.ts'

const record = Buffer.alloc(20)
writeRecordHead(record, 0, { seconds: 1_800_000_000, nanoseconds: 5, kept: 4, length: 99 })
record.write('abcd', 16)

test('what is written is read back', () => {
  const { link, frames } = readPcap(Buffer.concat([pcapHead('sll2', 256), record, record]))
  expect(link).toBe('sll2')
  expect(frames).toHaveLength(2)
  expect(frames[0]).toEqual({ atNs: 1_800_000_000_000_000_005n, lengthBytes: 99, bytes: Buffer.from('abcd') })
})
test('a last record that was cut short is left out', () => {
  expect(readPcap(Buffer.concat([pcapHead('ethernet', 256), record, record.subarray(0, 19)])).frames).toHaveLength(1)
})
test('whole records are counted in bytes', () => {
  const two = Buffer.concat([record, record])
  expect([0, 15, 19, 20, 39, 40].map(size => wholeRecords(two, size))).toEqual([0, 0, 0, 20, 20, 40])
})
test('another file is refused', () => {
  expect(() => readPcap(Buffer.from('not a pcap file at all, no'))).toThrow('E_PCAP')
})
