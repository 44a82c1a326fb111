// The report as other tools read it: report.json, described by report.schema.json.
import type { Report } from '../harness/model/report.ts'

/** The report as JSON text. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`
}
