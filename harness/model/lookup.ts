// What a program wanted to know of the names in a box, and what it was told.
import type { HostName, Ms } from './units.ts'

/** A question for a name that a host asked, and the answer. Asked again at once with the same answer, it is the same one. */
export interface Lookup {
  atMs: Ms
  host: HostName
  name: string
  /** Such as `A`, `AAAA`. */
  type: string
  /** Addresses in their order; or why there are none: `NXDOMAIN`, `SERVFAIL`, `REFUSED`, `none` of that type, `dropped` where nobody answered. */
  answer: string
  /** By TCP; by UDP where absent. */
  by?: 'tcp'
  /** The answer did not fit a datagram, and said so: whoever goes by that asks again by TCP. */
  cut?: true
  /** How long the answer was held back. */
  lateMs?: Ms
  /** How often, and when last, where it was more than once. */
  times?: number
  lastAtMs?: Ms
}

/** The answer to a question that vanished on its way. */
export const dropped = 'dropped'
