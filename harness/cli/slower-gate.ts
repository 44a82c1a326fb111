// `--fail-slower 20%`: what a build goes by, that no time has grown by more.
import { type Change, slowerThan } from '../../reports/against/changes.ts'
import { renderSlower } from '../../reports/against/terminal.ts'
import { HalfopenError } from '../kit/errors.ts'
import { terminalOf } from '../kit/terminal.ts'
import { ExitCode } from './exit-code.ts'
import { parsePart } from './option-values.ts'

/** Says what it found on stderr. A build must not pass because there was nothing to compare, as after a folder was renamed. */
export function passGate(changes: readonly Change[], part: number): number {
  const slower = slowerThan(changes, part)
  const compared = changes.some(({ times = [] }) => times.length > 0)
  process.stderr.write(
    compared
      ? renderSlower(slower, part, terminalOf(process.stderr))
      : 'nothing could be compared: no time is in both reports\n',
  )
  if (slower.length > 0) return ExitCode.failed
  return compared ? ExitCode.passed : ExitCode.nothingRan
}

/** The part, where one is asked for. Throws E_USAGE. */
export function parseGate(options: { readonly [name in 'against' | 'fail-slower']?: string }): number | undefined {
  const part = options['fail-slower']
  if (part === undefined) return undefined
  if (options.against !== undefined) return parsePart('fail-slower', part)
  throw new HalfopenError('E_USAGE', `Cannot use --fail-slower: nothing to hold the report against, got "${part}"`, {
    fix: 'Name an earlier report: --against before/report.json',
  })
}
