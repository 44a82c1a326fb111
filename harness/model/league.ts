// What the league measures: client libraries x settings x faults x states, each a measurement, and what they are told together.
import type { FaultSpec } from './fault-spec.ts'
import type { SocketSettings } from './found.ts'
import type { Kernel } from './kernel.ts'
import type { Part } from './part.ts'
import type { Ms } from './units.ts'

/** A way of setting a client: as it comes, as its documentation recommends, or with what looks like a remedy and is none. */
export type VariantName = 'as it comes' | 'recommended' | 'worse'

/** One measurement. */
export interface LeagueMeasurement extends FaultSpec {
  client: string
  variant: VariantName
  /** It asked its server after each so long; not at all where absent. */
  asksEveryMs?: Ms
  /** Which of several offsets of the fault, from 0, and how long the client had been healthy then. */
  phase: number
  offsetMs: Ms
  /** With another seed than the one before it. */
  again?: true
  told: Told
  /** Whether it was back at work by itself, where that was tried. */
  back?: Back
  /** What its sockets had when the fault came. */
  socket?: SocketSettings
  /** When its kernel alone would have told. */
  kernel?: readonly [Ms, Ms] | 'never'
  /** When the facts about the client as it comes say that it is told; `differs`: it was not so, and why. */
  expected?: readonly [Ms, Ms] | 'never'
  differs?: string
  /** Why it does not come out the same twice. */
  notRepeatable?: string
  /** By the box's clock, and by the host's. */
  networkMs: Ms
  wallMs: Ms
}

/**
 * What the program was told by its library: that it is lost, after so long, within `uncertaintyMs` more; or nothing for as long as was watched,
 * `keptAlive` where the fault had nothing to take; or nothing can be concluded.
 */
export type Told =
  | { kind: 'lost'; afterMs: Ms; uncertaintyMs: Ms; code?: string; words: string }
  | { kind: 'nothing'; watchedMs: Ms; keptAlive?: true }
  | { kind: 'doubt'; reason: string }

/**
 * The first good answer after the healing, counted from there; from the loss where nothing had to be healed. `wentOn`: it had not been told of any
 * loss, and its question was answered late.
 */
export type Back =
  | { kind: 'back'; afterMs: Ms; wentOn?: true }
  | { kind: 'not back'; watchedMs: Ms }
  | { kind: 'doubt'; reason: string }

/** A client as it was measured. */
export interface LeagueClient {
  id: string
  library: string
  version: string
  language: string
  server: string
  /** How `halfopen/subjects` calls it. */
  subject: string
  /** What it draws by chance when it tries again. */
  jitter?: string
  variants: readonly LeagueVariant[]
}

/** One of its settings. `set`: by the library's own names. */
export interface LeagueVariant {
  name: VariantName
  set: object
  /** Where it is recommended. */
  source?: string
}

/** A client that could not be measured here, once for each thing that is missing. */
export interface LeagueAbsent {
  id: string
  /** What is missing, and the fix. */
  reason: string
}

/** The content of league.json (schema 1). */
export interface League {
  schema: 1
  tool: { name: 'halfopen'; version: string }
  kernel?: Kernel
  clients: readonly LeagueClient[]
  absent: readonly LeagueAbsent[]
  measurements: readonly LeagueMeasurement[]
  /** Of which whole it is a part: of `--shard`. */
  part?: Part
}
