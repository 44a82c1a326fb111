// The file that a run leaves: judged records, in the shape that other tools may rely on (schema 1).
import type { Bound, Outcome, Verdict } from './bound.ts'
import type { Fault } from './fault.ts'
import type { RunRecord } from './record.ts'
import type { ConnectionState, Network } from './scenario.ts'
import type { Settings } from './settings.ts'
import type { Ms } from './units.ts'

/** The content of reports/out/report.json. */
export interface Report {
  schema: 1
  tool: { name: 'halfopen'; version: string }
  runs: readonly Run[]
  /** What went wrong beside the scenarios: hooks, files that could not be loaded. Each fails the run. */
  errors?: readonly RunError[]
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
  /** The scenario's fault, or of a script of several steps the first one that was injected. */
  fault?: Fault
  settings: Settings
  /** What the connection was doing when the fault came, where the scenario says so. */
  state?: ConnectionState
  /** The IP family and the kernels' settings, where the scenario says so. */
  network?: Network
  verdict: Verdict
  bounds: readonly BoundResult[]
  /** How far the plane's own means may blur a time: kept, so that the run can be judged again. */
  toleranceMs: Ms
  /** When the (first) fault was in force at the latest. */
  injectedAtMs?: Ms
  evidence?: string
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
  /** What was measured does not lie where it was predicted. */
  outsidePrediction?: true
  /** Which of the run's injections it counts from, where a script made several; 0, the first, where absent. */
  injection?: number
  /** The end of this bound's own watch, where a script went on after it; the end of the run where absent. */
  judgedAtMs?: Ms
}
