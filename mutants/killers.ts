// Runs what has to see a mutant, in a scratch copy: test files by Vitest, scenarios by the product itself, in virtual time.
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { ExitCode } from '../harness/cli/exit-code.ts'

/** Whether all is well by them: 'green', 'red' where a test or scenario says that it is not, 'broken' where none could run. */
export async function tried(folder: string, killers: readonly string[]): Promise<Tried> {
  const tests = killers.filter(name => name.endsWith('.test.ts'))
  const scenarios = killers.filter(name => !name.endsWith('.test.ts'))
  const byTests = tests.length === 0 ? green : await vitest(folder, tests)
  return byTests.how === 'green' && scenarios.length > 0 ? await halfopen(folder, scenarios) : byTests
}

/** How it went, and who said so. */
export interface Tried {
  readonly how: 'green' | 'red' | 'broken'
  readonly words: string
}

const green: Tried = { how: 'green', words: '' }
const limitMs = 900_000

async function vitest(folder: string, files: readonly string[]): Promise<Tried> {
  const output = join(folder, 'told.json')
  await rm(output, { force: true })
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--bail=1',
    '--reporter=json',
    `--outputFile=${output}`,
    ...files,
  ]
  const { exitCode, stdout, stderr } = await node(folder, args)
  const told: Told | undefined = parsed(await readFile(output, 'utf8').catch(() => ''))
  const failed = told?.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(one => one.status === 'failed')
  if (failed) return { how: 'red', words: failed.fullName }
  return exitCode === 0 && told?.numPassedTests ? green : { how: 'broken', words: lastOf(stderr || stdout) }
}

/** What Vitest's JSON reporter says. */
interface Told {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

function parsed(text: string): Told | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function halfopen(folder: string, names: readonly string[]): Promise<Tried> {
  const args = [
    '--conditions=halfopen-source',
    'harness/cli/halfopen.ts',
    'run',
    ...names,
    '--clock',
    'virtual',
    '--plane',
    'netns',
  ]
  const { exitCode, stdout, stderr } = await node(folder, args)
  if (exitCode === 0) return green
  const isRed = exitCode === ExitCode.failed || exitCode === ExitCode.inconclusive
  return { how: isRed ? 'red' : 'broken', words: isRed ? names.join(', ') : lastOf(stderr || stdout) }
}

async function node(cwd: string, args: readonly string[]) {
  return await execa(process.execPath, args, { cwd, reject: false, timeout: limitMs, env: { CI: '1' } })
}

function lastOf(text: string): string {
  return text.trim().split('\n').slice(-3).join(' / ')
}
