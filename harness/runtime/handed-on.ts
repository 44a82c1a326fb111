// What the command line hands on to those who run scenarios for it: its test workers, and itself in a box. One variable, one JSON.
import type { CompareOrder } from '../model/campaign.ts'
import type { Scenario } from '../model/scenario.ts'
import type { PlaneName } from '../model/units.ts'

/** What may be handed on; each is absent where it was not chosen. */
export interface HandedOn {
  /** Run on this plane only. */
  readonly plane?: PlaneName | undefined
  /** Run by this clock only. */
  readonly clock?: Scenario['clock'] | undefined
  /** What all chance in guests follows from. */
  readonly seed?: number | undefined
  /** ISO 8601: the time of day at which guests begin. */
  readonly startsAt?: string | undefined
  /** Of scenarios with phases run this one only, counted from 1. */
  readonly phase?: number | undefined
  /** The folder for reports and what lies beside them. */
  readonly output?: string | undefined
  /** What is to be compared by the scenarios that are loaded, in the place of running them. */
  readonly compare?: CompareOrder | undefined
  /** A thread that does not turn for so long is blocked. */
  readonly blockedAfterMs?: number | undefined
  /** Whether a guest can run here: found out once, for all workers. Where it cannot, why, and what mends it. */
  readonly guest?: 'ready' | { readonly reason: string; readonly fix: string } | undefined
}

const variable = 'HALFOPEN'

/** What was handed on to this process. */
export function handedOn(): HandedOn {
  const text = process.env[variable]
  return text === undefined ? {} : JSON.parse(text)
}

/** Hands this on as well, to every worker and box that is started from now on. */
export function handOn(more: HandedOn): void {
  process.env[variable] = JSON.stringify({ ...handedOn(), ...more })
}
