// What is said of a part to which nothing fell: an empty success that does not look like a full one.
import type { Part } from '../harness/model/part.ts'

/** `nothing fell to shard 2/2: there are fewer scenario files than parts`; undefined for any other. */
export function emptyPartWords(part: Part | undefined, what: string): string | undefined {
  return part?.empty
    ? `nothing fell to shard ${part.index}/${part.count}: there are fewer ${what} than parts`
    : undefined
}
