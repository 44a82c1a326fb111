// What the parts of a run have in common, by which they are known: what was chosen, how it is run, and what stands in the files.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type PartHead, partHead } from '../parts/made-part.ts'
import type { Shard } from '../parts/shard.ts'
import { handedOn } from '../runtime/handed-on.ts'
import type { Chosen } from './scenario-files.ts'

/** Of the part that is run here. How it is run was handed on already. */
export async function shardedRun(shard: Shard, { root, chosen, patterns, control }: Sharded): Promise<PartHead> {
  const { plane, clock, phase, seed, startsAt } = handedOn()
  return partHead(shard, {
    scenarios: patterns.length === 0 ? 'all' : patterns.toSorted().join(' '),
    plane,
    clock,
    phase: phase?.toString(),
    seed: seed?.toString(),
    'starts at': startsAt,
    control: control ? 'asked for' : undefined,
    'what stands in the scenario files': await digestOf(root, chosen),
  })
}

interface Sharded {
  readonly root: string
  readonly chosen: Chosen
  readonly patterns: readonly string[]
  readonly control: boolean
}

/** However git ends their lines. */
async function digestOf(root: string, { whole, partly }: Chosen): Promise<string> {
  const hash = createHash('sha256')
  for (const { file, stem } of [...whole, ...partly].toSorted((a, b) => (a.stem < b.stem ? -1 : 1)))
    hash.update(`${stem}\n${(await readFile(resolve(root, file), 'utf8')).replaceAll('\r\n', '\n')}\n`)
  return hash.digest('hex').slice(0, 12)
}
