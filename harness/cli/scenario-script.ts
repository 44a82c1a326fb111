// A scenario by its name, as data: its file is loaded and nothing of it is run.
import { HalfopenError } from '../kit/errors.ts'
import type { Script } from '../model/scenario.ts'
import { findScenarioFiles } from './scenario-files.ts'
import { openVitest } from './vitest.ts'

/** The script of the one scenario of that name. Throws E_NO_MATCH, E_LOAD, and E_USAGE for more than one or a script of several steps. */
export async function readScript(name: string): Promise<Script> {
  const root = process.cwd()
  const vitest = await openVitest({ root, files: await findScenarioFiles(root, [name]), reporters: [] })
  try {
    const { testModules } = await vitest.collect([], { staticParse: false })
    for (const module of testModules) {
      const [error] = module.errors()
      if (error) throw new HalfopenError('E_LOAD', `Cannot load ${module.relativeModuleId}: ${error.message}`)
    }
    const tests = testModules.flatMap(module => [...module.children.allTests()])
    const scripts = tests.flatMap(test => test.meta().halfopenScript ?? [])
    const [script] = scripts
    if (script && scripts.every(({ claim }) => claim === script.claim)) return script
    const cause = script ? 'it has several claims' : 'it is a script of several steps'
    throw new HalfopenError('E_USAGE', `Cannot compare by the scenario: ${cause}, got "${name}"`, {
      fix: 'Name a file with one scenarioTest() in it',
    })
  } finally {
    await vitest.close()
  }
}
