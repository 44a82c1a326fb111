// Writes docs/keepalive.md from what `npm run bench predictions` has measured. Measurements with a doubt among them are refused.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HalfopenError } from '../harness/kit/errors.ts'
import type { Measured } from '../harness/model/comparison.ts'
import { renderKeepalive } from './keepalive.ts'

const [file = 'reports/out/predictions.json'] = process.argv.slice(2)
const all: readonly Measured[] = JSON.parse(readFileSync(file, 'utf8'))
const doubtful = all.flatMap(({ measurements }) => measurements).find(({ found }) => found.kind === 'doubt')
if (doubtful) {
  const where = `${doubtful.settings} under ${doubtful.fault}`
  throw new HalfopenError('E_KEEPALIVE_PAGE', `Cannot publish the page: a measurement is in doubt, got "${where}"`, {
    fix: 'Measure again with `npm run bench predictions`',
  })
}
writeFileSync(fileURLToPath(new URL('../docs/keepalive.md', import.meta.url)), renderKeepalive(all))
