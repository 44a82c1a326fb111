import { expect, test } from 'vitest'
import { pcapHead, pcapRecord, readPcap } from './pcap.ts'
import type { Frame } from './receive.ts'

const address = Buffer.from('11000800c90000000100040602000000010200' + '00', 'hex') // struct sockaddr_ll: IPv4, device 201, outgoing
const frame: Frame = {
  seconds: 1_800_000_000,
  nanoseconds: 5,
  lengthBytes: 99,
  bytes: Buffer.concat([Buffer.alloc(14, 'e'), Buffer.from('packet')]),
  address,
}
const cooked = '08000000000000c900010406020000000102' + '0000'

test('what is written is read back, with its device and direction, as it was on the wire', () => {
  const record = pcapRecord(frame, 256)
  const { frames } = readPcap(Buffer.concat([pcapHead(256), record, record]))
  expect(frames).toHaveLength(2)
  expect(frames[0]).toEqual({
    atNs: 1_800_000_000_000_000_005n,
    lengthBytes: 99 - 14 + 20,
    bytes: Buffer.concat([Buffer.from(cooked, 'hex'), Buffer.from('packet')]),
  })
})
test('a frame is cut to the length asked for, and keeps its own', () => {
  const { frames } = readPcap(Buffer.concat([pcapHead(22), pcapRecord(frame, 22)]))
  expect(frames[0]).toMatchObject({ lengthBytes: 105, bytes: Buffer.from(`${cooked}7061`, 'hex') })
})
test('a last record that was cut short is left out', () => {
  const record = pcapRecord(frame, 256)
  expect(readPcap(Buffer.concat([pcapHead(256), record, record.subarray(0, 19)])).frames).toHaveLength(1)
})
test('another file is refused', () => {
  expect(() => readPcap(Buffer.from('not a pcap file at all, no'))).toThrow('E_PCAP')
})
