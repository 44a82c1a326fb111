// What is to be measured: settings x faults x phases, as data that crosses into whoever measures.
import type { FaultSpec } from './fault-spec.ts'
import type { Settings } from './settings.ts'
import type { ClockName, Ms } from './units.ts'

/** What is asked of a campaign. */
export interface Ask {
  readonly settings: readonly Settings[]
  readonly faults: readonly FaultSpec[]
  /** And these, under settings of their own. */
  readonly more?: readonly Pick<Ask, 'settings' | 'faults'>[]
  /** So many evenly spaced offsets of the fault over the settings' period. */
  readonly phases: number
  /** How long a detection is waited for. */
  readonly watchMs: Ms
  /** How long a client is watched while its peer is alive, each time. */
  readonly soakMs: Ms
  readonly clock: ClockName
  /** What a healthy connection costs is measured as well: one more run a setting. */
  readonly traffic?: boolean
  /** Round trip of the way on which it is measured. @default that of a network of its own, below 1 ms */
  readonly rttMs?: Ms
}

/** What is to be compared, as data: it crosses into the worker that loads a scenario. */
export interface CompareOrder {
  readonly ask: Ask
  /** The bound on every detection. */
  readonly withinMs?: Ms
  /** Where the ledger lies. */
  readonly output: string
  /** Of how many parts which is measured. `named`: the settings were, and are not the usual ones. */
  readonly shard?: { readonly index: number; readonly count: number; readonly named: boolean }
}
