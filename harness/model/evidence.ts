// What shows that something was done to the system, and took effect: in words for people, and in numbers for whoever reads it later.

import type { Path } from './observer.ts'

/** `facts`: every number in `text` that anybody goes by later, by its name. */
export interface Evidence {
  text: string
  facts: Readonly<Record<string, number>>
  /** Whom it took nothing from, though it was in force: what they did not notice is no finding. */
  spared?: readonly Spared[]
}

/** All connections of a path, or everybody's where none is named. `why`: as it was measured. */
export interface Spared extends Partial<Path> {
  /** These alone, by their ids: others of the path lost something. */
  readonly connections?: readonly number[]
  readonly why: string
  /** Only if the fault was over before the bound was due: who stays in it may notice that it is there. */
  readonly onceOver?: true
}

/** With whom it took nothing from, where there are some, beside those that it names itself. */
export function sparing(evidence: Evidence, spared: readonly Spared[]): Evidence {
  return spared.length > 0 ? { ...evidence, spared: [...(evidence.spared ?? []), ...spared] } : evidence
}
