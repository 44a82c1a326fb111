// The lines of a ledger, checked against the schema of what is measured: a figure is not guessed. Loaded only where there are any: a validator takes time.
import { Ajv } from 'ajv'
import { HalfopenError } from '../kit/errors.ts'
import comparison from '../model/comparison.schema.json' with { type: 'json' }
import type { Measurement } from '../model/comparison.ts'
import league from '../model/league.schema.json' with { type: 'json' }
import type { LeagueMeasurement } from '../model/league.ts'

/** The measurements in the text of a campaign's ledger. Throws E_LEDGER with the number of the first line that is none. */
export function measurementsIn(text: string, file: string): readonly Measurement[] {
  return linesIn<Measurement>(text, file, { $ref: '#/definitions/Measurement', definitions: comparison.definitions })
}

/** Those of the league's. */
export function leagueMeasurementsIn(text: string, file: string): readonly LeagueMeasurement[] {
  return linesIn<LeagueMeasurement>(text, file, {
    $ref: '#/definitions/LeagueMeasurement',
    definitions: league.definitions,
  })
}

function linesIn<M>(text: string, file: string, schema: object): readonly M[] {
  const isMeasurement = new Ajv({ discriminator: true, allowUnionTypes: true }).compile<M>(schema)
  return text.split('\n').flatMap((line, at) => {
    if (line === '') return []
    const read = parsed(line)
    if (isMeasurement(read)) return [read]
    throw new HalfopenError(
      'E_LEDGER',
      `Cannot go on with a campaign: line ${at + 1} is no measurement, got "${file}"`,
      {
        fix: 'Remove the file to measure again',
      },
    )
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
