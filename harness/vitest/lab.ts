// A scenario that is taken into the lab: its file is loaded, and its hosts go out as data. Nothing of it is run.
import { asScript, type Scenario, type Script } from '../model/scenario.ts'
import { handedOn } from '../runtime/handed-on.ts'
import type { Declared } from './comparing.ts'
import { declareClaim } from './declare.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Of a scenario that can be taken into the lab. */
    halfopenLab?: TakenToLab
  }
}

/** Its data. `made`: hosts whose programs have functions, which cross no boundary. */
interface TakenToLab {
  readonly script: Script
  readonly made: readonly string[]
}

/** Whether scenarios are loaded for that. */
export function isForLab(): boolean {
  return handedOn().lab === true
}

/** Declares it in the place of the scenario. */
export function declareForLab({ claim, at, modes }: Declared, scenario: Scenario): void {
  const made = scenario.hosts.flatMap(({ name, program }) => (program.read || program.prepare ? [name] : []))
  const halfopenLab = { script: asScript(scenario), made }
  declareClaim(claim, at, [
    { on: { plane: scenario.planes[0] }, options: { ...modes, meta: { halfopenLab }, handler: () => {} } },
  ])
}
