import { expect } from 'vitest'
import { sandboxed } from '../fixtures/sandbox.ts'

const { seen, test } = await sandboxed('frames')
const [SYN, SYN_ACK, ACK, PSH_ACK, RST_ACK] = [2, 18, 16, 24, 20]
const [rc, rs, incoming, outgoing] = [102, 103, 0, 4]

test('every segment is heard from handshake to reset, in order', () => {
  expect(seen.segments).toEqual([SYN, SYN_ACK, ACK, PSH_ACK, ACK, PSH_ACK, ACK, RST_ACK])
})
test('a forwarded packet is heard coming in at one device and going out at another', () => {
  expect(seen.forwarded).toEqual([
    [rc, incoming],
    [rs, outgoing],
  ])
})
test('each frame has the time at which it passed, finer than a millisecond', () => {
  expect(seen.times).toEqual([true, true, true])
})
test('more frames than one call takes are all there', () => expect(seen['many at once']).toBe(20))
test('frames are cut, and keep their own length', () => expect(seen.cut).toEqual([true, 14 + 20 + 32 + 1_000]))
test('of what offload has joined only the heads are kept, and so it needs no more room than others', () => {
  expect(seen.joined).toEqual([128, 14 + 20 + 32 + 5_000])
  expect(seen['many joined']).toEqual([true, 0])
})
test('where nothing passes, nothing is heard', () => expect(seen['nothing passes']).toEqual([[], 0]))
test('frames that there is no room for are counted, once', () => expect(seen['no room']).toEqual([true, true, 0]))
test('a device that goes down and comes back goes on being heard', () => {
  expect(seen['link down and up']).toEqual([0, true])
})
test('after its end nothing is heard, and ending twice is harmless', () => {
  expect(seen['after its end']).toEqual([[], 0])
})
