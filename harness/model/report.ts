// The file that a run leaves: judged records, in the shape that other tools may rely on (schema 2).
import type { Bound, Outcome, Verdict } from './bound.ts'
import type { ConnectionState } from './connection-state.ts'
import type { Fault } from './fault.ts'
import type { Host } from './host.ts'
import type { Names } from './names.ts'
import type { Path } from './observer.ts'
import type { Part } from './part.ts'
import type { Phase } from './phases.ts'
import type { RunRecord } from './record.ts'
import type { Network } from './scenario.ts'
import type { Settings } from './settings.ts'
import type { HostName, Ms, Observer } from './units.ts'

/** The content of reports/out/report.json. */
export interface Report {
  schema: 2
  tool: Tool
  runs: readonly Run[]
  /** What went wrong beside the scenarios: hooks, files that could not be loaded. Each fails the run. */
  errors?: readonly RunError[]
  /** Of which whole it is a part: of `--shard`. */
  part?: Part
}

/** What made it. `node`: the version of Node; `system`: what the machine calls itself, such as `Linux 6.12.9 x64`. */
export interface Tool {
  name: 'halfopen'
  version: string
  node?: string
  system?: string
}

/** An error that belongs to no verdict. */
export interface RunError {
  /** The suites and the test, or the file. */
  where: string
  /** `file:line`, where that is known. */
  at?: string
  message: string
}

/** One scenario on one plane: what was claimed, what was seen, what we think of it. */
export interface Run extends RunRecord {
  /** `folder/name`. */
  scenario: string
  claim: string
  /** `file:line` of the step that failed, or of the claim. */
  at?: string
  /** The first fault of the scenario; of a script the first one that was injected. */
  fault?: Fault
  hosts: readonly RunHost[]
  /** What the connection was doing when the fault came, where the scenario says so. */
  state?: ConnectionState
  /** The IP family and the kernels' settings, where the scenario says so. */
  network?: Network
  /** The names that it gave its hosts, as they stood at first. */
  names?: Names
  verdict: Verdict
  bounds: readonly BoundResult[]
  /** The same with its fault at other moments: this run is the worst of them. */
  phases?: AllPhases
  /** So many of its troubles, the first ones, are predictions that were missed. */
  missed?: number
  /** Where a client's settings, as they were declared, are not those of its sockets. */
  differences?: readonly SettingsDifference[]
  /** Why there is no run of it without its faults, where there should be one. */
  uncontrolled?: string
  /** It passed in real time, where it is run without its faults only when somebody asks: what was noticed may be said without any fault as well. */
  controlNotAsked?: true
  /** How far the plane's own means may blur a time: kept, so that the run can be judged again. */
  toleranceMs: Ms
  /** When the first step was in force at the latest. */
  injectedAtMs?: Ms
}

/** What was declared of a client, and what its sockets have instead: only what differs. What is absent of `seen` is off. */
export interface SettingsDifference {
  host: HostName
  declared: Settings
  seen: Settings
}

/** A host, as a report has it. */
export interface RunHost extends Omit<Host, 'program'> {
  /** The program's name. */
  program: string
  /** The words that it was started by, with their placeholders as they were written. */
  command?: readonly string[]
  /** What it speaks; TCP where absent. */
  protocol?: 'udp'
  settings: Settings
  /** Nothing was said of its settings. */
  undeclared?: true
}

/** What a scenario showed in each phase of a period. */
export interface AllPhases {
  overMs: Ms
  /** Who said how long it is: the scenario, its clients' settings, or the connections as the first fault found them. */
  period: 'given' | 'declared' | 'seen'
  /** The number of the best one. */
  best?: number
  /** In their order; one alone where only that was asked for. */
  each: readonly PhaseRun[]
  /** All of them together, by the host's clock. */
  wallMs: Ms
}

/** One phase, without its record: running it again makes that. */
export interface PhaseRun extends Phase {
  verdict: Verdict
  bounds: readonly BoundResult[]
}

/** A bound beside what was found. */
export interface BoundResult {
  bound: Bound
  /** The opposite was demanded, as by `.not`. */
  negated?: true
  outcome?: Outcome
  verdict: Verdict
  /** The window in which detection must fall, or `never`; absent where that cannot be told. */
  predictedMs?: readonly [Ms, Ms] | 'never'
  /** Detection falls in the window, or never comes: whether the fault is over in time decides. */
  predictedOrNever?: true
  /** What decides in the prediction, or why none can be made: one short sentence. */
  predictedReason?: string
  /** It is predicted when the kernel alone would tell, because nothing is known of what the program does by itself: it may notice earlier. */
  kernelAlone?: true
  /** What was measured does not lie where it was predicted: a trouble of its run. */
  outsidePrediction?: true
  /** The same without the fault: who notices there as well, noticed no fault; and who does there what he `left` or did `unsaid`, did so for none. */
  control?: Outcome
  /** What its program ended by itself and without a word while silence was asked of it. */
  left?: LeftUnsaid
  /** What its program did about a loss without a word of it, while silence was asked of it. */
  unsaid?: NoticedUnsaid
  /** The end of this bound's own watch, where a script went on after it; the end of the run where absent. */
  judgedAtMs?: Ms
}

/**
 * A connection that its own program ended: so long after the fault, of that age, and so long after it heard anything of its peer; or as much earlier
 * as nobody saw.
 */
export interface LeftUnsaid extends Path {
  connection: number
  afterMs: Ms
  ageMs: Ms
  quietMs?: Ms
  uncertaintyMs: Ms
}

/**
 * So long after the fault a program opened another connection once its kernel had been told that one was lost, or one had ended where no kernel is seen, or said that it was back, and at no
 * time that it had lost anything. `ageMs`: since its first connection there. `gapMs`: since the end that its kernel was told of.
 */
export interface NoticedUnsaid extends Path {
  afterMs: Ms
  ageMs: Ms
  told?: { by: Observer; afterMs: Ms; code: string }
  gapMs?: Ms
  /** What it said of being back. */
  back?: string
}
