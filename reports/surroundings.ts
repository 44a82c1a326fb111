// What was around a run and is no observation: what its machine had, where what its programs wrote stays, and what ran before them.
import { seconds } from '../harness/kit/format-time.ts'
import type { BeforeRecord, RunRecord } from '../harness/model/record.ts'

/** A short name and its words for each thing that was not as it comes; none where all was. */
export function surroundings(run: Surroundings): readonly (readonly [name: string, words: string])[] {
  const { startsAt, memoryMb, keptWrites } = run
  return [
    ...(startsAt === undefined ? [] : [['time set', `${startsAt} as its box began`] as const]),
    ...(memoryMb === undefined ? [] : [['memory', `${memoryMb.toLocaleString('en')} MB of its guest`] as const]),
    ...(keptWrites === undefined ? [] : [['kept', keptWords(keptWrites.outside)] as const]),
  ]
}

type Surroundings = Pick<RunRecord, 'startsAt' | 'memoryMb' | 'keptWrites'>

/** `db ran initdb -D /run/db/data in 0.85 s`. */
export function beforeWords({ host, command, tookMs }: BeforeRecord): string {
  return `${host} ran ${command} in ${seconds(tookMs)}`
}

function keptWords(outside: readonly string[]): string {
  const but = outside.length > 0 ? `outside of ${outside.join(', ')} ` : ''
  return `what its programs wrote ${but}stays on this machine`
}
