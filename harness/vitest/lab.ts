// A scenario that is taken into the lab: its file is loaded, and its hosts go out as data. What cannot be is done here, while the lab lasts.
import type { TestContext } from 'vitest'
import { type MadeByCode, madeByCode } from '../model/made-by-code.ts'
import { asScript, type Scenario, type Script } from '../model/scenario.ts'
import { handedOn } from '../runtime/handed-on.ts'
import type { Declared } from './comparing.ts'
import { declareClaim } from './declare.ts'
import { keepFunctions } from './kept-functions.ts'
import { untilStopped } from './stop.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Of a scenario that can be taken into the lab. */
    halfopenLab?: TakenToLab
  }
}

/** Its data. `made`: hosts whose programs have functions, which cross no boundary. */
interface TakenToLab {
  readonly script: Script
  readonly made: readonly MadeByCode[]
}

/** Whether scenarios are loaded for that. */
export function isForLab(): boolean {
  return handedOn().lab === true
}

/** Declares it in the place of the scenario: run, it lasts as long as the lab does. */
export function declareForLab({ claim, at, modes }: Declared, scenario: Scenario): void {
  const halfopenLab = { script: asScript(scenario), made: madeByCode(scenario.hosts) }
  const handler = async ({ signal }: TestContext) => keepFunctions(scenario.hosts, untilStopped(signal))
  const on = { plane: scenario.planes[0] }
  declareClaim(claim, at, [{ on, options: { ...modes, timeout: 0, meta: { halfopenLab }, handler } }])
}
