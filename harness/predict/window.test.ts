import { describe, expect, test } from 'vitest'
import type { Fault } from '../model/fault.ts'
import type { Settings } from '../model/settings.ts'
import { predictedMs } from './window.ts'

const ping: Settings = { heartbeat: { everyMs: 10_000, deadlineMs: 5_000 } }
const keepalive: Settings = { keepalive: { idleMs: 10_000, intervalMs: 3_000, count: 3 } }
const off: Fault = { kind: 'power-off', host: 'server' }
const frozen: Fault = { kind: 'frozen-peer', host: 'server' }

function predicted(settings: Settings, fault: Fault): ReturnType<typeof predictedMs> {
  return predictedMs(settings, fault, 'client-app', 0)
}

describe('a switched-off server', () => {
  test('is noticed by a ping between its deadline and a period more, and 100 ms for telling', () => {
    expect(predicted(ping, off)).toEqual([5_000, 15_100])
  })

  test('is noticed by keepalive as the timer wheel has it', () => {
    expect(predicted(keepalive, off)).toEqual([19_000, 19_572])
  })

  test('is noticed by a read deadline at the latest when that has passed', () => {
    expect(predicted({ readDeadlineMs: 2_000 }, off)).toEqual([0, 2_100])
  })

  test('is noticed by whichever detector comes first', () => {
    expect(predicted({ ...ping, readDeadlineMs: 7_000 }, off)).toEqual([0, 7_100])
  })

  test('is never noticed without a detector', () => {
    expect(predicted({}, off)).toBe('never')
  })
})

describe('a frozen server', () => {
  test('is never noticed by keepalive: its kernel answers', () => {
    expect(predicted(keepalive, frozen)).toBe('never')
  })

  test('is never noticed by a heartbeat that needs no answer', () => {
    expect(predicted({ heartbeat: { everyMs: 1_000 } }, frozen)).toBe('never')
  })

  test('is noticed by a ping', () => {
    expect(predicted(ping, frozen)).toEqual([5_000, 15_100])
  })
})

describe('a blip', () => {
  const blip = (forMs: number): Fault => ({ kind: 'black-hole', toward: 'both', forMs })

  test('is never noticed when it ends before the fastest phase of the detector', () => {
    expect(predicted(ping, blip(4_999))).toBe('never')
  })

  test('is left open when it ends between the fastest and the slowest phase', () => {
    expect(predicted(ping, blip(8_000))).toBeUndefined()
  })

  test('is noticed like any silence when it lasts longer', () => {
    expect(predicted(ping, blip(15_000))).toEqual([5_000, 15_100])
  })
})

describe('nothing is predicted', () => {
  test('where a user timeout replaces the count of probes', () => {
    expect(predicted({ ...keepalive, userTimeoutMs: 5_000 }, off)).toBeUndefined()
  })

  test('where heartbeats in flight switch keepalive off', () => {
    expect(predicted({ ...keepalive, heartbeat: { everyMs: 1_000 } }, off)).toBeUndefined()
  })

  test('where a heartbeat needs no answer: whether somebody acknowledges it is not a matter of settings', () => {
    expect(predicted({ heartbeat: { everyMs: 1_000 } }, off)).toBeUndefined()
  })

  test('where the peer can still be heard and may talk on', () => {
    expect(predicted({ readDeadlineMs: 2_000 }, { kind: 'black-hole', toward: 'server' })).toBeUndefined()
  })

  test.for<Fault>([
    { kind: 'power-off', host: 'client' },
    { kind: 'power-off', host: 'server', backAfterMs: 2_000 },
    { kind: 'power-off', host: 'server', neighbours: 'unreachable' },
    { kind: 'idle-firewall', idleMs: 1_000, onNextPacket: 'drop' },
  ])('where others decide: %j', fault => {
    expect(predicted(ping, fault)).toBeUndefined()
  })

  test('for another vantage', () => {
    expect(predictedMs(ping, off, 'wire')).toBeUndefined()
  })
})

test('a killed process is noticed at once, by any client', () => {
  expect(predicted({}, { kind: 'process-kill', host: 'server' })).toEqual([0, 100])
})

test('where nothing goes wrong there is nothing to notice', () => {
  expect(predicted(ping, { kind: 'none' })).toBe('never')
})
