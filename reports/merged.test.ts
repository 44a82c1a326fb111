// Method: the runs of one report are dealt out to two parts, as two machines would have them. Wrong code would lose one, link a capture where none is, or
// hide that a part is missing.
import { describe, expect, test } from 'vitest'
import type { Report } from '../harness/model/report.ts'
import { partHead, partOfMade } from '../harness/parts/made-part.ts'
import { partOf } from '../harness/parts/shard.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { mergedReport, type ReportPart } from './merged.ts'

const { tool, runs } = sampleReport()
const whole: Report = {
  schema: 2,
  tool,
  runs: runs.toSorted((a, b) => a.scenario.localeCompare(b.scenario) || a.plane.localeCompare(b.plane)),
}

describe('two parts', () => {
  test('are the report of one run, whichever is named first', () => {
    const [one, two] = [dealt(1), dealt(2)]
    expect(one.report.runs.length * two.report.runs.length).toBeGreaterThan(0)
    expect(mergedReport([one, two], 'out')).toEqual(whole)
    expect(mergedReport([two, one], 'out')).toEqual(whole)
  })

  test('have their captures linked where they are', () => {
    const runs = dealt(2).report.runs.map(run => ({ ...run, pcap: 'a.virtual.pcap' }))
    const merged = mergedReport([dealt(1), { ...dealt(2, runs), folder: 'parts/two' }], 'reports/out')
    expect(merged.runs.flatMap(({ pcap }) => pcap ?? [])).toEqual(runs.map(() => '../../parts/two/a.virtual.pcap'))
  })

  test('say what they ran on, where that is not the same', () => {
    const other = { ...dealt(2).report, tool: { ...tool, node: '26.10.0' } }
    const merged = mergedReport([dealt(1), { ...dealt(2), report: other }], 'out')
    expect(merged.tool.node).toBe([...new Set([...(tool.node ? [tool.node] : []), '26.10.0'])].join(', '))
  })

  test('with one name for two scenarios are an error, as one run is', () => {
    const twin = [...dealt(2).report.runs, ...dealt(1).report.runs.slice(0, 1)]
    const { errors = [] } = mergedReport([dealt(1), dealt(2, twin)], 'out')
    expect(errors.map(({ where }) => where)).toEqual([dealt(1).report.runs[0]?.scenario])
  })
})

test('a part that is missing, and one that was interrupted, is an error of the whole, with the fix', () => {
  const { errors, runs: known } = mergedReport([dealt(1, dealt(1).report.runs, { interrupted: true })], 'out')
  expect(known).toHaveLength(dealt(1).report.runs.length)
  expect(errors).toEqual([
    {
      where: 'shard 1/2',
      message: 'It was interrupted, and not all of it ran, got "1/report.json". Run the same command with --shard 1/2',
    },
    { where: 'shard 2/2', message: 'It is not there. Run the same command with --shard 2/2' },
  ])
})

function dealt(
  index: number,
  own: Report['runs'] = partOf(runs, { index, count: 2 }),
  { interrupted = false } = {},
): ReportPart {
  const part = partOfMade(partHead({ index, count: 2 }, { scenarios: 'all' }), own, interrupted)
  return { file: `${index}/report.json`, folder: `${index}`, report: { schema: 2, tool, runs: own, part } }
}
