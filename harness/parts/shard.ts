// `--shard 2/3`: the second of three parts, each piece of work in exactly one.
import { HalfopenError } from '../kit/errors.ts'

/** Of how many parts which. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** Throws E_USAGE for what is no part of a whole. */
export function parseShard(text: string): Shard {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (index !== undefined && count !== undefined && index >= 1 && index <= count) return { index, count }
  throw new HalfopenError('E_USAGE', `Cannot use --shard: it is not a part of a whole, got "${text}"`, {
    fix: 'Write 1/3, 2/3 or 3/3',
  })
}

/**
 * The part's share, in turn, so that what lies side by side is spread. Of less than there are parts the last ones have nothing: a matrix of machines has as
 * many as it has, whatever is chosen.
 */
export function partOf<T>(all: readonly T[], { index, count }: Shard): T[] {
  return all.filter((_, i) => i % count === index - 1)
}

/** What parts were given, in turn again as it was in the whole. */
export function inTurn<T>(parts: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...parts.map(({ length }) => length))
  return Array.from({ length: longest }, (_, i) => parts.flatMap(part => part.slice(i, i + 1))).flat()
}
