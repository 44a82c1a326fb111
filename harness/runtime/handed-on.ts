// What the command line hands on to those who run scenarios for it: its test workers, and itself in a box. One variable, one JSON.
import type { CompareOrder } from '../model/campaign.ts'
import type { Scenario } from '../model/scenario.ts'
import type { PlaneName } from '../model/units.ts'
import type { HeldBack } from './held-back.ts'

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
  /** A report there will lead to what lies beside it: nothing that another run has left is written over. */
  readonly reported?: boolean | undefined
  /** What is to be compared by the scenarios that are loaded, in the place of running them. */
  readonly compare?: CompareOrder | undefined
  /** Scenarios are loaded for the lab, and not run. */
  readonly lab?: boolean | undefined
  /** Run what passed once more without its faults, in real time too. */
  readonly control?: boolean | undefined
  /** A script is run for its control: what it has to know of the run that it is the control of. */
  readonly heldBack?: HeldBack | undefined
  /** Files of scenarios are loaded to be listed, and Node alone can do that. */
  readonly byNode?: boolean | undefined
  /** A thread that does not turn for so long is blocked. */
  readonly blockedAfterMs?: number | undefined
  /** Whether a guest can run here: found out once, for all workers. Where it cannot, why, and what mends it. */
  readonly guest?: 'ready' | { readonly reason: string; readonly fix: string } | undefined
}

/** Name of the variable that says it. */
export const variable = 'HALFOPEN'

/** What was handed on to this process. */
export function handedOn(): HandedOn {
  const text = process.env[variable]
  return text === undefined ? {} : JSON.parse(text)
}

/** What a process has to find in its environment that is to be handed this as well. */
export function handing(more: HandedOn): Record<string, string> {
  return { [variable]: JSON.stringify({ ...handedOn(), ...more }) }
}

/** The same without what only the host has a use for, and what is another word for the same run: where its report goes, the seed of a guest. */
export function keptInGuest(text: string): string {
  const { output, reported, guest, seed, startsAt, ...kept }: HandedOn = JSON.parse(text)
  return JSON.stringify(kept)
}

/** Hands this on as well, to every worker and box that is started from now on. */
export function handOn(more: HandedOn): void {
  Object.assign(process.env, handing(more))
}
