// What was around a run and is no observation: which names there were, what its machine had and its links were, where what its programs wrote stays, and what ran before them.
import { given, seconds } from '../harness/kit/format-time.ts'
import type { Environment } from '../harness/model/environment.ts'
import type { Names } from '../harness/model/names.ts'
import type { BeforeRecord } from '../harness/model/record.ts'
import type { Run } from '../harness/model/report.ts'
import { type Again, againWords } from './again.ts'
import { linkWords } from './links.ts'

/** A short name and its words for each thing that was not as it comes, said once; none where all was. */
export function surroundings(run: Surroundings): readonly (readonly [name: string, words: string])[] {
  const { startsAt, memoryMb, keptWrites, names, links = [] } = run
  const again = againWords(run)
  return [
    ...(again === undefined ? [] : [['again', again] as const]),
    ...(names === undefined ? [] : [['names', namesWords(names)] as const]),
    ...(startsAt === undefined || again !== undefined ? [] : [['time set', `${startsAt} as its box began`] as const]),
    ...(memoryMb === undefined ? [] : [['memory', `${memoryMb.toLocaleString('en')} MB of its guest`] as const]),
    ...links.map(link => ['link', linkWords(link)] as const),
    ...(keptWrites === undefined ? [] : [['kept', keptWords(keptWrites.outside)] as const]),
  ]
}

type Surroundings = Again & Pick<Run, 'startsAt' | 'memoryMb' | 'keptWrites' | 'names' | 'links'>

/** `38 variables of its user, 0123456789abcdef`: the hash tells one from another, and nothing of what is in it. */
export function environmentWords({ variables, sha256 }: Environment): string {
  return `${variables} variables of its user, ${sha256}`
}

/** `db ran initdb -D /run/db/data in 0.85 s`. */
export function beforeWords({ host, command, tookMs }: BeforeRecord): string {
  return `${host} ran ${command} in ${seconds(tookMs)}`
}

function keptWords(outside: readonly string[]): string {
  if (outside.length === 0) return 'what its programs wrote outside of {dir} stays on this machine'
  return `what its programs wrote outside of ${outside.join(', ')}, or in a folder of somebody else there, stays on this machine`
}

/** `db.test at first a, b (TTL 5 s)`. */
function namesWords(names: Names): string {
  const all = Object.entries(names).map(
    ([name, { is, ttlMs }]) => `${name} at first ${is.join(', ')} (TTL ${given(ttlMs)})`,
  )
  return all.join('; ')
}
