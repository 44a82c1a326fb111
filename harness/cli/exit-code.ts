// What the command line says with its exit code: the same for every command, listed in the help.
import type { Report } from '../model/report.ts'
import { missed } from './strict.ts'

/** Exit codes; 64 and 70 are those of sysexits.h, 130 is a shell's for SIGINT. */
export const ExitCode = {
  passed: 0,
  failed: 1,
  inconclusive: 2,
  nothingRan: 3,
  usage: 64,
  internal: 70,
  interrupted: 130,
} as const

/** The exit code that the verdicts of a report give together; an error beside them has failed, and where it is `strict` a prediction that was missed. */
export function exitCodeOf({ runs, errors = [] }: Pick<Report, 'runs' | 'errors'>, { strict = false } = {}): number {
  const statuses = runs.map(({ verdict }) => verdict.status)
  if (errors.length > 0 || statuses.includes('fail') || (strict && missed({ runs }).length > 0)) return ExitCode.failed
  if (statuses.includes('inconclusive')) return ExitCode.inconclusive
  return statuses.includes('pass') ? ExitCode.passed : ExitCode.nothingRan
}
