// `halfopen`: the public surface. Scenarios import nothing else.
export type { BeforeOptions, BeforeSpec } from './define/before.ts'
export type { BoundSpec } from './define/bounds.ts'
export { type CommandOptions, command, type Program } from './define/command.ts'
export type { StartOptions } from './define/command-line.ts'
export { type Duration, parseMs } from './define/duration.ts'
export type { HostOptions, HostSpec } from './define/hosts.ts'
export type { PairSpec, ScenarioSpec, SystemSpec } from './define/scenario.ts'
export { parseSettings } from './define/settings.ts'
export type { Keepalive, SettingsOptions, SettingsSpec } from './define/settings-spec.ts'
export { at, heal, run, type StepSpec } from './define/steps.ts'
export { type BlackHole, type BlackHoleOptions, blackHole } from './faults/black-hole.ts'
export { type ConntrackFlush, type ConntrackFlushOptions, conntrackFlush } from './faults/conntrack-flush.ts'
export { type CpuStarvation, cpuStarvation } from './faults/cpu-starvation.ts'
export { type FrozenPeer, frozenPeer } from './faults/frozen-peer.ts'
export type { HostLike } from './faults/hosts.ts'
export { type IdleFirewall, type IdleFirewallOptions, idleFirewall } from './faults/idle-firewall.ts'
export { type LinkDown, linkDown } from './faults/link-down.ts'
export { type MtuBlackHole, mtuBlackHole } from './faults/mtu-black-hole.ts'
export { type None, noFault } from './faults/none.ts'
export { type PowerOff, powerOff } from './faults/power-off.ts'
export { type ProcessKill, processKill } from './faults/process-kill.ts'
export { type Reject, type RejectOptions, reject } from './faults/reject.ts'
export { type Slow, type SlowOptions, slow } from './faults/slow.ts'
export { type Suspend, suspend } from './faults/suspend.ts'
export { type Takeover, type TakeoverOptions, takeover } from './faults/takeover.ts'
export type {
  Nth,
  Port,
  Where,
  WhereOptions,
  WhereToward,
  WhereTowardOptions,
  WhichConnection,
} from './faults/where.ts'
export { HalfopenError } from './kit/errors.ts'
export type { Bound, Outcome, Verdict } from './model/bound.ts'
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
} from './model/comparison.ts'
export type { Connection } from './model/connection.ts'
export type { ConnectionState } from './model/connection-state.ts'
export type { Evidence } from './model/evidence.ts'
export type { Fault, FaultOn } from './model/fault.ts'
export type { FaultSpec } from './model/fault-spec.ts'
export { formatSettings } from './model/format-settings.ts'
export type { Kernel } from './model/kernel.ts'
export { sysctlsOf } from './model/kernel-settings.ts'
export type { EventKind, Observation, Sighting, StaleAnswers } from './model/observation.ts'
export type { Line, RunRecord } from './model/record.ts'
export type { BoundResult, Report, Run } from './model/report.ts'
export type { Network } from './model/scenario.ts'
export type { Settings } from './model/settings.ts'
export type { Action, StepRecord } from './model/step.ts'
export type { HostName, Ms, Observer, PlaneName } from './model/units.ts'
export type { Circumstances, Prediction } from './predict/circumstances.ts'
export { type IdleLimit, type Survival, survivalOf } from './predict/firewalls.ts'
export { predict } from './predict/predict.ts'
export { type CacheReaderOptions, cacheReader, type Detector } from './subjects/cache-reader.ts'
export { type CacheServerOptions, cacheServer } from './subjects/cache-server.ts'
export { type CacheWriterOptions, cacheWriter } from './subjects/cache-writer.ts'
export { type ProbeClientOptions, probeClient, probeServer } from './subjects/probe.ts'
export { type QuietClientOptions, quietClient, quietServer } from './subjects/quiet.ts'
export { type TcpRelayOptions, tcpRelay } from './subjects/relay.ts'
export { type ZeoReaderOptions, type ZeoServerOptions, zeoReader, zeoServer } from './subjects/zeo.ts'
export type { Conditions } from './timers/conditions.ts'
export type { Mechanism } from './timers/mechanism.ts'
export { scenarioTest } from './vitest/scenario-test.ts'
