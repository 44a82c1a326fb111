import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatFaultSpec } from '../faults/spelling.ts'
import { changedJson, type Json } from '../kit/fixtures/changed-json.ts'
import { damagedText } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses } from '../kit/fixtures/fuzz.ts'
import schema from '../model/comparison.schema.json' with { type: 'json' }
import type { Measurement } from '../model/comparison.ts'
import { anyOfSchema } from '../model/fixtures/any-of-schema.ts'
import { formatSettings } from '../model/format-settings.ts'
import { comparisonOf } from './comparison.ts'
import { measurementsIn } from './ledger-lines.ts'

const host = fc.constantFrom('client', 'server')
const measurement = anyOfSchema(
  { $ref: '#/definitions/Measurement', definitions: schema.definitions },
  { named: { HostName: host } },
).map(value => value as Measurement)
const lines = fc.array(measurement, { maxLength: 4 }).map(made => made.map(one => `${JSON.stringify(one)}\n`).join(''))

/** What a campaign does with what it finds in its ledger. */
function use(measurements: readonly Measurement[]): void {
  const [first] = measurements
  if (!first) return
  for (const one of measurements) expect(`${formatSettings(one.settings)} ${formatFaultSpec(one)}`).not.toBe('')
  comparisonOf(measurements, {
    tool: { name: 'halfopen', version: '0' },
    ask: { settings: [], faults: measurements, phases: 1, watchMs: 1, clock: 'virtual' },
  })
}

test('measurements are read back as they were written', () => {
  holds(fc.array(measurement, { maxLength: 4 }), made => {
    expect(measurementsIn(made.map(one => `${JSON.stringify(one)}\n`).join(''), 'x.jsonl')).toEqual(made)
  })
})

test('a ledger that is damaged is refused by the number of a line, or can be gone on with', () => {
  const changed = measurement
    .chain(one => changedJson(fc.constant<Json>(JSON.parse(JSON.stringify(one)))))
    .map(value => `${JSON.stringify(value)}\n`)
  onlyRefuses(fc.oneof(damagedText(lines), changed), text => use(measurementsIn(text, 'x.jsonl')))
})
