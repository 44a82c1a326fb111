// A comparison by a scenario's own programs: Vitest loads its file, and it takes place there.
import type { TestCase, TestModule, Vitest } from 'vitest/node'
import type { Means } from '../compare/campaign.ts'
import type { Compared, CompareOrder } from '../compare/compare.ts'
import { HalfopenError } from '../kit/errors.ts'
import { compareVariable, onProgressThere } from '../vitest/comparing.ts'
import { stopScenarios } from '../vitest/stop.ts'
import { findScenarioFiles } from './scenario-files.ts'
import { openVitest } from './vitest.ts'

/**
 * Loads the one scenario of that name, to compare by it. Throws E_NO_MATCH, E_LOAD, and E_USAGE for more than one or a script of several
 * steps.
 */
export async function loadForComparison(name: string, order: CompareOrder): Promise<LoadedScenario> {
  process.env[compareVariable] = JSON.stringify(order)
  const root = process.cwd()
  const vitest = await openVitest({ root, files: await findScenarioFiles(root, [name]), reporters: [] })
  try {
    const { testModules } = await vitest.collect([], { staticParse: false })
    const test = onlyOne(name, testModules)
    return { compare: async means => compareThere(vitest, test, means), [Symbol.asyncDispose]: () => vitest.close() }
  } catch (thrown) {
    await vitest.close()
    throw thrown
  }
}

/** A scenario whose programs are compared. Disposing it ends Vitest. */
export interface LoadedScenario extends AsyncDisposable {
  compare(means: Pick<Means, 'signal' | 'onProgress'>): Promise<Compared>
}

async function compareThere(
  vitest: Vitest,
  test: TestCase,
  { signal, onProgress = () => {} }: Pick<Means, 'signal' | 'onProgress'>,
): Promise<Compared> {
  using _progress = onProgressThere(onProgress)
  using ending = new DisposableStack()
  const stop = () => {
    ending.use(stopScenarios())
  }
  signal.addEventListener('abort', stop, { once: true })
  const { testModules } = await vitest.runTestSpecifications([test.module.toTestSpecification([test])])
  const tests = testModules.flatMap(testsOf)
  const { compared, refused } = tests.find(({ id }) => id === test.id)?.meta().halfopenCompared ?? {}
  if (compared) return compared
  if (refused) throw new HalfopenError(refused.code, refused.problem, refused)
  const [error] = tests.flatMap(one => one.result().errors ?? [])
  throw new Error(error?.stack ?? 'the comparison ended without a word')
}

function onlyOne(name: string, modules: readonly TestModule[]): TestCase {
  for (const module of modules) {
    const [error] = module.errors()
    if (error) throw new HalfopenError('E_LOAD', `Cannot load ${module.relativeModuleId}: ${error.message}`)
  }
  const [test, ...more] = modules.flatMap(testsOf).filter(one => one.meta().halfopenCompared)
  if (test && more.length === 0) return test
  const cause = test ? 'it has several claims' : 'it is a script of several steps'
  throw new HalfopenError('E_USAGE', `Cannot compare by the scenario: ${cause}, got "${name}"`, {
    fix: 'Name a file with one scenarioTest() in it',
  })
}

function testsOf({ children }: TestModule): TestCase[] {
  return [...children.allTests()]
}
