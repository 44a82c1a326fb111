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
 * The part's share, in turn, so that what lies side by side is spread. Throws E_USAGE for more parts than there is anything; `what` there is, such as
 * `scenario file`.
 */
export function partOf<T>(all: readonly T[], { index, count }: Shard, what: string): T[] {
  if (count <= all.length) return all.filter((_, i) => i % count === index - 1)
  throw new HalfopenError(
    'E_USAGE',
    `Cannot use --shard: there ${all.length === 1 ? `is only 1 ${what}` : `are only ${all.length} ${what}s`}, got "${index}/${count}"`,
    { fix: `Make no more parts than there are ${what}s` },
  )
}

/** What parts were given, in turn again as it was in the whole. */
export function inTurn<T>(parts: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...parts.map(({ length }) => length))
  return Array.from({ length: longest }, (_, i) => parts.flatMap(part => part.slice(i, i + 1))).flat()
}
