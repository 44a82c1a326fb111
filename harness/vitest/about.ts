// What a test of ours carries for those who see it from outside: the command line while it collects, the reporter when it ends.
import type { RunnerTestCase } from 'vitest'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
import type { Wanted } from './title.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** What halfopen knows of the test. */
    halfopen?: About
  }
}

/** A claim, and where it is to be shown; once the test has ended, how it went. */
export interface About {
  readonly claim: string
  readonly on: Wanted
  /** `file:line` of its declaration. */
  readonly at?: string | undefined
  /** It runs there beside a more truthful plane, and only while it watches briefly: its author has named no plane. */
  readonly beside?: 'briefly' | 'too long' | undefined
  /** Why nothing of it can be shown there: it is skipped with that. Known of a scenario before it runs, and of no script. */
  readonly cannot?: string | undefined
  /** How long a script's steps may take. */
  readonly stepsMs?: Ms | undefined
  /** How long a scenario is watched at the most, by its own clock. */
  readonly watchMs?: Ms | undefined
  /** The judged run. */
  run?: Run
  /** So many of the test's errors, the first ones, are the verdict's own. Any other is a hook's. */
  ownErrors?: number
}

/** What was declared of a test of ours. */
export function aboutOf({ meta, name }: Pick<RunnerTestCase, 'meta' | 'name'>): About {
  if (meta.halfopen) return meta.halfopen
  throw new Error(`The test "${name}" was not declared by halfopen`)
}
