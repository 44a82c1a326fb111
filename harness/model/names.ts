// Names that stand for hosts, as DNS has them: they may come to stand for another host while a run goes on.
import type { HostName, Ms } from './units.ts'

/** Every name that is served, besides the hosts' own. */
export type Names = Readonly<Record<string, NameRecord>>

/** What a name stands for, and for how long whoever asked may take that for granted. */
export interface NameRecord {
  is: readonly HostName[]
  ttlMs: Ms
}

/** In whole seconds, as DNS counts them. */
export const usualTtlMs: Ms = 60_000
