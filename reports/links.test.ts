import { expect, test } from 'vitest'
import { linkWords } from './links.ts'

test('a link is said by what was read back and measured', () => {
  const end = { mtuBytes: 1_400, shape: { delayMs: 100, lossPercent: 0.5 }, passed: 1_234, lost: 3 }
  const roundTrip = { from: 'app', to: 'db', tookMs: 200.04 }
  expect(linkWords({ host: 'app', ends: { host: end, router: end }, clamped: 4, roundTrip })).toMatchInlineSnapshot(
    `"app: delay 100 ms, loss 0.5 %, MTU 1,400; 1,234 packets from it and 1,234 to it passed, 6 lost; 4 SYNs met its clamp; round trip app > db measured 200.0 ms"`,
  )
})

test('ends that are not alike are said apart, and one that shapes nothing has no counters', () => {
  const ends = { host: { mtuBytes: 1_400, passed: 0, lost: 0 }, router: { mtuBytes: 1_500, passed: 0, lost: 0 } }
  expect(linkWords({ host: 'app', ends })).toMatchInlineSnapshot(`"app: MTU 1,400 from it, MTU 1,500 to it"`)
  const same = { host: ends.host, router: ends.host }
  expect(linkWords({ host: 'app', ends: same })).toMatchInlineSnapshot(`"app: MTU 1,400"`)
})
