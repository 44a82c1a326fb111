// `halfopen`: the public surface. Scenarios import nothing else.
export type { BoundSpec } from './define/bounds.ts'
export { type CommandOptions, command, type Program } from './define/command.ts'
export { type Duration, parseMs } from './define/duration.ts'
export {
  blackHole,
  conntrackFlush,
  cpuStarvation,
  frozenPeer,
  type HostLike,
  idleFirewall,
  linkDown,
  mtuBlackHole,
  noFault,
  powerOff,
  processKill,
  reject,
  type SlowOptions,
  slow,
  takeover,
} from './define/faults.ts'
export type { ScenarioSpec } from './define/scenario.ts'
export { parseSettings } from './define/settings.ts'
export { HalfopenError } from './kit/errors.ts'
export type { Bound, Outcome, Verdict } from './model/bound.ts'
export type { Fault, Faults } from './model/fault.ts'
export { formatSettings } from './model/format-settings.ts'
export { sysctlsOf } from './model/kernel-settings.ts'
export type { EventKind, Observation, Sighting } from './model/observation.ts'
export type { InjectionRecord, Line, RunRecord } from './model/record.ts'
export type { BoundResult, Report, Run } from './model/report.ts'
export type { ConnectionState, Network } from './model/scenario.ts'
export type { Settings } from './model/settings.ts'
export type { Ms, PlaneName, Role, Vantage } from './model/units.ts'
export type { Circumstances, Mechanism, Prediction } from './predict/circumstances.ts'
export { type IdleLimit, type Survival, survivalOf } from './predict/firewalls.ts'
export { predict } from './predict/predict.ts'
export { type CacheReaderOptions, cacheReader, type Detector } from './subjects/cache-reader.ts'
export { type CacheServerOptions, cacheServer } from './subjects/cache-server.ts'
export { type CacheWriterOptions, cacheWriter } from './subjects/cache-writer.ts'
export { type ProbeClientOptions, probeClient, probeServer } from './subjects/probe.ts'
export { type QuietClientOptions, quietClient, quietServer } from './subjects/quiet.ts'
export { type ZeoReaderOptions, type ZeoServerOptions, zeoReader, zeoServer } from './subjects/zeo.ts'
export { type DeclareScenario, type EachScenario, type ScenarioTest, scenarioTest } from './vitest/scenario-test.ts'
