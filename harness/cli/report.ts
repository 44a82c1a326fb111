// `halfopen report`: a saved report judged again and rendered: the same records give the same verdicts.
import { readFile } from 'node:fs/promises'
import { renderHtml } from '../../reports/html.ts'
import { renderJson } from '../../reports/json.ts'
import { renderJunit } from '../../reports/junit.ts'
import { parseReport } from '../../reports/parse-report.ts'
import { renderTerminal } from '../../reports/terminal.ts'
import { didYouMean, HalfopenError, messageOf } from '../kit/errors.ts'
import type { Report } from '../model/report.ts'
import { rejudge } from '../verdict/rejudge.ts'
import { parseOptions } from './arguments.ts'
import { exitCodeOf } from './exit-code.ts'

const formats = {
  terminal: (report: Report) => renderTerminal(report, { colour: process.stdout.isTTY && !process.env.NO_COLOR }),
  html: renderHtml,
  junit: renderJunit,
  json: renderJson,
} as const satisfies Record<string, (report: Report) => string>

/** Prints the report in a format; its verdicts are the exit code. Throws E_USAGE, E_REPORT. */
export async function report(args: readonly string[]): Promise<number> {
  const { options, patterns } = parseOptions(args, ['format'])
  const [file = 'reports/out/report.json', ...more] = patterns
  if (more.length > 0)
    throw new HalfopenError('E_USAGE', `Cannot render: one report at a time, got "${patterns.join(' ')}"`)
  const render = formats[parseFormat(options.format ?? 'terminal')]
  const saved = parseReport(await read(file), file)
  const judged: Report = { ...saved, runs: saved.runs.map(rejudge) }
  process.stdout.write(render(judged))
  return exitCodeOf(judged)
}

function parseFormat(name: string): keyof typeof formats {
  const known = Object.keys(formats)
  if (isFormat(name)) return name
  throw new HalfopenError('E_USAGE', `Cannot use --format: there is none of that name, got "${name}"`, {
    fix: `Use ${known.join(', ')}.${didYouMean(name, known)}`,
  })
}

function isFormat(name: string): name is keyof typeof formats {
  return Object.hasOwn(formats, name)
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new HalfopenError('E_REPORT', `Cannot read report "${file}": ${messageOf(cause)}`, {
      fix: 'Run `halfopen run` first, or name the file that it wrote',
      cause,
    })
  }
}
