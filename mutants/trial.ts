// Whether a mutant is killed. That its tests fail is not enough on a machine with other work: each has failed twice in a row, and where it was for want
// of time alone, all has to be green without the mutant right after, and red with it once more.
import type { Tried } from './killers.ts'

/** Runs what has to see it, with the mutant or without. */
export type Run = (broken: boolean) => Promise<Tried>

/** What came of it. */
export interface Trial {
  readonly how: 'killed' | 'survived' | 'unclear'
  readonly words: string
}

/** It is green without the mutant, as was seen before. */
export async function trial(run: Run): Promise<Trial> {
  const first = await run(true)
  if (first.how === 'green') return { how: 'survived', words: '' }
  if (first.how === 'broken') return { how: 'unclear', words: `nothing could run: ${first.words}` }
  if (!first.late) return { how: 'killed', words: first.words }
  const without = await run(false)
  if (without.how !== 'green') return { how: 'unclear', words: `not green without it either: ${without.words}` }
  const second = await run(true)
  if (second.how === 'red') return { how: 'killed', words: second.words }
  return { how: 'unclear', words: `red for want of time alone (${first.words}), and once more it was ${second.how}` }
}
