// Method: readers let fields pass that the types do not name, so that nothing but this would see one that we write ourselves.
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { reportSchema, schemaText } from '../harness/model/schema.build.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { sampleScript } from './fixtures/sample-script.ts'
import { sampleSystem } from './fixtures/sample-system.ts'
import { renderJson } from './json.ts'

const exact = new Ajv({ discriminator: true, allowUnionTypes: true }).compile(
  JSON.parse(schemaText(reportSchema, { exact: true })),
)
const report = sampleReport()
const complete = { ...report, runs: [...report.runs, sampleScript(), sampleSystem()] }

test('what is written has no field that the types do not name', () => {
  exact(JSON.parse(renderJson(complete)))
  expect(exact.errors ?? []).toEqual([])
})

test.for([
  ['of a report', { more: 1 }],
  ['of a run', { runs: [{ ...sampleSystem(), more: 1 }] }],
  ['of a step', { runs: [{ ...sampleSystem(), steps: sampleSystem().steps.map(step => ({ ...step, more: 1 })) }] }],
] as const)('a field that they do not name would be seen: %s', ([, change]) => {
  expect(exact(JSON.parse(renderJson({ ...complete, ...change })))).toBe(false)
  expect(exact.errors?.[0]?.params).toEqual({ additionalProperty: 'more' })
})

test('a packet is one line, and is read back as it was', () => {
  const packet = { atMs: 5.25, from: 'db', to: 'pool', kind: 'probe', seq: 0, code: '\n      "packets": []' } as const
  const run = { ...sampleSystem(), claim: '\n      "packets": []', packets: [packet, packet] }
  const text = renderJson({ ...report, runs: [run, sampleScript(), run] })
  expect(text.split('\n').filter(line => line.includes('"kind":"probe"'))).toHaveLength(4)
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...report, runs: [run, sampleScript(), run] })))
  exact(JSON.parse(text))
  expect(exact.errors ?? []).toEqual([])
})
