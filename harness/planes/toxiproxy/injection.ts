// A fault in force on this plane: its evidence is never taken while Toxiproxy itself is in doubt.
import { type Done, LiveInjection } from '../injection.ts'
import type { Injection } from '../plane.ts'
import type { Bed } from './byte-testbed.ts'

/** Turns what an injector has done into an injection. */
export function injected(bed: Bed, done: Done): Injection {
  return new LiveInjection(bed, done, {
    measure: async take => {
      await bed.sound()
      return await take()
    },
  })
}
