// `halfopen`: what a scenario is written with.
export type { BeforeOptions, BeforeSpec } from '../define/before.ts'
export type { BoundSpec } from '../define/bounds.ts'
export { command, type Program } from '../define/command.ts'
export type { StartOptions } from '../define/command-line.ts'
export type { CommandOptions } from '../define/command-options.ts'
export { type Duration, parseMs } from '../define/duration.ts'
export type { HostOptions, HostSpec } from '../define/hosts.ts'
export type { LinkSpec } from '../define/links.ts'
export type { NameSpec, NamesSpec } from '../define/names.ts'
export type { PhasesSpec } from '../define/phases.ts'
export type { ProtocolName } from '../define/protocol.ts'
export type { PairSpec, ScenarioSpec, SystemSpec } from '../define/scenario.ts'
export { parseSettings } from '../define/settings.ts'
export type { Keepalive, SettingsOptions, SettingsSpec } from '../define/settings-spec.ts'
export { at, heal, run, type StepSpec } from '../define/steps.ts'
export { HalfopenError } from '../kit/errors.ts'
export type { Bound, Outcome, Verdict } from '../model/bound.ts'
export type {
  CellSummary,
  Comparison,
  Figure,
  Found,
  Measurement,
  Mistake,
  Quality,
  SettingSummary,
  Soak,
  Traffic,
} from '../model/comparison.ts'
export type { Connection } from '../model/connection.ts'
export type { ConnectionState } from '../model/connection-state.ts'
export type { Evidence } from '../model/evidence.ts'
export type { FaultSpec } from '../model/fault-spec.ts'
export { formatSettings } from '../model/format-settings.ts'
export type { Kernel } from '../model/kernel.ts'
export { sysctlsOf } from '../model/kernel-settings.ts'
export type { Lookup } from '../model/lookup.ts'
export type { NameRecord, Names } from '../model/names.ts'
export type { EventKind, Observation, Sighting, StaleAnswers } from '../model/observation.ts'
export type { Line, RunRecord } from '../model/record.ts'
export type { BoundResult, Report, Run } from '../model/report.ts'
export type { Network } from '../model/scenario.ts'
export type { Settings } from '../model/settings.ts'
export type { Action, StepRecord } from '../model/step.ts'
export type { HostName, Ms, Observer, PlaneName } from '../model/units.ts'
export { type DeclareScenario, type EachScenario, type ScenarioTest, scenarioTest } from '../vitest/scenario-test.ts'
export * from './faults.ts'
