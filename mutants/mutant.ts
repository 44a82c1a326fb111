// A mutation of the product, as data: what a mistake of ours would look like, and what must not stay green with it.

/** One place that is made wrong. */
export interface Mutant {
  /** The file, from the repository's root. */
  readonly file: string
  /** What stands there once, */
  readonly from: string
  /** and what stands there instead. */
  readonly to: string
  /** The test files, or scenarios by name, that have to see it. */
  readonly killedBy: readonly [string, ...string[]]
}

/** Many of one file that the same tests are for. */
export function mutantsOf(
  file: string,
  killedBy: Mutant['killedBy'],
  changes: readonly (readonly [from: string, to: string])[],
): readonly Mutant[] {
  return changes.map(([from, to]) => ({ file, from, to, killedBy }))
}
