// Method: one link that is all as asked, and mutants of what was read back of it, each in one figure. Code that believes its own settings takes
// all of them.
import { expect, test } from 'vitest'
import { recordOf, type Sample, scenarioOf } from '../../reports/fixtures/sample-report.ts'
import type { Links } from '../model/link.ts'
import type { LinkEndRecord, LinkRecord } from '../model/link-record.ts'
import { linksAmiss } from './links.ts'
import { rejudge } from './rejudge.ts'
import { judged } from './verdicts.ts'

const asked: Links = {
  app: { delayMs: 50, jitterMs: 10, lossPercent: 1, rateBitsPerSecond: 1e6, mtuBytes: 1_400, mssClampBytes: 1_300 },
}
const shape = { delayMs: 50, jitterMs: 10, lossPercent: 1, rateBitsPerSecond: 1e6 }
const end: LinkEndRecord = { mtuBytes: 1_400, shape, passed: 9, lost: 1 }
const syn = { from: 'app', to: 'db' }
const right: LinkRecord = {
  host: 'app',
  ends: { host: end, router: end },
  clamped: 4,
  announced: { ...syn, enteredBytes: 1_360, leftBytes: 1_300 },
  roundTrip: { from: 'app', to: 'db', tookMs: 101.5 },
}
const amissOf = (links: Links | undefined, found: readonly LinkRecord[] | undefined) =>
  linksAmiss({ network: links ? { links } : {}, links: found, toleranceMs: 40 })
const amiss = (found: readonly LinkRecord[] | undefined) => amissOf(asked, found)
const past = (leftBytes: number, enteredBytes = 1_460) => [{ ...right, announced: { ...syn, enteredBytes, leftBytes } }]
const tookMs = (ms: number) => [{ ...right, roundTrip: { from: 'app', to: 'db', tookMs: ms } }]
const withEnd = (router: LinkEndRecord) => [{ ...right, ends: { host: end, router } }]

test('a link that is as asked is not amiss, nor is one that nobody asked for', () => {
  expect(amiss([right])).toBeUndefined()
  expect(amissOf(undefined, undefined)).toBeUndefined()
  expect(amissOf({}, [right])).toBeUndefined()
  expect(amissOf({ app: { mtuBytes: 1_400 } }, withEnd({ mtuBytes: 1_400, passed: 0, lost: 0 }))).toBeUndefined()
  expect(amiss(past(1_200, 1_200))).toBeUndefined()
  // 60 ms each way at the longest, 1.248 ms there and back for the bits, twice: what is later by less than the tolerance may be the machine's doing.
  expect(amiss(tookMs(160))).toBeUndefined()
})

const { shape: _, ...plain } = end
const { clamped: __, ...unclamped } = right
const { roundTrip: ___, ...untimed } = right
const { announced: ____, ...unheard } = right
test.for<[string, readonly LinkRecord[] | undefined]>([
  ['nothing was read back of it', undefined],
  ['nothing was read back of it', [{ ...right, host: 'db' }]],
  ["the router's end shapes nothing", withEnd(plain)],
  ["the router's end has an MTU of 1500 bytes, and not 1400", withEnd({ ...end, mtuBytes: 1_500 })],
  ["the router's end has delayMs 20, and not 50", withEnd({ ...end, shape: { ...shape, delayMs: 20 } })],
  ["the router's end has lossPercent 0, and not 1", withEnd({ ...end, shape: { ...shape, lossPercent: 0 } })],
  ["the router's end has duplicatePercent 5, and not 0", withEnd({ ...end, shape: { ...shape, duplicatePercent: 5 } })],
  ["the router's end was met by no packet", withEnd({ ...end, passed: 0, lost: 0 })],
  ['the router has no clamp for it', [unclamped]],
  ['no SYN met its clamp', [{ ...right, clamped: 0 }]],
  ['no SYN was seen to leave its clamp', [unheard]],
  ['a SYN from app to db announced 1460 bytes past its clamp, and not 1300', past(1_460)],
  ['a SYN from app to db announced 500 bytes past its clamp, and not 1300', past(500)],
  ['no round trip by it was measured', [untimed]],
  ['a round trip from app to db took 70.0 ms, and not 80 ms', tookMs(70)],
  ['a round trip from app to db took 170.0 ms, and not 121 ms', tookMs(170)],
])('%s', ([what, found]) => {
  expect(amiss(found)).toBe(`the link of app is not shown to be as asked: ${what}`)
})

test('a run whose link is amiss is inconclusive, whatever its bounds would say, and stays so when it is judged again', () => {
  const scenario = { ...scenarioOf(sample), network: { links: { client: { mtuBytes: 1_400 } } } }
  const run = (mtuBytes: number) => judged(scenario, { ...recordOf(sample), links: short(mtuBytes) }, { lateMs: 250 })
  expect(run(1_400).verdict.status).toBe('fail')
  const reason = 'the link of client is not shown to be as asked: its own end has an MTU of 1500 bytes, and not 1400'
  expect(run(1_500).verdict).toEqual({ status: 'inconclusive', reason })
  expect(rejudge(run(1_500))).toEqual(run(1_500))
})

test('a saved run whose link says something else now is judged by what it says now', () => {
  const bounds = [{ expect: 'silence', by: 'client-app', since: 0, forMs: 1_000 }] as const
  const quiet: Sample = { ...sample, bounds }
  const scenario = { ...scenarioOf(quiet), network: { links: { client: { mtuBytes: 1_400 } } } }
  const run = judged(scenario, { ...recordOf(quiet), links: short(1_400) }, { lateMs: 250 })
  expect([run.verdict.status, rejudge(run)]).toEqual(['pass', run])
  const again = rejudge({ ...run, links: short(999) })
  const reason = 'the link of client is not shown to be as asked: its own end has an MTU of 999 bytes, and not 1400'
  expect([again.verdict, again.bounds[0]?.verdict]).toEqual(Array(2).fill({ status: 'inconclusive', reason }))
  expect(again.bounds[0]).not.toHaveProperty('outcome')
  expect(rejudge(again)).toEqual(again)
})

const sample: Sample = {
  id: 'links/far',
  claim: 'it notices',
  fault: { kind: 'power-off', host: 'server' },
  bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 1_000 }],
  settings: {},
  watchedMs: 1_250,
}

function short(mtuBytes: number): LinkRecord[] {
  const one = { mtuBytes, passed: 0, lost: 0 }
  return [{ host: 'client', ends: { host: one, router: one } }]
}
