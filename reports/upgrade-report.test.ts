// Method: a real report of schema 1, cut to a few runs and lines of each kind: judged again by today's rules it has to say what it said.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Run } from '../harness/model/report.ts'
import { rejudge } from '../harness/verdict/rejudge.ts'
import { parseReport } from './parse-report.ts'
import { upgradeReport } from './upgrade-report.ts'

const text = readFileSync(new URL('./fixtures/schema-1.report.json', import.meta.url), 'utf8')
const { runs } = parseReport(text, 'schema-1.report.json')

test.for(runs)(
  'a run of schema 1 has its verdict, its outcomes and its predictions when it is judged again: $scenario',
  run => {
    expect(rejudge(run)).toEqual(run)
  },
)

test('the verdicts are judged, and not taken over', () => {
  const [passed] = runs
  if (!passed) throw new Error('the fixture has runs')
  const observations = passed.observations.filter(({ kind }) => kind === 'traffic')
  expect(passed.verdict).toEqual({ status: 'pass' })
  expect(rejudge({ ...passed, observations }).verdict.status).toBe('inconclusive')
})

function run(scenario: string): Run {
  const found = runs.find(candidate => candidate.scenario === scenario)
  if (!found) throw new Error(`no fixture ${scenario}`)
  return found
}

describe('a real run', () => {
  test('of a pair has a client and a server, and what the client was set to', () => {
    expect(run('black-hole/blip-recovery').hosts).toEqual([
      { name: 'server', program: 'server', connectsTo: [], listens: true, settings: {} },
      {
        name: 'client',
        program: 'client',
        connectsTo: ['server'],
        listens: false,
        settings: { heartbeat: { everyMs: 250, deadlineMs: 300 } },
      },
    ])
  })

  test('with a takeover has a standby, and says whose address was taken by whom', () => {
    const { hosts, fault, steps } = run('failover/reader-heartbeat')
    expect(hosts.map(({ name, standsInFor }) => [name, standsInFor])).toEqual([
      ['server', undefined],
      ['standby', 'server'],
      ['client', undefined],
    ])
    expect(fault).toEqual({ kind: 'takeover', host: 'server', by: 'standby', afterMs: 1_000, announce: true })
    expect(steps[0]?.does).toEqual(fault)
  })

  test('of several faults has them as steps, and bounds that count from each', () => {
    const { steps, bounds } = run('failover/reader-recovers')
    expect(steps.map(({ id, does }) => [id, does.kind])).toEqual([
      [0, 'black-hole'],
      [1, 'black-hole'],
    ])
    expect(bounds.map(({ bound: { since } }) => since)).toEqual([0, 1, 1])
  })
})

describe('every field of schema 1 has its place', () => {
  const seen = { atMs: 700, vantage: 'client-app', sign: 'recovered', detail: 'back; 17 stale answers in 1.6 s' }
  const old = {
    scenario: 'a/b',
    settings: { readDeadlineMs: 2_000 },
    injections: [{ fault: { kind: 'none' }, atMs: 1, byMs: 2, quietMs: 3, sinceMs: [4, 5], evidence: 'x' }],
    lines: [{ atMs: 6, role: 'server', stream: 'stdout', text: 'up' }],
    observations: [seen],
    cutAtMs: 7,
    bounds: [
      {
        bound: { expect: 'recovery', from: 'client-app', withinMs: 8 },
        outcome: { kind: 'recovered', afterMs: 9, uncertaintyMs: 0, by: seen },
        predictedBecause: 'why',
        injection: 1,
      },
    ],
    evidence: 'x',
    troubles: ['y'],
  }
  const upgraded = { atMs: 700, by: 'client-app', kind: 'recovered', detail: 'back; 17 stale answers in 1.6 s' }
  const stale = { answers: 17, forMs: 1_600 }

  test('and what has none in schema 2 is gone', () => {
    const server = { name: 'server', program: 'server', connectsTo: [], listens: true, settings: {} }
    const client = { name: 'client', program: 'client', connectsTo: ['server'], listens: false }
    const why = 'lines of output were not kept'
    expect(upgradeReport({ schema: 1, tool: 't', runs: [old] })).toEqual({
      schema: 2,
      tool: 't',
      runs: [
        {
          scenario: 'a/b',
          hosts: [server, { ...client, settings: { readDeadlineMs: 2_000 } }],
          steps: [
            {
              id: 0,
              does: { kind: 'none' },
              atMs: 1,
              byMs: 2,
              quietMs: { client: 3 },
              sinceMs: [4, 5],
              evidence: { text: 'x', facts: {} },
            },
          ],
          lines: [{ atMs: 6, host: 'server', stream: 'stdout', text: 'up' }],
          observations: [{ ...upgraded, stale }],
          connections: [],
          cuts: [
            { by: 'server-app', atMs: 7, why },
            { by: 'client-app', atMs: 7, why },
          ],
          bounds: [
            {
              bound: { expect: 'recovery', by: 'client-app', since: 1, withinMs: 8 },
              outcome: {
                kind: 'recovered',
                afterMs: 9,
                uncertaintyMs: 0,
                by: { ...upgraded, stale },
                from: 'healing',
              },
              predictedReason: 'why',
            },
          ],
          troubles: ['y'],
        },
      ],
    })
  })

  test.for<[string, object, boolean]>([
    ['a fault', { fault: { kind: 'takeover', afterMs: 0, announce: true } }, true],
    ['a step', { injections: [{ fault: { kind: 'power-off', host: 'standby' } }] }, true],
    ['a line', { lines: [{ role: 'standby' }] }, true],
    ['an observation', { observations: [{ vantage: 'standby-app' }] }, true],
    ['a bound', { bounds: [{ bound: { from: 'standby-app' } }] }, true],
    ['a kernel setting', { network: { sysctls: { standby: {} } } }, true],
    ['nothing but a text', { lines: [{ role: 'client', text: 'standby' }] }, false],
  ])('a standby is there where it is named, by %s', ([, change, there]) => {
    const [found] = Object.values(upgradeReport({ runs: [{ ...old, ...change }] }).runs ?? {})
    expect(JSON.stringify(found).includes('"name":"standby"')).toBe(there)
  })
})

test('a skip says whether its scenario was not written for the place, which only its words did', () => {
  const skip = (reason: string) => ({ status: 'skip', reason })
  const runs = [skip('written for netns only'), skip('the proxy answers')].map(verdict => ({
    verdict,
    bounds: [{ bound: {}, verdict }],
  }))
  const [foreign, unable] = upgradeReport({ runs }).runs as readonly { verdict: object; bounds: readonly object[] }[]
  expect(foreign?.verdict).toEqual({ ...skip('written for netns only'), why: 'not-written-for' })
  expect(foreign?.bounds).toMatchObject([{ verdict: foreign?.verdict }])
  expect(unable?.verdict).toEqual(skip('the proxy answers'))
})

test.for<[string, object]>([
  ['is no list', { runs: 7 }],
  ['holds no objects', { runs: [7, null, []] }],
])('what %s is left for the schema to refuse', ([, broken]) => {
  expect(upgradeReport({ schema: 1, ...broken })).toEqual({ schema: 2, ...broken })
  expect(() => parseReport(JSON.stringify({ schema: 1, tool: tool(), ...broken }), 'old.json')).toThrow('E_REPORT')
})

function tool() {
  return { name: 'halfopen', version: '0.1.0' }
}
