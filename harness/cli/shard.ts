// `--shard 2/3`: the second of three parts, each file in exactly one.
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

/** The part's share, in turn, so that the files of one folder are spread. Throws E_USAGE for more parts than there is anything. */
export function partOf<T>(all: readonly T[], { index, count }: Shard): T[] {
  if (count <= all.length) return all.filter((_, i) => i % count === index - 1)
  throw new HalfopenError(
    'E_USAGE',
    `Cannot use --shard: there are only ${all.length} scenario files, got "${index}/${count}"`,
  )
}
