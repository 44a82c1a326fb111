// The exit code of a report, with a line on stderr for each thing that is demanded beside its verdicts and is not so.
import type { Report } from '../model/report.ts'
import { exitCodeOf } from './exit-code.ts'
import { lacked } from './require.ts'
import { missed } from './strict.ts'

/** `strict`: no prediction was missed; `require`: nothing that a scenario needs is missing. */
export function demanded(report: Report, demands: { readonly strict: boolean; readonly require: boolean }): number {
  for (const name of demands.strict ? missed(report) : [])
    process.stderr.write(`${name}: noticed outside its prediction, which --strict does not let pass\n`)
  for (const what of demands.require ? lacked(report) : [])
    process.stderr.write(`${what}, which --require does not let pass\n`)
  return exitCodeOf(report, demands)
}
