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
const right: LinkRecord = {
  host: 'app',
  ends: { host: end, router: end },
  clamped: 4,
  roundTrip: { from: 'app', to: 'db', tookMs: 101.5 },
}
const amiss = (found: readonly LinkRecord[] | undefined) => linksAmiss(asked, found)
const withEnd = (router: LinkEndRecord) => [{ ...right, ends: { host: end, router } }]

test('a link that is as asked is not amiss, nor is one that nobody asked for', () => {
  expect(amiss([right])).toBeUndefined()
  expect(linksAmiss(undefined, undefined)).toBeUndefined()
  expect(linksAmiss({}, [right])).toBeUndefined()
  expect(linksAmiss({ app: { mtuBytes: 1_400 } }, withEnd({ mtuBytes: 1_400, passed: 0, lost: 0 }))).toBeUndefined()
})

const { shape: _, ...plain } = end
const { clamped: __, ...unclamped } = right
const { roundTrip: ___, ...untimed } = right
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
  ['no round trip by it was measured', [untimed]],
  [
    'a round trip from app to db took 70.0 ms, and not 80 ms',
    [{ ...right, roundTrip: { from: 'app', to: 'db', tookMs: 70 } }],
  ],
])('%s', ([what, found]) => {
  expect(amiss(found)).toBe(`the link of app is not shown to be as asked: ${what}`)
})

test('a run whose link is amiss is inconclusive, whatever its bounds would say, and stays so when it is judged again', () => {
  const sample: Sample = {
    id: 'links/far',
    claim: 'it notices',
    fault: { kind: 'power-off', host: 'server' },
    bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 1_000 }],
    settings: {},
    watchedMs: 1_250,
  }
  const scenario = { ...scenarioOf(sample), network: { links: { client: { mtuBytes: 1_400 } } } }
  const links = (mtuBytes: number) => {
    const one = { mtuBytes, passed: 0, lost: 0 }
    return [{ host: 'client', ends: { host: one, router: one } }]
  }
  const run = (mtuBytes: number) => judged(scenario, { ...recordOf(sample), links: links(mtuBytes) }, { lateMs: 250 })
  expect(run(1_400).verdict.status).toBe('fail')
  const reason = 'the link of client is not shown to be as asked: its own end has an MTU of 1500 bytes, and not 1400'
  expect(run(1_500).verdict).toEqual({ status: 'inconclusive', reason })
  expect(rejudge(run(1_500))).toEqual(run(1_500))
})
