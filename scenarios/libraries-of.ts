// A program of a scenario that uses the library of a client of `halfopen/subjects` needs what that client needs.
import type { Program } from 'halfopen'

/** To be spread beside its command. */
export function librariesOf({ needs, prepare }: Program): Pick<Program, 'needs' | 'prepare'> {
  return { ...(needs ? { needs } : {}), ...(prepare ? { prepare } : {}) }
}
