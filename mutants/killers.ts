// Runs what has to see a mutant, in a scratch copy: test files by Vitest, scenarios by the product itself, in virtual time.
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { ExitCode } from '../harness/cli/exit-code.ts'
import { unbuilt } from '../harness/kit/fixtures/built.ts'
import { cacheIn } from './scratch.ts'

/** Whether all is well by them: 'green', 'red' where a test or scenario says that it is not, 'broken' where none could run. */
export async function tried(folder: string, killers: readonly string[], signal: AbortSignal): Promise<Tried> {
  const tests = killers.filter(name => name.endsWith('.test.ts'))
  const scenarios = killers.filter(name => !name.endsWith('.test.ts'))
  const byTests = tests.length === 0 ? green : await vitest(folder, tests, signal)
  return byTests.how === 'green' && scenarios.length > 0 ? await halfopen(folder, scenarios, signal) : byTests
}

/** How it went, and who said so. */
export interface Tried {
  readonly how: 'green' | 'red' | 'broken'
  readonly words: string
  /** Nothing but time was up: a machine with much to do may do that as well. */
  readonly late?: boolean
}

const green: Tried = { how: 'green', words: '' }
const limitMs = 900_000
/** What fails on a busy machine hardly fails at once again. */
const twice = ['--retry=1']
/** One that fails is enough; but in a box they go side by side, and who is cut off there with it is told as skipped. */
const onlyOne = '--bail=1'
const build = "await (await import('./harness/kit/fixtures/built.ts')).setup()"

async function vitest(folder: string, files: readonly string[], signal: AbortSignal): Promise<Tried> {
  const output = join(folder, 'told.json')
  await rm(output, { force: true })
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...twice,
    onlyOne,
    '--reporter=json',
    `--outputFile=${output}`,
    ...files,
  ]
  const { exitCode, stdout, stderr } = await node(folder, args, signal, { [unbuilt]: 'tests are of the sources' })
  const told: Told | undefined = parsed(await readFile(output, 'utf8').catch(() => ''))
  const failed = told?.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(one => one.status === 'failed')
  const [first] = failed ?? []
  if (failed && first) {
    const messages = failed.flatMap(({ failureMessages }) => failureMessages)
    return { how: 'red', words: first.fullName, late: messages.every(isOfTime) }
  }
  return exitCode === 0 && told?.numPassedTests ? green : { how: 'broken', words: lastOf(stderr || stdout) }
}

/** What Vitest's JSON reporter says. */
interface Told {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

async function halfopen(folder: string, names: readonly string[], signal: AbortSignal): Promise<Tried> {
  const report = join(folder, 'reports/out/report.json')
  await rm(report, { force: true })
  // As users run it: of the sources a guest would load hundreds.
  const built = await node(folder, ['--input-type=module', '--eval', build], signal)
  if (built.exitCode !== 0) return { how: 'broken', words: lastOf(built.stderr) }
  const args = ['dist/harness/cli/halfopen.js', 'run', ...names, '--strict', '--clock', 'virtual', '--plane', 'netns']
  const { exitCode, stdout, stderr } = await node(folder, args, signal)
  if (exitCode === ExitCode.passed) return green
  const said: Said | undefined = parsed(await readFile(report, 'utf8').catch(() => ''))
  const unwell = said?.runs.filter(({ verdict }) => verdict.status === 'fail' || verdict.status === 'inconclusive')
  const [first] = unwell ?? []
  if (!unwell || (exitCode !== ExitCode.failed && exitCode !== ExitCode.inconclusive))
    return { how: 'broken', words: lastOf(stderr || stdout) }
  // It passed, and missed its prediction.
  if (!first) return { how: 'red', words: lastOf(stderr) }
  const { status, reason = '' } = first.verdict
  const late = unwell.every(({ verdict }) => isOfTime(verdict.reason ?? ''))
  return { how: 'red', words: `${first.scenario}: ${status}${reason && `, ${reason}`}`, late }
}

/** What the product's report says. */
interface Said {
  readonly runs: readonly {
    readonly scenario: string
    readonly verdict: { readonly status: string; readonly reason?: string }
  }[]
}

/** A limit that was reached, of a test, of a wait or of a run, or a wait for a CPU. */
function isOfTime(words: string): boolean {
  return /timed out in \d+ ?ms|E_DEADLINE|TimeoutError|due to timeout|for a CPU/.test(words)
}

function parsed<T>(text: string): T | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function node(
  cwd: string,
  args: readonly string[],
  cancelSignal: AbortSignal,
  more: Readonly<Record<string, string>> = {},
) {
  const options = {
    cwd,
    reject: false,
    timeout: limitMs,
    env: { CI: '1', XDG_CACHE_HOME: cacheIn(cwd), HALFOPEN_BOXED_ARGS: JSON.stringify(twice), ...more },
    cancelSignal,
  } as const
  return await execa(process.execPath, args, options)
}

function lastOf(text: string): string {
  return text.trim().split('\n').slice(-3).join(' / ')
}
