// Tells at the end how each run went, and leaves report.json, report.html and junit.xml in a folder.
import { release, type } from 'node:os'
import { resolve } from 'node:path'
import type { Reporter, SerializedError, TestCase, TestModule, TestSpecification, Vitest } from 'vitest/node'
import { annotationsOf } from '../../reports/annotations.ts'
import { renderHtml } from '../../reports/html.ts'
import { jsonParts } from '../../reports/json.ts'
import { renderJunit } from '../../reports/junit.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { renderTerminal } from '../../reports/terminal.ts'
import { inActions, withoutCommands } from '../kit/actions-log.ts'
import { terminalOf } from '../kit/terminal.ts'
import { version } from '../kit/version.ts'
import type { Report, RunError, Tool } from '../model/report.ts'
import { type PartHead, partOfMade } from '../parts/made-part.ts'
import { handOn } from '../runtime/handed-on.ts'
import { addToSummary, annotate } from './actions.ts'
import { capturesOf, removeLeft } from './left-captures.ts'
import { whyNothingRan } from './nothing-ran.ts'
import { Records } from './records.ts'
import { prepareReports, writeReports } from './report-folder.ts'
import { errorsOfModule, unhandledErrors } from './run-errors.ts'
import { sameId } from './same-id.ts'

/**
 * A Vitest reporter for scenarios: for a config, or by `--reporter=halfopen/reporter`.
 * @example const config = { test: { reporters: ['default', new HalfopenReporter({ output: 'reports/out' })] } }
 */
export class HalfopenReporter implements Reporter {
  readonly #records = new Records()
  readonly #output: string
  readonly #print: (text: string) => void
  readonly #look: { readonly output: string; readonly verbose: boolean }
  #unhandled: readonly RunError[] = []
  #vitest: Vitest | undefined
  #part: PartHead | undefined
  #interrupted = false

  constructor({
    output = 'reports/out',
    verbose = false,
    print = text => process.stdout.write(text),
  }: ReporterOptions = {}) {
    this.#output = resolve(output)
    this.#look = { output, verbose }
    this.#print = print
  }

  /**
   * Makes the folder, so that a run does not end in vain.
   * @throws E_REPORT_FOLDER when it cannot be written
   */
  async prepare(): Promise<void> {
    await prepareReports(this.#output)
  }

  /** All that is known now. */
  report(): Report {
    const clashes = this.#records.clashes().map(([before, run]): RunError => {
      const { message } = sameId(run.scenario, before.at ?? before.claim, run.at ?? run.claim)
      return { where: run.scenario, ...(run.at === undefined ? {} : { at: run.at }), message }
    })
    const errors = [...this.#records.errors(), ...clashes, ...this.#unhandled]
    const runs = this.#records.runs()
    return {
      schema: 2,
      tool: thisTool(),
      runs,
      ...(errors.length > 0 ? { errors } : {}),
      ...(this.#part ? { part: partOfMade(this.#part, runs, this.#interrupted) } : {}),
    }
  }

  /**
   * What runs is a part of a whole.
   * @internal
   */
  isPart(part: PartHead): void {
    this.#part = part
  }

  /**
   * What is reported from now on was ended before its end.
   * @internal
   */
  interrupted(): void {
    this.#interrupted = true
  }

  /** What lies beside the records goes where the reports go. */
  onInit(vitest: Vitest): void {
    this.#vitest = vitest
    handOn({ output: this.#output, reported: true })
  }

  onTestRunStart(specifications: readonly TestSpecification[] = []): void {
    this.#unhandled = []
    const pattern = this.#vitest?.getGlobalTestNamePattern()
    for (const { moduleId, testIds, testLines, testNamePattern } of specifications)
      this.#records.begin(moduleId, !(pattern || testIds || testLines || testNamePattern))
  }

  onTestModuleCollected({ moduleId, children }: TestModule): void {
    this.#records.keepOnly(
      moduleId,
      [...children.allTests()].map(({ fullName }) => fullName),
    )
  }

  onTestCaseResult(test: TestCase): void {
    const { run } = test.meta().halfopen ?? {}
    if (!run) return
    this.#records.add(test.module.moduleId, test.fullName, run)
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Promise<void> {
    await this.giveUp(modules, unhandledErrors(unhandled, modules[0]?.project.config.root ?? process.cwd()))
  }

  /**
   * Sums up after these files, though others may never come to their end: `errors` say why.
   * @internal
   */
  async giveUp(modules: readonly TestModule[], errors: readonly RunError[]): Promise<void> {
    for (const module of modules) this.#records.fail(module.moduleId, errorsOfModule(module))
    this.#unhandled = errors
    // The verdicts are told where no report can be kept, too.
    const report = this.report()
    const written = await this.#write(report).catch((thrown: unknown) => ({ thrown }))
    const why = report.runs.length === 0 && this.#vitest ? whyNothingRan(this.#vitest) : undefined
    const look = { ...terminalOf(process.stdout), ...this.#look, nothingRan: why }
    const text = renderTerminal(report, look)
    this.#print(inActions() ? withoutCommands(text) : text)
    annotate(places => annotationsOf(report, places))
    await addToSummary(() => renderMarkdown(report))
    if (written) throw written.thrown
  }

  /** A deleted file takes its records with it. */
  async onTestRemoved(file?: string): Promise<void> {
    if (file === undefined) return
    this.#records.drop(file)
    await this.#write(this.report())
  }

  async #write(report: Report): Promise<void> {
    const before = await capturesOf(this.#output)
    await writeReports(this.#output, {
      'report.json': jsonParts(report),
      'report.html': renderHtml(report),
      'junit.xml': renderJunit(report),
    })
    await removeLeft(this.#output, before, report)
  }
}

/** What makes a report, and on what. */
function thisTool(): Tool {
  const system = [type(), release(), process.arch].join(' ')
  return { name: 'halfopen', version, node: process.versions.node, system }
}

/** Options of the reporter. */
export interface ReporterOptions {
  /** Where the reports go, from the current folder. @default 'reports/out' */
  output?: string
  /** A line for each run that passed, however many there are, and not one a folder. @default false */
  verbose?: boolean
  /** Where the lines go. @default stdout */
  print?: (text: string) => void
}

/** For `--reporter=halfopen/reporter`. @alias */
export default HalfopenReporter
