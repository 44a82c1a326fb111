// The report as other tools read it: report.json, described by report.schema.json.
import { harmless } from '../harness/kit/json-text.ts'
import type { Report, Run } from '../harness/model/report.ts'

/** The report as JSON text. */
export function renderJson(report: Report): string {
  return [...jsonParts(report)].join('')
}

const opening = '{\n  "runs": [\n    '
const closing = '\n  ]\n}'

/** The same text run by run: of many that said much it is longer than a string can be. */
export function* jsonParts({ runs, ...head }: Report): Generator<string> {
  const [before = '', after = ''] = harmless(JSON.stringify({ ...head, runs: [] }, undefined, 2)).split('"runs": []')
  yield `${before}"runs": [`
  for (const [at, run] of runs.entries()) {
    yield `${at === 0 ? '' : ','}\n    ${textOf(run)}`
  }
  yield `${runs.length === 0 ? '' : '\n  '}]${after}\n`
}

/** A packet a line: with a line for each of its fields they would be most of the text. */
function textOf(run: Run): string {
  const { packets = [] } = run
  const bare = packets.length === 0 ? run : { ...run, packets: [] }
  const text = harmless(JSON.stringify({ runs: [bare] }, undefined, 2)).slice(opening.length, -closing.length)
  if (packets.length === 0) return text
  const [before = '', after = ''] = text.split(`${packetsAt}[]`)
  const lines = packets.map(packet => `\n        ${harmless(JSON.stringify(packet))}`)
  return `${before}${packetsAt}[${lines.join(',')}\n      ]${after}`
}

/** No text has a line end of its own in JSON, and nothing else of a run is indented so. */
const packetsAt = '\n      "packets": '
