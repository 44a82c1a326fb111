// Which kernels a client may have, by what is known of its own: since when an option is there at all decides whether it counts.
import { expect, test } from 'vitest'
import { kernelsOf } from './kernel.ts'

const inTicks = (ms: number, hz: number) => (ms * hz) / 1_000

test.for([
  ['6.14.9', 120_000],
  ['6.15.0', 5_000],
  [undefined, 5_000],
] as const)('TCP_RTO_MAX_MS counts on %s: %i ms', ([release, ms]) => {
  const kernel = release === undefined ? { hz: 250 } : { release, hz: 250 }
  const on = [{ settings: { rtoMaxMs: 5_000 } }, { settings: {}, sysctls: { 'net.ipv4.tcp_rto_max_ms': 5_000 } }]
  for (const one of on)
    expect(kernelsOf({ ...one, kernel } as Parameters<typeof kernelsOf>[0]).map(({ rtoMax }) => rtoMax)).toEqual([
      inTicks(ms, 250),
    ])
})

test('one whose HZ is not known may be of any of the usual ones', () => {
  expect(kernelsOf({ settings: {}, kernel: undefined }).map(({ rtoBase }) => rtoBase)).toEqual(
    [100, 250, 300, 1_000].map(hz => inTicks(200, hz)),
  )
})
