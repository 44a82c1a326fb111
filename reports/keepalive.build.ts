// Writes docs/keepalive.md from what `npm run bench predictions` has measured. Measurements with a doubt among them, or of another shape, are refused.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HalfopenError } from '../harness/kit/errors.ts'
import type { Measured } from '../harness/model/comparison.ts'
import { namesOf } from './compare/notes.ts'
import { renderKeepalive } from './keepalive.ts'

const [file = 'reports/out/predictions.json'] = process.argv.slice(2)
const all: readonly Measured[] = JSON.parse(readFileSync(file, 'utf8'))
const measurements = all.flatMap(one => one.measurements)
if (measurements.some(({ settings, fault }) => typeof settings !== 'object' || typeof fault !== 'object'))
  throw refusal('its settings and faults are spelled, as they were before', file)
const doubtful = measurements.find(({ found }) => found.kind === 'doubt')
if (doubtful) throw refusal('a measurement is in doubt', namesOf(doubtful))
writeFileSync(fileURLToPath(new URL('../docs/keepalive.md', import.meta.url)), renderKeepalive(all))

function refusal(cause: string, got: string): HalfopenError {
  return new HalfopenError('E_KEEPALIVE_PAGE', `Cannot publish the page: ${cause}, got "${got}"`, {
    fix: 'Measure again with `npm run bench predictions`',
  })
}
