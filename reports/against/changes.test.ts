// Method: one run is measured twice with other times, verdicts and tolerances. Wrong code would call noise slower, or not see that what was noticed
// in time once is never noticed now.
import { describe, expect, test } from 'vitest'
import type { Run } from '../../harness/model/report.ts'
import { noticedByHeartbeat } from '../fixtures/sample-heartbeat.ts'
import { sampleReport } from '../fixtures/sample-report.ts'
import { changesSince, slowerThan } from './changes.ts'
import { renderChanges, renderSlower } from './terminal.ts'
import { changeWords, countWords } from './words.ts'

const took = (afterMs: number, more: Partial<Run> = {}): Run => ({
  ...noticedByHeartbeat(afterMs, 1_000, 1_000),
  toleranceMs: 10,
  ...more,
})
const between = (before: Run, now: Run) => changesSince({ runs: [now] }, { runs: [before] })
const plain = { colour: false, columns: 1_000 }

describe('a time', () => {
  test('that has grown is slower, and one that has shrunk faster, each with by how much', () => {
    const [slower] = between(took(2_000), took(2_500))
    expect([slower?.kinds, slower && changeWords(slower)]).toEqual([
      ['slower'],
      ['slower: 2.5 s, 2.0 s before (+25 %)'],
    ])
    const [faster] = between(took(2_000), took(1_500))
    expect([faster?.kinds, faster && changeWords(faster)]).toEqual([
      ['faster'],
      ['faster: 1.5 s, 2.0 s before (-25 %)'],
    ])
  })

  test('that differs by no more than both measurements are blurred is the same', () => {
    expect(between(took(2_000), took(2_030))[0]?.kinds).toEqual([])
    expect(between(took(2_000), took(2_035))[0]?.kinds).toEqual(['slower'])
    expect(between(took(2_000), took(2_035, { toleranceMs: 40 }))[0]?.kinds).toEqual([])
  })

  test('that was there and is not any more has grown without end', () => {
    const before = took(2_000)
    const [result] = before.bounds
    if (!result) throw new Error('the fixture has a bound')
    const silent: Run = {
      ...before,
      verdict: { status: 'fail', expected: 'within 3 s', actual: 'silent for 3 s' },
      bounds: [{ ...result, outcome: { kind: 'silent', watchedMs: 3_000 } }],
    }
    const [change] = between(before, silent)
    expect(change?.kinds).toEqual(['worse', 'slower'])
    expect(change && changeWords(change)).toEqual(['passed before, failed now', 'slower: > 3.0 s, 2.0 s before'])
    expect(slowerThan(between(before, silent), 100)).toHaveLength(1)
    expect(between(silent, before)[0]?.kinds).toEqual(['better', 'faster'])
    const late = took(6_000)
    expect(between(late, silent)[0]?.kinds, 'watched for less than it had taken').toEqual(['worse'])
    expect(between(silent, late)[0]?.kinds).toEqual(['better'])
  })

  test('is compared with that of the same demand only', () => {
    const before = took(2_000)
    const other = before.bounds.map(result => ({ ...result, bound: { ...result.bound, by: 'client-kernel' as const } }))
    expect(between(before, { ...took(9_000), bounds: other })[0]?.kinds).toEqual([])
  })
})

describe('a run', () => {
  test('is known by scenario, plane and clock: without its like it is new, or gone', () => {
    const [one] = sampleReport().runs
    if (!one) throw new Error('the fixture has runs')
    const other: Run = { ...one, clock: 'virtual' }
    const changes = changesSince({ runs: [one, other] }, { runs: [one, { ...one, scenario: 'old' }] })
    expect(changes.map(({ kinds }) => kinds)).toEqual([[], ['new'], ['gone']])
    expect(countWords(changes)).toBe('1 new, 1 gone')
  })

  test('that stands there twice is compared with its own number', () => {
    const changes = changesSince({ runs: [took(1_000), took(2_000)] }, { runs: [took(1_000), took(1_000)] })
    expect(changes.map(({ kinds }) => kinds)).toEqual([[], ['slower']])
  })

  test('that stood there twice and stands there once is not gone; its twin that is there no more is', () => {
    const twice = [took(1_000), took(1_000)]
    expect(countWords(changesSince({ runs: [took(1_000)] }, { runs: twice }))).toBe('nothing is different')
    expect(countWords(changesSince({ runs: [] }, { runs: twice }))).toBe('2 gone')
  })
})

test('what a run began with is told where it is different, and alone it is no change', () => {
  const at = (sha256: string, seed = 1) => ({ environment: { variables: 2, sha256 }, seed })
  const same = between(took(2_000, at('a')), took(2_000.001, at('b')))
  expect(same[0]?.kinds).toEqual([])
  expect(countWords(same)).toBe(
    'nothing is different; 1 run in another environment, which in virtual time may move times by microseconds',
  )
  const [slower] = between(took(2_000, at('a')), took(2_500, at('b', 2)))
  expect(slower && changeWords(slower)).toEqual([
    'slower: 2.5 s, 2.0 s before (+25 %)',
    'run with another environment, another seed',
  ])
  expect(between(took(2_000, at('a')), took(2_500, at('a')))[0]?.beganWith).toEqual([])
  expect(between(took(2_000), took(2_500, at('a')))[0]?.beganWith).toEqual([])
})

test('a report that is held against itself is no different', () => {
  const report = sampleReport()
  const changes = changesSince(report, report)
  expect(changes.filter(({ kinds }) => kinds.length > 0)).toEqual([])
  expect(renderChanges(changes, report, plain)).toBe(
    ' Against the report of 2026-11-24 09:30:00 UTC: nothing is different\n',
  )
})

test('the gate lets pass what has grown by no more, and names what has', () => {
  const changes = between(took(2_000), took(2_400))
  expect(slowerThan(changes, 0.2)).toEqual([])
  expect(renderSlower(slowerThan(changes, 0.2), 0.2, plain)).toBe('no time has grown by more than 20 %\n')
  expect(renderSlower(slowerThan(changes, 0.19), 0.19, plain)).toMatch(
    /^1 slower by more than 19 %:\n {3}> .* \(toxiproxy, real\): slower: 2\.4 s, 2\.0 s before \(\+20 %\)\n$/,
  )
})

test('on a terminal it folds below itself, and nothing in it steers', () => {
  const [one] = sampleReport().runs
  if (!one) throw new Error('the fixture has runs')
  const hostile: Run = { ...one, scenario: `long/${'name '.repeat(40)}\u001b[2J\u202e` }
  const text = renderChanges(
    changesSince({ runs: [hostile] }, { runs: [] }),
    { runs: [] },
    { colour: false, columns: 80 },
  )
  const [head, first = '', ...others] = text.trimEnd().split('\n')
  expect(head).toBe(' Against the report: 1 new')
  expect(first).toMatch(/^ {3}\* long\/name name/)
  expect(others.length).toBeGreaterThan(1)
  for (const line of others) expect(line).toMatch(/^ {5}\S/)
  expect([first, ...others].filter(line => line.length > 80)).toEqual([])
  expect(['\u001b', '\u202e'].filter(sign => text.includes(sign))).toEqual([])
})
