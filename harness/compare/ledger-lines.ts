// The lines of a ledger, checked against the schema of measurements: a figure is not guessed. Apart from ledger.ts, because a validator takes time to load.
import { Ajv } from 'ajv'
import { HalfopenError } from '../kit/errors.ts'
import schema from '../model/comparison.schema.json' with { type: 'json' }
import type { Measurement } from '../model/comparison.ts'

/** The measurements in a ledger's text. Throws E_LEDGER with the number of the first line that is none. */
export function measurementsIn(text: string, file: string): readonly Measurement[] {
  return text.split('\n').flatMap((line, at) => (line === '' ? [] : [parseLine(line, at + 1, file)]))
}

const isMeasurement = new Ajv({ discriminator: true, allowUnionTypes: true }).compile<Measurement>({
  $ref: '#/definitions/Measurement',
  definitions: schema.definitions,
})

function parseLine(line: string, number: number, file: string): Measurement {
  try {
    const read: unknown = JSON.parse(line)
    if (isMeasurement(read)) return read
  } catch {}
  throw new HalfopenError('E_LEDGER', `Cannot go on with a campaign: line ${number} is no measurement, got "${file}"`, {
    fix: 'Remove the file to measure again',
  })
}
