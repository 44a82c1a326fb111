// A fault in force on this plane: every vantage looks once more before its evidence is taken and after it was healed.
import { type Ground as Base, type Done, LiveInjection } from '../injection.ts'
import type { Injection } from '../plane.ts'
import type { Bed } from './packet-testbed.ts'

/** Turns what an injector has done into an injection. The vantages look at once, because a change of theirs may come with it. */
export function injected(bed: Ground, done: Done): Injection {
  bed.look()
  const heardAtMs = bed.wire.clientHeardAtMs
  const quietMs = heardAtMs === undefined ? undefined : Math.max(0, done.atMs - heardAtMs)
  return new LiveInjection(
    bed,
    { ...done, quietMs },
    {
      measure: async take => {
        bed.look()
        const found = await take()
        bed.look()
        return found
      },
      healed: () => bed.look(),
    },
  )
}

/** The part of a bed that an injection stands on. */
export type Ground = Base & Pick<Bed, 'look' | 'wire'>
