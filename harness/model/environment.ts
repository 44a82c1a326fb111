// What a run's programs found of their user's own in their environment, without a word of it: a report is shown to others.

/** Another number or another hash is another environment. */
export interface Environment {
  /** How many variables. */
  variables: number
  /** The first 16 digits of the SHA-256 of their names and values. */
  sha256: string
}
