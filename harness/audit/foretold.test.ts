// Method: clients are audited, then their server is cut off, and each is told by its kernel when that has given the server up. What was
// foretold has to hold: never earlier, and later only by what a busy machine takes to tell it. The three figures lie seconds apart, so an
// audit that took one option for another, or the settings of its own namespace (tcp_retries2 is 3 in theirs), would be seen.
import { expect } from 'vitest'
import { sandboxed } from '../netlink/fixtures/sandbox.ts'
import type { Notices } from './noticing.ts'

const { seen, test } = await sandboxed('../../audit/fixtures/foretold')
const tellingMs = 1_000
/** The clock starts when the fault is in force already. */
const startedMs = 50

test('an idle client is told by its keepalive, a busy one by its user timeout or by tcp_retries2, when the audit foretold it', () => {
  const foretold = seen.foretold as Notices[]
  const told = seen.told as { code: string; afterMs: number }[]
  const [kept, limited, plain] = [foretold[0]?.idle, foretold[1]?.busy, foretold[2]?.busy]
  expect(told.map(({ code }) => code)).toEqual(['ETIMEDOUT', 'ETIMEDOUT', 'ETIMEDOUT'])
  expect([kept, limited, plain]).toMatchObject([
    { kind: 'within', mechanism: 'keepalive' },
    { kind: 'within', mechanism: 'user-timeout' },
    { kind: 'within', mechanism: 'retransmission' },
  ])
  const outside = [kept, limited, plain].filter((notice, i) => {
    const afterMs = told[i]?.afterMs ?? Number.NaN
    return !(notice?.kind === 'within' && afterMs >= notice.fromMs - startedMs && afterMs <= notice.toMs + tellingMs)
  })
  expect(outside).toEqual([])
})
test('what no option tells it never notices, says the audit', () => {
  const [, limited, plain] = seen.foretold as Notices[]
  expect([limited?.idle?.kind, plain?.idle?.kind]).toEqual(['never', 'never'])
})
