import { describe, expect, test } from 'vitest'
import { sampleReport } from '../../reports/fixtures/sample-report.ts'
import { sampleScript } from '../../reports/fixtures/sample-script.ts'
import { sampleSystem } from '../../reports/fixtures/sample-system.ts'
import type { Run } from '../model/report.ts'
import { rejudge } from './rejudge.ts'

const runs = [...sampleReport().runs, sampleScript(), sampleSystem()]

function saved(run: Run): Run {
  return JSON.parse(JSON.stringify(run))
}

test.for(runs)('a saved run is judged as it was: $scenario', run => {
  expect(rejudge(saved(run))).toEqual(saved(run))
})

describe('a run that was changed is judged by what it says now', () => {
  const passed = runs.find(({ scenario }) => scenario === 'power-off/cache-reader-ping-1s') ?? sampleScript()

  test('a pass whose loss is taken out becomes a doubt', () => {
    const observations = passed.observations.filter(({ kind }) => kind !== 'lost')
    expect(rejudge({ ...passed, observations }).verdict.status).toBe('inconclusive')
  })

  test('a pass whose evidence is taken out becomes a doubt, without an outcome', () => {
    const steps = passed.steps.map(({ evidence: _, ...step }) => step)
    const again = rejudge({ ...passed, steps })
    expect(again.verdict).toEqual({ status: 'inconclusive', reason: 'no evidence that power-off took effect' })
    expect(again.bounds[0]).not.toHaveProperty('outcome')
  })

  test('a verdict that was painted over by hand does not hide a failing bound', () => {
    const failed = runs.find(({ scenario }) => scenario === 'black-hole/blip-5s-hasty') ?? passed
    expect(rejudge({ ...failed, verdict: { status: 'pass' } }).verdict).toEqual(failed.verdict)
  })

  test("a script's own failure is kept beside bounds that pass", () => {
    const verdict = { status: 'fail', expected: 'every step of the script succeeds', actual: 'it did not' } as const
    expect(rejudge({ ...sampleScript(), verdict }).verdict).toEqual(verdict)
  })

  test('evidence that was collected later does not make a conclusion of what was a doubt', () => {
    const script = sampleScript()
    const [first, ...rest] = script.bounds
    const doubt = { status: 'inconclusive', reason: 'no evidence that black-hole took effect' } as const
    if (!first) throw new Error('the fixture has bounds')
    const { outcome: _, ...unjudged } = { ...first, verdict: doubt }
    const run = { ...script, bounds: [unjudged, ...rest], verdict: doubt }
    expect(rejudge(run)).toEqual(run)
  })
})
