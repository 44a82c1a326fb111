// The lines of a program, tried on the library itself: what has to be measured of it, and what of a measurement counts. Pure.
import type { Measurement } from '../model/comparison.ts'
import { type Trial, trialOf } from './proof.ts'

/** The trial of a library. Its connects cannot be brought about one by one, as the probe's can. */
export function trialOnSubject({ requirements, ...rest }: Parameters<typeof trialOf>[0]): Trial {
  return trialOf({ requirements: { ...requirements, connecting: false }, ...rest })
}

/** By its own words alone: a library has timers of its own, and what is foretold is its kernel's. */
export function inItsWords({
  outside: _,
  whole: __,
  predicted: ___,
  orNever: ____,
  ...made
}: Measurement): Measurement {
  return made
}
