import { describe, expect, test } from 'vitest'
import { messageOf } from '../harness/kit/errors.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { sampleScript } from './fixtures/sample-script.ts'
import { sampleSystem } from './fixtures/sample-system.ts'
import { renderJson } from './json.ts'
import { parseReport } from './parse-report.ts'

const report = sampleReport()
const complete = { ...report, runs: [...report.runs, sampleScript(), sampleSystem()] }

test('what was written is read back as it was', () => {
  expect(parseReport(renderJson(complete), 'report.json')).toEqual(complete)
})

test('a report without runs is a report', () => {
  expect(parseReport(renderJson({ ...report, runs: [] }), 'report.json').runs).toEqual([])
})

test('fields that a later halfopen has added are read, and stay', () => {
  const [run] = report.runs
  const later = { ...report, run: 'a', runs: [{ ...run, weather: { rain: true } }] }
  expect(parseReport(JSON.stringify(later), 'report.json')).toEqual(later)
})

/** The message for the sample with one thing changed in its second run. */
function refusalOf(change: object, top: object = {}): string {
  const [first, second] = report.runs
  try {
    parseReport(JSON.stringify({ ...report, runs: [first, { ...second, ...change }], ...top }), 'out/report.json')
  } catch (thrown) {
    return messageOf(thrown)
  }
  return 'taken'
}

describe('a broken report is refused with the file, the path and the fix', () => {
  const start = 'Cannot read report "out/report.json": '
  const end = '. Write it again with `npx halfopen run` [E_REPORT]'

  const step = (more: object) => ({ id: 0, does: { kind: 'none' }, atMs: 1, byMs: 1, ...more })
  const command = { kind: 'run', on: 'server', command: { file: 'promote' } }

  test.for<[string, object, string]>([
    ['a missing field', { claim: undefined }, 'runs[1] has no claim'],
    ['a wrong type', { wallMs: '3 s' }, 'runs[1].wallMs must be number, got "3 s"'],
    ['a time before the start', { endedAtMs: -1 }, 'runs[1].endedAtMs must be >= 0, got -1'],
    [
      'an unknown status',
      { verdict: { status: 'fine' } },
      'runs[1].verdict.status must be one of pass, fail, inconclusive, skip, got "fine"',
    ],
    ['a verdict without its reason', { verdict: { status: 'skip' } }, 'runs[1].verdict has no reason'],
    ['a misspelt fault', { fault: { kind: 'power-of' } }, 'runs[1].fault.kind must be one of '],
    ['a misspelt step', { steps: [step({ does: { kind: 'heel' } })] }, 'runs[1].steps[0].does.kind must be one of '],
    ['half a command', { steps: [step({ does: command })] }, 'runs[1].steps[0].does.command has no args'],
    ['a number as evidence', { steps: [step({ evidence: 7 })] }, 'runs[1].steps[0].evidence must be object, got 7'],
    [
      'a fact that is no number',
      { steps: [step({ evidence: { text: '', facts: { dropped: '9' } } })] },
      'runs[1].steps[0].evidence.facts.dropped must be number, got "9"',
    ],
    ['no hosts', { hosts: undefined }, 'runs[1] has no hosts'],
  ])('%s', ([, change, message]) => {
    const refusal = refusalOf(change)
    expect(refusal).toContain(start + message)
    expect(refusal).toContain(end)
  })

  test('another schema', () => {
    expect(refusalOf({}, { schema: 3 })).toBe(
      `${start}it is of schema 3, this halfopen reads schemas 1 and 2. Use the halfopen that wrote it [E_REPORT]`,
    )
  })

  test.for(['[]', '{}', 'null', '"x"'])('something else than a report: %s', text => {
    expect(() => parseReport(text, 'other.json')).toThrow(
      'Cannot read report "other.json": it is no report of halfopen: it has no schema number',
    )
  })

  test('no JSON at all', () => {
    expect(() => parseReport('{"schema": 1,', 'cut.json')).toThrow(
      /^Cannot read report "cut.json": it is not JSON \(.+\)/,
    )
  })
})
