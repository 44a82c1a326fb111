// What many runs tell together: settings x faults x phases, each a measurement, and the comparison that is made of them.
import type { FaultSpec } from './fault-spec.ts'
import type { Kernel } from './kernel.ts'
import type { Part } from './part.ts'
import type { Settings } from './settings.ts'
import type { ClockName, Ms } from './units.ts'

/** One run of a campaign: a fault, in a state, under settings. */
export interface Measurement extends FaultSpec {
  settings: Settings
  /** Which of the evenly spaced offsets, from 0. */
  phase: number
  /** How long the connection had stood, and been healthy, before the fault. */
  offsetMs: Ms
  found: Found
  /** Where detection must have fallen, and why: see BoundResult. */
  predicted?: readonly [Ms, Ms] | 'never'
  orNever?: true
  reason?: string
  /** What was measured does not lie where it was predicted. */
  outside?: true
  /** Where it must fall in whichever phase the fault comes. */
  whole?: { predicted: readonly [Ms, Ms] | 'never'; orNever?: true }
  /** How long the run lasted by its own clock, and by the host's. */
  networkMs: Ms
  wallMs: Ms
}

/**
 * `detected`: the detection time T_D, within `uncertaintyMs` more. `censored`: nothing was noticed for as long as was watched, which is no
 * detection time; `keptAlive` where the fault had nothing to take, as of a connection that a firewall never forgot. `soaked`: the peer was
 * alive all along, and of a healthy control there is what it cost. `doubt`: nothing can be concluded, and why.
 */
export type Found =
  | { kind: 'detected'; afterMs: Ms; uncertaintyMs: Ms; code?: string }
  | { kind: 'censored'; watchedMs: Ms; keptAlive?: true }
  | ({ kind: 'soaked'; traffic?: Traffic } & Soak)
  | { kind: 'doubt'; reason: string }

/** A client that was watched while its peer was alive. */
export interface Soak {
  forMs: Ms
  mistakes: readonly Mistake[]
}

/** The living peer was given up, from when until when, counted from the beginning of the soak. Still open at its end where `untilMs` is absent. */
export interface Mistake {
  fromMs: Ms
  untilMs?: Ms
}

/**
 * Quality of service over all soaks together, after Chen, Toueg and Aguilera. What is a rate is there only where mistakes come from random weather,
 * such as loss: one blip in each soak says nothing of how often there are any.
 */
export interface Quality {
  soakMs: Ms
  /** So many together last `soakMs`. */
  soaks: number
  mistakes: number
  /** Mistake rate lambda_M. Without a mistake only that it is at most so much, at 95 % confidence. */
  perHour?: { mean: number } | { atMost: number }
  /** Mistake recurrence time T_MR, from one mistake to the next. */
  recurrenceMs?: { mean: Ms } | { atLeast: Ms }
  /** Mistake duration T_M; `open`: so many were not over at the end, and lasted at least so long. Absent without a mistake. */
  durationMs?: { mean: Ms; longest: Ms; open: number }
  /** Query accuracy P_A: the share of the time in which the peer was rightly believed to be alive. */
  accuracy?: number
}

/** A time that was measured, or is known only to lie beyond the watch. */
export type Figure = { ms: Ms } | { beyondMs: Ms }

/** One setting under one fault. */
export interface CellSummary extends FaultSpec {
  /** How many measurements count, and how many do not. */
  n: number
  doubts: readonly string[]
  /** Detection time: absent where the peer lives, and where nothing could be concluded. */
  detection?: { min: Figure; median: Figure; p95: Figure; max: Figure }
  /** The connection was kept alive by the setting's own traffic in so many of `n`. */
  keptAlive?: number
  /**
   * How far the slowest of all phases, measured or predicted, lies below the bound; negative where it lies beyond. Absent where the slowest is not
   * known, or there is no bound.
   */
  marginMs?: number
  quality?: Quality
  /** The least and the greatest of the predictions, over the whole period: what was measured in some phases is a part of it. */
  predicted?: readonly [Ms, Ms] | 'never'
  orNever?: true
  reason?: string
  /** How many fell outside their predictions. */
  outside: number
}

/** What a healthy connection costs, both ways together. IP packets, headers included. */
export interface Traffic {
  packetsPerHour: number
  bytesPerHour: number
}

/** One setting. */
export interface SettingSummary {
  settings: Settings
  cells: readonly CellSummary[]
  /** Of the middleboxes known by name, by what becomes of an idle connection behind them. */
  firewalls: {
    survives: readonly string[]
    forgotten: readonly string[]
    closed: readonly string[]
    unknown: readonly string[]
  }
  traffic?: Traffic
  /** Another setting is as good in every detection time and mistake rate, and better in one of them. */
  dominatedBy?: Settings
  /** Every detection lies within the bound, in the phases that were measured and, as predicted, in all others; nothing in doubt. Absent without a bound. */
  within?: boolean
  /** Of those within the bound, the one without mistakes that costs least. */
  best?: true
}

/** The content of compare.json (schema 3), which other tools may rely on. */
export interface Comparison {
  schema: 3
  tool: { name: 'halfopen'; version: string }
  clock: ClockName
  kernel?: Kernel
  phases: number
  watchMs: Ms
  withinMs?: Ms
  settings: readonly SettingSummary[]
  measurements: readonly Measurement[]
  /** Of which whole it is a part: of `--shard`. Its figures are of its own measurements alone. */
  part?: ComparisonPart
}

/** A part of a comparison, with the faults that are asked of all parts: its own measurements may lack some. */
interface ComparisonPart extends Part {
  faults: readonly FaultSpec[]
}

/** What one campaign has measured, and on which kernel. */
export interface Measured {
  clock: ClockName
  kernel?: Kernel
  /** Round trip of the way, where it was a long one. */
  rttMs?: Ms
  measurements: readonly Measurement[]
}
