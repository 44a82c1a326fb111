// Tells of each run as it ends, and leaves report.json, report.html and junit.xml in a folder.
import { access, constants, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'
import { renderHtml } from '../../reports/html.ts'
import { jsonParts } from '../../reports/json.ts'
import { renderJunit } from '../../reports/junit.ts'
import { renderHead, renderRun, renderSummary } from '../../reports/terminal.ts'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { version } from '../kit/version.ts'
import type { Verdict } from '../model/bound.ts'
import type { Report, Run } from '../model/report.ts'

/** A Vitest reporter for scenarios: in a config, `reporters: ['default', new HalfopenReporter()]`. */
export class HalfopenReporter implements Reporter {
  /** How each run ended; what could not be loaded has failed. */
  readonly statuses: Verdict['status'][] = []
  readonly #runs: Run[] = []
  readonly #output: string
  readonly #print: (text: string) => void
  readonly #look: { readonly colour: boolean; readonly output: string }

  /** `output`: where the reports go, reports/out below the current folder. `print`: where the lines go, stdout. */
  constructor({ output = 'reports/out', print = text => process.stdout.write(text) }: ReporterOptions = {}) {
    this.#output = resolve(output)
    this.#look = { colour: process.stdout.isTTY && !process.env.NO_COLOR, output }
    this.#print = print
  }

  /** Makes the folder, so that a run does not end in vain. Throws E_REPORT_FOLDER. */
  async prepare(): Promise<void> {
    try {
      await mkdir(this.#output, { recursive: true })
      await access(this.#output, constants.W_OK)
    } catch (cause) {
      throw new HalfopenError('E_REPORT_FOLDER', `Cannot write reports: ${messageOf(cause)}, got "${this.#output}"`, {
        fix: 'Choose another folder with --output',
        cause,
      })
    }
  }

  onTestRunStart(): void {
    this.#print(renderHead(this.#look))
  }

  onTestCaseResult(test: TestCase): void {
    const run = test.meta().halfopen
    const { state, errors } = test.result()
    if (run) this.#add(run)
    else if (state === 'failed') this.#complain(test.fullName, errors ?? [])
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Promise<void> {
    for (const module of modules) {
      if (module.errors().length > 0) this.#complain(module.relativeModuleId, module.errors())
    }
    if (unhandled.length > 0) this.#complain('outside any scenario', unhandled)
    const report: Report = { schema: 2, tool: { name: 'halfopen', version }, runs: this.#runs.toSorted(byName) }
    await this.prepare()
    await Promise.all([
      writeFile(join(this.#output, 'report.json'), jsonParts(report)),
      writeFile(join(this.#output, 'report.html'), renderHtml(report)),
      writeFile(join(this.#output, 'junit.xml'), renderJunit(report)),
    ])
    this.#print(renderSummary(report, this.#look))
  }

  #add(run: Run): void {
    this.#runs.push(run)
    this.statuses.push(run.verdict.status)
    this.#print(renderRun(run, this.#look))
  }

  /** What failed without ever becoming a run: a file that cannot be loaded, an error outside any scenario. */
  #complain(where: string, errors: readonly { message: string }[]): void {
    this.statuses.push('fail')
    this.#print(` ${where}: ${errors.map(({ message }) => message).join('; ')}\n`)
  }
}

function byName(a: Run, b: Run): number {
  return a.scenario.localeCompare(b.scenario) || a.plane.localeCompare(b.plane)
}

/** Options of the reporter. */
export interface ReporterOptions {
  output?: string
  print?: (text: string) => void
}
