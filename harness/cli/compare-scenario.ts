// A comparison by a scenario's own programs: Vitest loads its file, and it takes place there.
import type { TestCase, TestModule, Vitest } from 'vitest/node'
import type { Means } from '../compare/campaign.ts'
import type { Compared } from '../compare/compare.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { CompareOrder } from '../model/campaign.ts'
import { handOn } from '../runtime/handed-on.ts'
import { onProgressThere } from '../vitest/comparing.ts'
import { stopScenarios } from '../vitest/stop.ts'
import { ExitCode } from './exit-code.ts'
import { onInterrupt } from './interrupt.ts'
import { closeVitest, exitNow } from './leave.ts'
import { chooseFiles, findScenarioFiles } from './scenario-files.ts'
import { type Found, findScenarios } from './select.ts'
import { openVitest } from './vitest.ts'
import { Blocked, Watchdog } from './watchdog.ts'

/**
 * Loads the one scenario of that name, to compare by it. Throws E_NO_MATCH, E_LOAD, E_BLOCKED, and E_USAGE for more than one or a script of
 * several steps.
 */
export async function loadForComparison(name: string, order: CompareOrder): Promise<LoadedScenario> {
  handOn({ compare: order })
  const root = process.cwd()
  const chosen = chooseFiles(await findScenarioFiles(root, [name]), [name])
  const vitest = await openVitest({ root })
  await using stack = new AsyncDisposableStack()
  stack.defer(() => closeVitest(vitest))
  const watchdog = stack.use(new Watchdog())
  using _interrupt = onInterrupt(() => void exitNow(ExitCode.interrupted))
  const test = onlyOne(name, await watchdog.over(findScenarios(vitest, chosen, [name])))
  const opened = stack.move()
  return {
    compare: async means => compareThere(vitest, test, watchdog, means),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** A scenario whose programs are compared. Disposing it ends Vitest. */
export interface LoadedScenario extends AsyncDisposable {
  compare(means: Pick<Means, 'signal' | 'onProgress'>): Promise<Compared>
}

async function compareThere(
  vitest: Vitest,
  test: TestCase,
  watchdog: Watchdog,
  { signal, onProgress = () => {} }: Pick<Means, 'signal' | 'onProgress'>,
): Promise<Compared> {
  using _progress = onProgressThere(onProgress)
  using ending = new DisposableStack()
  const stop = () => {
    ending.use(stopScenarios())
    watchdog.interrupted()
  }
  signal.addEventListener('abort', stop, { once: true })
  const ran = vitest.runTestSpecifications([test.module.toTestSpecification([test])])
  const { testModules } = await watchdog.over(ran).catch(async (thrown: unknown) => {
    if (signal.aborted && thrown instanceof Blocked) await exitNow(ExitCode.interrupted)
    throw thrown
  })
  const tests = testModules.flatMap(testsOf)
  const { compared, refused } = tests.find(({ id }) => id === test.id)?.meta().halfopenCompared ?? {}
  if (compared) return compared
  if (refused) throw new HalfopenError(refused.code, refused.problem, refused)
  const [error] = tests.flatMap(one => one.result().errors ?? [])
  throw new Error(error?.stack ?? 'the comparison ended without a word')
}

function onlyOne(name: string, found: readonly Found[]): TestCase {
  const [test] = found.flatMap(({ tests }) => tests).filter(one => one.meta().halfopenCompared)
  if (test && found.length === 1) return test
  const cause = test ? 'it has several claims' : 'it is a script of several steps'
  const ids = found.map(({ id }) => id).slice(0, 3)
  throw new HalfopenError('E_USAGE', `Cannot compare by the scenario: ${cause}, got "${name}"`, {
    fix: found.length > 1 ? `Name one, such as ${ids.join(' or ')}` : 'Name one that scenarioTest() declares',
  })
}

function testsOf({ children }: TestModule): TestCase[] {
  return [...children.allTests()]
}
