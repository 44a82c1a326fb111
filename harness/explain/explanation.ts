// What an explanation is made from, and what it is.
import type { Client } from '../facts/clients.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { Kernel } from '../model/kernel.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import type { Survival } from '../predict/firewalls.ts'
import type { Mechanism } from '../timers/mechanism.ts'

/** What is known of who is explained. */
export interface Explained {
  readonly settings: Settings
  /** Whose settings they are, with what else is known of it. */
  readonly client?: Client
  readonly kernel: Kernel
  /** The round trip. @default up to 1 ms, or what a delayed acknowledgement takes */
  readonly rttMs?: Ms
}

/** The content of `halfopen explain --json`, which other tools may rely on. */
export interface Explanation {
  readonly settings: string
  readonly client?: Client
  readonly kernel: Kernel
  /** The round trip that was stated. */
  readonly rttMs?: Ms
  /** One for each fault and state. */
  readonly cells: readonly Cell[]
  readonly firewalls: BoxesBySurvival
}

/** A fault in its short spelling, a state, and what comes of them. */
export interface Cell extends Answer {
  readonly fault: string
  readonly state: ConnectionState
  /** What happens, when and why, in a sentence. */
  readonly sentence: string
  /** Why the league measured it otherwise; whose figure that is stands with it where several clients go by these facts. */
  readonly differs?: string
}

/**
 * What comes of a fault. `noticed`: a loss is, in the window. `never`: it is not. `survives`: there is no loss, and nobody claims one.
 * `false alarm`: a living peer is given up. `dropped`: the program closes a connection of its own that was idle for so long. `untold`:
 * nobody can say, and `because` says why.
 */
export interface Answer {
  readonly what: 'noticed' | 'never' | 'survives' | 'false alarm' | 'dropped' | 'untold'
  /** Counted from the fault. Of `dropped`: from the last use. */
  readonly window?: readonly [Ms, Ms]
  /** When the program's caller hears of it, where it tries again in silence first. Counted from the fault. */
  readonly told?: readonly [Ms, Ms]
  /** It may also not come to that. */
  readonly orNever?: true
  readonly mechanism: Mechanism | 'connect-timeout' | 'idle-limit' | 'deaf'
  /** Without a capital or a stop. */
  readonly because: string
}

/** Ids of boxes known by name, by what becomes of an idle connection behind them. */
export type BoxesBySurvival = Readonly<Record<Survival, readonly string[]>>
