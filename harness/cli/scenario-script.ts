// A scenario by its name, as data: its file is loaded and nothing of it is run.
import { HalfopenError } from '../kit/errors.ts'
import type { Script } from '../model/scenario.ts'
import { chooseFiles, findScenarioFiles } from './scenario-files.ts'
import { findScenarios } from './select.ts'
import { openVitest } from './vitest.ts'

/** The script of the one scenario of that name. Throws E_NO_MATCH, E_LOAD, and E_USAGE for more than one or a script of several steps. */
export async function readScript(name: string): Promise<Script> {
  const root = process.cwd()
  const chosen = chooseFiles(await findScenarioFiles(root), [name])
  const vitest = await openVitest({ root })
  try {
    const found = await findScenarios(vitest, chosen, [name])
    const [script] = found.flatMap(({ tests: [test] }) => test.meta().halfopenScript ?? [])
    if (script && found.length === 1) return script
    const cause = script ? 'it has several claims' : 'it is a script of several steps'
    const ids = found.map(({ id }) => id).slice(0, 3)
    throw new HalfopenError('E_USAGE', `Cannot compare by the scenario: ${cause}, got "${name}"`, {
      fix: found.length > 1 ? `Name one, such as ${ids.join(' or ')}` : 'Name one that scenarioTest() declares',
    })
  } finally {
    await vitest.close()
  }
}
