// `halfopen list`: the scenarios by name, with their claims. Loads the files, runs nothing.
import type { TestModule } from 'vitest/node'
import { HalfopenError } from '../kit/errors.ts'
import { scenarioId } from '../vitest/scenario-id.ts'
import { readTitle } from '../vitest/title.ts'
import { parseOptions } from './arguments.ts'
import { ExitCode } from './exit-code.ts'
import { findScenarioFiles } from './scenario-files.ts'
import { openVitest } from './vitest.ts'

/** Prints a line a scenario. Throws E_NO_MATCH, and E_LOAD where a file cannot be loaded. */
export async function list(args: readonly string[]): Promise<number> {
  const { patterns } = parseOptions(args, [])
  const root = process.cwd()
  const vitest = await openVitest({ root, files: await findScenarioFiles(root, patterns), reporters: [] })
  try {
    const { testModules } = await vitest.collect([], { staticParse: false })
    const rows = testModules.flatMap(rowsOf).sort((a, b) => a.id.localeCompare(b.id))
    const width = Math.max(...rows.map(({ id }) => id.length))
    for (const { id, claim, planes } of rows)
      process.stdout.write(`${id.padEnd(width)}  ${claim}  [${planes.join(', ')}]\n`)
    return ExitCode.passed
  } finally {
    await vitest.close()
  }
}

interface Row {
  id: string
  claim: string
  planes: string[]
}

function rowsOf(module: TestModule): Row[] {
  const [error] = module.errors()
  if (error) throw new HalfopenError('E_LOAD', `Cannot load ${module.relativeModuleId}: ${error.message}`)
  const tests = [...module.children.allTests()].map(({ name }) => readTitle(name))
  const claims = [...new Set(tests.map(({ claim }) => claim))]
  return claims.map(claim => ({
    id: scenarioId(module.relativeModuleId, claim, claims.length),
    claim,
    planes: tests.filter(test => test.claim === claim).map(({ on = 'script' }) => on),
  }))
}
