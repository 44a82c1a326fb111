// What was seen in one run: nothing here is an opinion, and everything needed to judge it later is here.
import type { Fault } from './fault.ts'
import type { Observation } from './observation.ts'
import type { BoxName, ClockName, Host, Ms, PlaneName, Vantage } from './units.ts'

/** One line of a program's output, raw. */
export interface Line {
  atMs: Ms
  /** The host whose program wrote it. */
  role: Host
  stream: 'stdout' | 'stderr'
  text: string
}

/** From here on not all that an observer saw was kept: it is blind. */
export interface Cut {
  by: Vantage
  atMs: Ms
  why: string
}

/** A fault that was put into force, somewhere between `atMs` and `byMs`. Without `evidence` nothing shows that it bit. */
export interface InjectionRecord {
  fault: Fault
  atMs: Ms
  byMs: Ms
  /** How long the client's kernel had heard nothing of its peer then: keepalive counts from what it heard last. */
  quietMs?: Ms
  /** How long the connection had been in the state that the scenario asks for: that much, or that much at the most. */
  sinceMs?: readonly [Ms, Ms]
  healedAtMs?: Ms
  evidence?: string
}

/** The kernel whose timers were at work. */
export interface Kernel {
  /** `uname -r`. */
  release: string
  /** Ticks a second of its timer wheel (CONFIG_HZ); absent where it does not tell. */
  hz?: number
}

/** A run as it was seen. */
export interface RunRecord {
  plane: PlaneName
  clock: ClockName
  box?: BoxName
  kernel?: Kernel
  /** Why the run cannot be repeated exactly, where its clock promises that it can. */
  notRepeatable?: string
  /** ISO 8601, by the host's clock; all other times are milliseconds from here, on one monotonic clock: the box's own, where it has one. */
  startedAt: string
  /** The instant at which the watch ended: later sightings are of our own cleaning up. */
  endedAtMs: Ms
  injections: readonly InjectionRecord[]
  lines: readonly Line[]
  observations: readonly Observation[]
  cuts: readonly Cut[]
  /** What the kernel at hand lacks for the fault: nothing was tried. */
  lacking?: string
  /** What broke the run before the watch ended: nothing can be concluded from it. */
  error?: string
  /** Packets as they passed the router: a pcap file beside the report. */
  pcap?: string
  /** The commands that build this network by hand: ip, nft and sysctl. */
  replay?: readonly string[]
  /** What went wrong without touching the verdict: cleaning up, output cut short. */
  troubles: readonly string[]
  /** By the host's clock. */
  wallMs: Ms
}
