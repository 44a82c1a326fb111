// What is kept of many packets: few of a stretch in which nothing happens, and enough before and after each step to see what it did.
import { expect, test } from 'vitest'
import type { Packet, PacketKind } from '../model/packet.ts'
import { KeptPackets } from './kept-packets.ts'

const packet = (atMs: number, kind: PacketKind): Packet => ({ atMs, from: 'a', to: 'b', kind })
const ended = 1e9

test('few are kept as they are', () => {
  const kept = new KeptPackets()
  const all = Array.from({ length: 100 }, (_, n) => packet(n, n % 2 === 0 ? 'probe' : 'ack'))
  for (const one of all) kept.add(one)
  expect(kept.record(ended)).toEqual({ packets: all })
})

test('of very many the first and the last ones of each stretch are, what is out of the ordinary apart, and the gaps are counted', () => {
  const kept = new KeptPackets()
  for (let n = 0; n < 10_000; n++) kept.add(packet(n, 'data'))
  kept.turn()
  for (let n = 10_000; n < 12_000; n++) kept.add(packet(n, 'retransmission'))
  kept.add(packet(12_000, 'data'))
  const { packets = [], packetGaps } = kept.record(ended)
  const count = (kind: PacketKind) => packets.filter(one => one.kind === kind).length
  expect([count('data'), count('retransmission')]).toEqual([121, 400])
  expect(packets.map(({ atMs }) => atMs)).toEqual(packets.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
  expect(packetGaps).toEqual([
    { fromMs: 60, toMs: 9_939, packets: 9_880 },
    { fromMs: 10_200, toMs: 11_799, packets: 1_600 },
  ])
})

test('a script of a thousand steps keeps no more than one of a dozen', () => {
  const kept = new KeptPackets()
  for (let n = 0; n < 100_000; n++) {
    if (n % 100 === 0) kept.turn()
    kept.add(packet(n, 'data'))
  }
  expect(kept.record(ended).packets?.length).toBeLessThanOrEqual(12 * 120)
})

test('what was passed on as everything was healed was not during the watch', () => {
  const kept = new KeptPackets()
  kept.add({ ...packet(1, 'data'), passedAtMs: 2 })
  kept.add({ ...packet(3, 'data'), passedAtMs: 11 })
  expect(kept.record(10).packets).toEqual([{ ...packet(1, 'data'), passedAtMs: 2 }, packet(3, 'data')])
})

test('packets of one instant stand in the order in which they came', () => {
  const kept = new KeptPackets()
  const all = [packet(5, 'probe'), packet(5, 'ack'), packet(5, 'reset')]
  for (const one of all) kept.add(one)
  expect(kept.record(ended).packets).toEqual(all)
})

test('of no packet nothing is said', () => expect(new KeptPackets().record(ended)).toEqual({}))
