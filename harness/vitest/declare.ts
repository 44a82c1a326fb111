// One test a place for each claim, whoever declares it; and no two claims of a file with the same id.
import { type RunnerTestCase, type RunnerTestFile, type TaskCustomOptions, TestRunner } from 'vitest'
import type { About } from './about.ts'
import { sameId } from './same-id.ts'
import { type ClaimPath, pathId, scenarioId, stemOf } from './scenario-id.ts'
import { titleOf, type Wanted } from './title.ts'

/** A test to be registered: where, and with which options of Vitest. A doubt or a failure is never tried again. */
export interface PlacedTest {
  readonly on: Wanted
  readonly options: Omit<TaskCustomOptions, 'retry' | 'repeats'>
  readonly beside?: About['beside']
  readonly cannot?: About['cannot']
  readonly stepsMs?: About['stepsMs']
  readonly watchMs?: About['watchMs']
  /** Called with the test, once it is registered. */
  readonly furnish?: (test: RunnerTestCase) => void
}

/** Registers the tests of one claim. `at`: where it is declared. Throws E_SAME_ID. */
export function declareClaim(claim: string, at: string | undefined, places: readonly PlacedTest[]): void {
  const tests = places.map(({ on, options, beside, cannot, stepsMs, watchMs, furnish }) => {
    const placed = { ...(at === undefined ? {} : { at }), ...(beside ? { beside } : {}), ...(cannot ? { cannot } : {}) }
    const lengths = { ...(stepsMs === undefined ? {} : { stepsMs }), ...(watchMs === undefined ? {} : { watchMs }) }
    const about: About = { claim, on, ...placed, ...lengths }
    const meta = { ...options.meta, halfopen: about }
    const test = TestRunner.getCurrentSuite().task(titleOf(claim, on), { ...options, meta, retry: 0, repeats: 0 })
    furnish?.(test)
    return test
  })
  const [first] = tests
  if (first) refuseSecond(first, at)
}

/** The name of the scenario that a test belongs to. */
export function idOf(test: RunnerTestCase): string {
  return scenarioId(test.file.name, pathOf(test), claimsOf(test.file.tasks))
}

/** Suites from the outside in, and the claim. */
function pathOf({ meta, name, suite }: RunnerTestCase): ClaimPath {
  const suites: string[] = []
  for (let outer = suite; outer && outer !== outer.file; outer = outer.suite) suites.unshift(outer.name)
  return [...suites, meta.halfopen?.claim ?? name]
}

/** All claims of a file, but tests that are none of ours. */
function claimsOf(tasks: RunnerTestFile['tasks']): readonly ClaimPath[] {
  return tasks.flatMap(task => {
    if (task.type === 'suite') return claimsOf(task.tasks)
    return task.meta.halfopen ? [pathOf(task)] : []
  })
}

/** What was declared in a file so far: where, by the claim's part of the id. */
const declared = new WeakMap<RunnerTestFile, Map<string, string>>()

function refuseSecond(test: RunnerTestCase, at: string = test.file.name): void {
  const path = pathOf(test)
  const known = declared.get(test.file) ?? new Map<string, string>()
  declared.set(test.file, known)
  const before = known.get(pathId(path))
  known.set(pathId(path), at)
  if (before === undefined) return
  throw sameId(`${stemOf(test.file.name)}/${pathId(path)}`, before, at)
}
