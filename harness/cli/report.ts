// `halfopen report`: a saved report judged again and rendered, by itself or against an earlier one, or one report of parts: the same records give the
// same verdicts.
import { dirname } from 'node:path'
import { HalfopenError } from '../kit/errors.ts'
import { parseOptions } from './arguments.ts'
import { optionsOf } from './options.ts'
import { parseGate } from './slower-gate.ts'
import { parseFormat, readReport, tellReport } from './tell-report.ts'

/**
 * Prints the report in a format; its verdicts are the exit code, and 1 where a time has grown by more than `--fail-slower` since the report that it is
 * held against. After `merge` it is that of the parts in these folders. Throws E_USAGE, E_REPORT, E_PARTS, E_REPORT_FOLDER.
 */
export async function report(args: readonly string[]): Promise<number> {
  const { options, flags, patterns } = parseOptions(args, optionsOf.report)
  const [file = 'reports/out/report.json', ...more] = patterns
  const format = parseFormat(options.format ?? 'terminal')
  const gate = parseGate(options)
  if (file === 'merge') {
    const { mergeParts } = await import('./merge-parts.ts')
    return await mergeParts(more, { format, gate, against: options.against, output: options.output, ...flags })
  }
  if (more.length > 0)
    throw new HalfopenError('E_USAGE', `Cannot render: one report at a time, got "${patterns.join(' ')}"`, {
      fix: 'Name the other one with --against; report merge makes one of several parts',
    })
  if (options.output !== undefined)
    throw new HalfopenError('E_USAGE', `Cannot use --output: nothing is kept, got "${options.output}"`, {
      fix: 'Only report merge leaves a report; another one is printed',
    })
  const judged = await readReport(file)
  return await tellReport(judged, { format, gate, against: options.against, output: dirname(file), ...flags })
}
