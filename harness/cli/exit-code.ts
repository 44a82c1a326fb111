// What the command line says with its exit code: the same for every command, listed in the help.
import type { Report } from '../model/report.ts'
import { lacked } from './require.ts'
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

/**
 * The exit code that the verdicts of a report give together; an error beside them has failed, where it is `strict` a prediction that was missed, and
 * where they `require` it what this machine lacks. A part to which nothing fell has done all that it had to.
 */
export function exitCodeOf(report: Pick<Report, 'runs' | 'errors' | 'part'>, demands: Demands = {}): number {
  const { runs, errors = [], part } = report
  const { strict = false, require = false } = demands
  const statuses = runs.map(({ verdict }) => verdict.status)
  const demanded = (strict && missed({ runs }).length > 0) || (require && lacked({ runs }).length > 0)
  if (errors.length > 0 || statuses.includes('fail') || demanded) return ExitCode.failed
  if (statuses.includes('inconclusive')) return ExitCode.inconclusive
  if (part?.empty && runs.length === 0) return ExitCode.passed
  return statuses.includes('pass') ? ExitCode.passed : ExitCode.nothingRan
}

interface Demands {
  readonly strict?: boolean
  readonly require?: boolean
}
