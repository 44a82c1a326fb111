// A part of a whole as it is written down, with a digest of what was measured in it.
import { createHash } from 'node:crypto'
import { version } from '../kit/version.ts'
import type { Part } from '../model/part.ts'
import type { Shard } from './shard.ts'

/** What is known of a part before it is made. */
export type PartHead = Omit<Part, 'digest' | 'interrupted'>

/** `whole`: what was asked of all parts alike; what is absent was not asked. Who made it is part of it. */
export function partHead({ index, count }: Shard, whole: Readonly<Record<string, string | undefined>>): PartHead {
  const known = Object.entries({ halfopen: version, ...whole }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return { index, count, whole: Object.fromEntries(known) }
}

/** `made`: all that was measured. */
export function partOfMade(head: PartHead, made: readonly unknown[], interrupted: boolean): Part {
  return { ...head, ...(interrupted ? { interrupted } : {}), digest: digestOf(made) }
}

/** One by one: together they may be longer than a string can be. */
export function digestOf(made: readonly unknown[]): string {
  const hash = createHash('sha256')
  for (const one of made) hash.update(`${JSON.stringify(one)}\n`)
  return hash.digest('hex').slice(0, 16)
}
