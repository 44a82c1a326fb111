// Every fault that can be taken into a scenario, or predicted.
export { type BlackHole, type BlackHoleOptions, blackHole } from '../faults/black-hole.ts'
export { type ConntrackFlush, type ConntrackFlushOptions, conntrackFlush } from '../faults/conntrack-flush.ts'
export type { CompetitionOptions, CpuCompetition, Loops, Niceness } from '../faults/cpu-competition.ts'
export { type CpuStarvation, cpuStarvation } from '../faults/cpu-starvation.ts'
export { type DnsBlackHole, dnsBlackHole } from '../faults/dns-black-hole.ts'
export { type Duplicate, type DuplicateOptions, duplicate } from '../faults/duplicate.ts'
export { type DnsError, type FailDns, failDns } from '../faults/fail-dns.ts'
export { type FrozenPeer, frozenPeer } from '../faults/frozen-peer.ts'
export type { HostLike } from '../faults/hosts.ts'
export { type IdleFirewall, type IdleFirewallOptions, idleFirewall } from '../faults/idle-firewall.ts'
export { type LinkDown, linkDown } from '../faults/link-down.ts'
export { type MtuBlackHole, mtuBlackHole } from '../faults/mtu-black-hole.ts'
export { moveName, type NameMove } from '../faults/name-move.ts'
export { type None, noFault } from '../faults/none.ts'
export { type PowerOff, powerOff } from '../faults/power-off.ts'
export { type ProcessKill, processKill } from '../faults/process-kill.ts'
export { type Reject, type RejectOptions, reject } from '../faults/reject.ts'
export { type Reorder, type ReorderOptions, reorder } from '../faults/reorder.ts'
export { type Replay, type ReplayOptions, replay } from '../faults/replay.ts'
export { type Reset, type ResetOptions, reset } from '../faults/reset.ts'
export { type Slow, type SlowOptions, slow } from '../faults/slow.ts'
export { type SlowDns, slowDns } from '../faults/slow-dns.ts'
export { type Suspend, suspend } from '../faults/suspend.ts'
export { type Takeover, type TakeoverOptions, takeover } from '../faults/takeover.ts'
export type {
  Nth,
  Port,
  Where,
  WhereOptions,
  WhereToward,
  WhereTowardOptions,
  WhichConnection,
} from '../faults/where.ts'
export type { Fault, FaultOn } from '../model/fault.ts'
