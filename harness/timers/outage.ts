// How long nothing comes back, and what comes then.
import { atOnce, forEver, type Span } from './span.ts'

/** How long nothing comes back, and what becomes of the first packet after that. */
export interface Outage {
  /** Its end, counted from the fault: infinite where there is none, 0 where nothing is silent. */
  readonly untilMs: Span
  readonly reply: 'answers' | 'reset' | 'either'
  /** How long an answer takes; the round trip where absent. */
  readonly delayMs?: Span
}

/** Nothing is silent. */
export const well: Outage = { untilMs: atOnce, reply: 'answers' }

/** Nothing comes back, ever. */
export const silent: Outage = { untilMs: forEver, reply: 'answers' }

/** Whoever sends after that is refused with a RST: at once, unless told otherwise. */
export function resetFrom(untilMs: Span = atOnce): Outage {
  return { untilMs, reply: 'reset' }
}

/** Whoever sends after that is answered. */
export function wellFrom(untilMs: Span): Outage {
  return { untilMs, reply: 'answers' }
}
