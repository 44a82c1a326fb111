// A length of time as people write it on a command line: in seconds where they are whole ones.
import type { Ms } from './units.ts'

/** `5s`, `250ms`: readDuration() reads it again. */
export function formatDuration(ms: Ms): string {
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`
}
