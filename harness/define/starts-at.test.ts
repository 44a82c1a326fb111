import { expect, test } from 'vitest'
import { parseStartsAt } from './starts-at.ts'

test.for([
  ['2026-02-28', '2026-02-28T00:00:00.000Z'],
  ['2026-02-28T23:59Z', '2026-02-28T23:59:00.000Z'],
  ['2026-02-28T23:59:50.5+01:00', '2026-02-28T22:59:50.500Z'],
] as const)('%s is an instant', ([written, instant]) => {
  expect(parseStartsAt('x', written)).toBe(instant)
})

test.for(['2026-02-28T23:59:50', 'now', '2026-13-01', '1960-01-01', '2300-01-01', '', 5, new Date()])(
  '%o is none, or not the same everywhere',
  written => {
    // @ts-expect-error: some are no text
    expect(() => parseStartsAt('x', written)).toThrow(/^Cannot use "x": startsAt is no instant.*\[E_STARTS_AT\]$/)
  },
)
