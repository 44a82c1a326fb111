// The report as other tools read it: report.json, described by report.schema.json.
import type { Report } from '../harness/model/report.ts'

/** The report as JSON text. */
export function renderJson(report: Report): string {
  return [...jsonParts(report)].join('')
}

const opening = '{\n  "runs": [\n    '
const closing = '\n  ]\n}'

/** The same text run by run: of many that said much it is longer than a string can be. */
export function* jsonParts({ runs, ...head }: Report): Generator<string> {
  const [before = '', after = ''] = JSON.stringify({ ...head, runs: [] }, undefined, 2).split('"runs": []')
  yield `${before}"runs": [`
  for (const [at, run] of runs.entries()) {
    yield `${at === 0 ? '' : ','}\n    ${JSON.stringify({ runs: [run] }, undefined, 2).slice(opening.length, -closing.length)}`
  }
  yield `${runs.length === 0 ? '' : '\n  '}]${after}\n`
}
