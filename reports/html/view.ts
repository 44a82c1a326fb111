// What the page is handed of a run: words and figures, no markup. The page makes text of all of it, so that nothing that a program says is ever read as HTML.
import type { Verdict } from '../../harness/model/bound.ts'
import type { Ms } from '../../harness/model/units.ts'

/** A run as it is drawn when somebody opens it. */
export interface RunView {
  readonly id: string
  readonly scenario: string
  readonly claim: string
  readonly status: Status
  readonly where: string
  /** What came out, and what there is to say of it. */
  readonly findings: readonly Pair[]
  /** Absent where the run did not take place. */
  readonly details?: DetailsView
}

/** What it rests on. */
export interface DetailsView {
  /** Absent where no step was taken: there is nothing to count from. */
  readonly timeline?: TimelineView
  readonly log: LogView
  readonly sockets: readonly SocketView[]
  readonly bounds: readonly BoundRow[]
  readonly facts: readonly Pair[]
  readonly again: AgainView
}

type Status = Verdict['status']

/** A name and its words. */
export type Pair = readonly [name: string, words: string]

/** Times count from the start of the run. */
export interface TimelineView {
  /** The picture in words, for those who do not see it. */
  readonly story: string
  /** Where the axis has its 0, and what it calls that; it may have come as early as `originFromMs`. */
  readonly originMs: Ms
  readonly originFromMs: Ms
  readonly origin: string
  /** What is shown at first. */
  readonly fromMs: number
  readonly untilMs: Ms
  /** The end of the last demand or of the run. */
  readonly toMs: Ms
  /** Where the watch ended: nobody looked at what came later. */
  readonly endedAtMs: Ms
  /** Early and late do not fit side by side. */
  readonly logarithmic: boolean
  /** The shortest time after 0 that must be told apart on such a scale. */
  readonly smallestMs: Ms
  readonly steps: readonly StepView[]
  readonly limits: readonly LimitView[]
  readonly lanes: readonly LaneView[]
}

/** In force from some instant between `fromMs` and `byMs` on. */
export interface StepView {
  readonly label: string
  readonly isFault: boolean
  readonly fromMs: Ms
  readonly byMs: Ms
  /** Where it was healed, during the watch. */
  readonly healedMs?: Ms
}

/** A demand, what was predicted of it and what was noticed. */
export interface LimitView {
  readonly label: string
  readonly status: Status
  readonly fromMs: Ms
  readonly toMs: Ms
  /** The lane of whoever it is asked of, where it has one. */
  readonly lane?: number
  readonly predicted?: PredictedView
  readonly noticedMs?: Ms
}

/** Without a window where it is `never`. */
export interface PredictedView {
  readonly label: string
  readonly window?: readonly [Ms, Ms]
}

/** A line of the picture: a program, its stale answers, a kernel, or what passes between two hosts. */
export interface LaneView {
  readonly host: string
  readonly of: 'program' | 'stale' | 'kernel' | 'packets'
  /** From there on it is blind, and why. */
  readonly blind?: { readonly fromMs: Ms; readonly why: string }
}

/**
 * All that happened, in its order, in columns: of a hundred thousand events each name would take more room than the event. `us`: microseconds since
 * the row before, the first since the start of the run. `who`, `kind` and `text` are places in the lists beside them.
 */
export interface LogView {
  readonly us: readonly number[]
  readonly who: readonly number[]
  readonly kind: readonly number[]
  readonly text: readonly number[]
  /** Bits: see `logFlags`. */
  readonly flags: readonly number[]
  /** Rows that are signs in the picture, with a word for each: somebody gives its peer up, or works again. */
  readonly signs: readonly { readonly row: number; readonly label: string }[]
  readonly whos: readonly WhoView[]
  readonly kinds: readonly string[]
  readonly texts: readonly string[]
  /** What was left out, in words. */
  readonly left: readonly string[]
}

/** Whose it is, and in which lane it is drawn. */
export interface WhoView {
  readonly name: string
  readonly sort: LogSort
  readonly lane?: number
}

/** What a row of the log is, and by what it can be chosen. */
export const logSorts = ['program', 'kernel', 'wire', 'packet', 'output', 'name'] as const
export type LogSort = (typeof logSorts)[number]

/** `back`: from the host that was connected to. `dropped`: the router did not pass it on. `made`: the router made it. */
export const logFlags = { back: 1, dropped: 2, made: 4 } as const

/** A connection by its client's socket. */
export interface SocketView {
  readonly name: string
  readonly ends: string
  readonly born: Ms
  readonly atBirth: string
  /** As each fault found it. */
  readonly atFault: readonly string[]
  /** The last that its client's kernel showed of it. */
  readonly last: string
}

/** A bound as a row. */
export interface BoundRow {
  readonly demanded: string
  readonly found: string
  readonly predicted: string
  readonly status: Status
}

/** How it is run again. */
export interface AgainView {
  readonly command: string
  readonly at?: string
  /** Each host with its command line. */
  readonly programs: readonly Pair[]
  readonly versions: string
  /** A file beside the page, as the address of a link. */
  readonly pcap?: { readonly name: string; readonly href: string }
  readonly before: readonly string[]
  /** The commands that build its network by hand. */
  readonly network: readonly string[]
}
