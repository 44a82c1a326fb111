// Writes docs/fidelity.md from a report of all scenarios on all planes: `npm run fidelity`. A report with a doubt in it is refused.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HalfopenError } from '../harness/kit/errors.ts'
import { renderFidelity } from './fidelity.ts'
import { parseReport } from './parse-report.ts'

const [file = 'reports/out/report.json'] = process.argv.slice(2)
const report = parseReport(readFileSync(file, 'utf8'), file)
const doubtful = report.runs.find(({ verdict }) => verdict.status === 'fail' || verdict.status === 'inconclusive')
if (doubtful) {
  const where = `${doubtful.scenario} on ${doubtful.plane}`
  throw new HalfopenError(
    'E_FIDELITY',
    `Cannot publish the report: a run is ${doubtful.verdict.status}, got "${where}"`,
    {
      fix: 'Run all scenarios again with `npm run scenarios`',
    },
  )
}
writeFileSync(fileURLToPath(new URL('../docs/fidelity.md', import.meta.url)), renderFidelity(report))
