import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../kit/fixtures/fuzz.ts'
import { tcpInfo } from './tcp-info.ts'

const u32 = fc.nat({ max: 2 ** 32 - 1 })

/** struct tcp_info of linux/tcp.h, as much as this kernel has of it, with the offsets of its own layout. */
function encoded(values: ReadonlyMap<number, number>, sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(Math.max(sizeBytes, 240))
  for (const [at, value] of values) bytes.writeUInt32LE(value, at)
  return bytes.subarray(0, sizeBytes)
}

test('each field is read from its own place, and one that an older kernel lacks is 0', () => {
  const fields = {
    sndMssBytes: 16,
    unacked: 24,
    lost: 32,
    lastDataSentMs: 44,
    lastDataRecvMs: 52,
    lastAckRecvMs: 56,
    totalRetrans: 100,
    segsOut: 136,
    segsIn: 140,
    notsentBytes: 144,
    sndWndBytes: 228,
  }
  const values = fc.tuple(...Object.values(fields).map(at => u32.map(value => [at, value] as const)))
  holds(fc.tuple(values, fc.integer({ min: 104, max: 280 })), ([list, sizeBytes]) => {
    const known = new Map(list)
    const read = tcpInfo(encoded(known, sizeBytes))
    for (const [name, at] of Object.entries(fields))
      expect(read).toHaveProperty(name, at + 4 <= sizeBytes ? known.get(at) : 0)
  })
})

test('times that the kernel counts in microseconds are milliseconds', () => {
  holds(fc.tuple(u32, u32), ([rto, rtt]) => {
    const info = tcpInfo(
      encoded(
        new Map([
          [8, rto],
          [68, rtt],
        ]),
        240,
      ),
    )
    expect([info?.rtoMs, info?.rttMs]).toEqual([rto / 1_000, rtt / 1_000])
  })
})

test('bytes of any length are read, or are none', () => {
  holds(
    fc.uint8Array({ maxLength: 400 }).map(bytes => Buffer.from(bytes)),
    bytes => {
      const info = tcpInfo(bytes)
      if (bytes.length < 104) expect(info).toBeUndefined()
      else for (const value of Object.values(info ?? {})) expect(value).toBeGreaterThanOrEqual(0)
    },
  )
})
