// Scenarios by their names, one of several in a file too: what `list` prints, `run` and `compare` take.
import { resolve } from 'node:path'
import type { TestCase, TestModule, TestSpecification, Vitest } from 'vitest/node'
import { writtenInstead } from '../faults/written.ts'
import { HalfopenError } from '../kit/errors.ts'
import { sameId } from '../vitest/same-id.ts'
import { type ClaimPath, scenarioId } from '../vitest/scenario-id.ts'
import { withGlobalSetup } from './global-setup.ts'
import { noMatch } from './no-match.ts'
import { type Chosen, matches, type ScenarioFile } from './scenario-files.ts'

/** A scenario that was found by loading its file: nothing of it has run. */
export interface Found {
  readonly id: string
  readonly claim: string
  /** `file:line`, where that is known. */
  readonly at: string | undefined
  /** One a plane and clock. */
  readonly tests: readonly [TestCase, ...TestCase[]]
}

/** What is to be run: whole files as they are; others are loaded first. Throws E_NO_MATCH. */
export async function specificationsOf(
  vitest: Vitest,
  chosen: Chosen,
  patterns: readonly string[],
): Promise<TestSpecification[]> {
  const whole = specify(vitest, chosen.whole)
  if (chosen.partly.length === 0) return whole
  const modules = await collect(vitest, chosen.partly)
  const broken = modules.filter(module => module.errors().length > 0)
  const found = modules.flatMap(scenariosOf).filter(({ id }) => patterns.some(pattern => matches(pattern, id)))
  if (broken.length === 0) refuseUnmatched(chosen, found, modules)
  const tests = Map.groupBy(
    found.flatMap(({ tests: own }) => own),
    ({ module }) => module,
  )
  return [
    ...whole,
    ...broken.map(module => module.toTestSpecification()),
    ...[...tests].map(([module, own]) => module.toTestSpecification(own)),
  ]
}

/** The scenarios that are meant. Throws E_NO_MATCH, E_SAME_ID, E_GLOBAL_SETUP, and E_LOAD where a file cannot be loaded. */
export async function findScenarios(
  vitest: Vitest,
  chosen: Chosen,
  patterns: readonly string[],
): Promise<readonly Found[]> {
  const modules = await collect(vitest, [...chosen.whole, ...chosen.partly])
  for (const module of modules) {
    const [error] = module.errors()
    const fix = error && writtenInstead(error.message)
    if (error)
      throw new HalfopenError(
        'E_LOAD',
        `Cannot load ${module.relativeModuleId}: ${error.message}`,
        fix === undefined ? {} : { fix },
      )
  }
  const whole = new Set(specify(vitest, chosen.whole).map(({ moduleId }) => moduleId))
  const found = modules.flatMap(module =>
    scenariosOf(module).filter(
      ({ id }) => whole.has(module.moduleId) || patterns.some(pattern => matches(pattern, id)),
    ),
  )
  refuseUnmatched(chosen, found, modules)
  refuseTwins(found)
  return found.toSorted((a, b) => a.id.localeCompare(b.id))
}

function specify(vitest: Vitest, files: readonly ScenarioFile[]): TestSpecification[] {
  const project = vitest.getRootProject()
  return files.map(({ file }) => project.createSpecification(resolve(project.config.root, file)))
}

async function collect(vitest: Vitest, files: readonly ScenarioFile[]): Promise<readonly TestModule[]> {
  const { testModules } = await withGlobalSetup(vitest, vitest.collectTests(specify(vitest, files)))
  return testModules
}

/** Those of a file, and nothing that is not ours. */
function scenariosOf(module: TestModule): readonly Found[] {
  const tests = [...module.children.allTests()].filter(test => test.meta().halfopen)
  const paths = tests.map(pathOf)
  const named = Map.groupBy(tests, test => scenarioId(module.relativeModuleId, pathOf(test), paths))
  return [...named].flatMap(([id, [first, ...rest]]) => {
    if (!first) return []
    const { claim = first.name, at } = first.meta().halfopen ?? {}
    return [{ id, claim, at, tests: [first, ...rest] }]
  })
}

/** Suites from the outside in, and the claim. */
function pathOf(test: TestCase): ClaimPath {
  const suites: string[] = []
  for (let outer = test.parent; outer.type === 'suite'; outer = outer.parent) suites.unshift(outer.name)
  return [...suites, test.meta().halfopen?.claim ?? test.name]
}

/** Of a file that was loaded the names of its scenarios are known, of another one its own. */
function refuseUnmatched({ unmatched, all }: Chosen, found: readonly Found[], modules: readonly TestModule[]): void {
  const vain = unmatched.find(pattern => !found.some(({ id }) => matches(pattern, id)))
  if (vain === undefined) return
  const loaded = new Set(modules.map(({ relativeModuleId }) => relativeModuleId))
  const others = all.filter(({ file }) => !loaded.has(file)).map(({ stem }) => stem)
  throw noMatch(vain, [...modules.flatMap(scenariosOf).map(({ id }) => id), ...others])
}

function refuseTwins(found: readonly Found[]): void {
  for (const { id, at = id } of found) {
    const [first, second] = found.filter(other => other.id === id)
    if (first && second) throw sameId(id, first.at ?? id, second.at ?? at)
  }
}
