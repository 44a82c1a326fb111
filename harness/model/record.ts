// What was seen in one run: nothing here is an opinion, and everything needed to judge it later is here.
import type { Connection } from './connection.ts'
import type { Computed, CpuWait } from './cpu-wait.ts'
import type { Environment } from './environment.ts'
import type { Kernel } from './kernel.ts'
import type { LinkRecord } from './link-record.ts'
import type { Lookup } from './lookup.ts'
import type { Observation } from './observation.ts'
import type { Packet, PacketGap } from './packet.ts'
import type { Phase } from './phases.ts'
import type { StepRecord } from './step.ts'
import type { BoxName, ClockName, HostName, Ms, Observer, PlaneName } from './units.ts'

/** One line of a program's output, raw. */
export interface Line {
  atMs: Ms
  /** Whose program wrote it. */
  host: HostName
  stream: 'stdout' | 'stderr'
  text: string
}

/** From here on not all that an observer saw was kept: it is blind. */
export interface Cut {
  by: Observer
  atMs: Ms
  why: string
  /** It is one line of its program that was too long: what came behind its end is known again. */
  line?: LongLine
}

/** `sizeBytes`: all of it, of which its beginning was read. `endedAtMs` is absent where its end was not seen. */
export interface LongLine {
  sizeBytes: number
  endedAtMs?: Ms
}

/** A command that ran to its end before a host's program started. */
export interface BeforeRecord {
  host: HostName
  /** With all placeholders filled in. */
  command: string
  atMs: Ms
  tookMs: Ms
  /** The last of its output. */
  lines: readonly string[]
}

/** What comes out of a box: a run as it was seen, and where a return was watched after a loss all of it once more until the end of that. */
export interface BoxRecord extends RunRecord {
  afterwards?: RunRecord
}

/** A run as it was seen. */
export interface RunRecord {
  plane: PlaneName
  clock: ClockName
  box?: BoxName
  kernel?: Kernel
  /**
   * What its programs wrote outside of these folders, or in others' folders within them, stays on this machine: over them alone memory could be
   * laid in its box. None where it had no box. A host's own `{dir}` is removed anyway.
   */
  keptWrites?: { readonly outside: readonly string[] }
  /** Why the run cannot be repeated exactly, where its clock promises that it can. */
  notRepeatable?: string
  /** ISO 8601, by the host's clock; all other times are milliseconds from here, on one monotonic clock: the box's own, where it has one. */
  startedAt: string
  /** What all chance in its box followed from. Absent where chance was the host's. */
  seed?: number
  /** ISO 8601: what the clock on the wall was set to as its box began. The host's own time where absent. */
  startsAt?: string
  /** What its programs found in their environment. In a guest another one is another run, by some microseconds. Absent where the run had no box. */
  environment?: Environment
  /** Of several moments at which the first fault was to come, that at which it came. */
  phase?: Phase
  /** What the guest had, where its programs asked for more than it has anyway. */
  memoryMb?: number
  /** The instant at which the watch ended: later sightings are of our own cleaning up. */
  endedAtMs: Ms
  steps: readonly StepRecord[]
  /** What ran before the programs, where anything did. */
  before?: readonly BeforeRecord[]
  /** What the kernel said of the hosts' links, where the scenario asks for some. */
  links?: readonly LinkRecord[]
  /** The questions for names that the programs asked, where any did. */
  lookups?: readonly Lookup[]
  /**
   * In real time, from 2 s before the first step on: each look in which somebody waited for a CPU for more than a fiftieth of it. Absent where the
   * kernel does not count it.
   */
  cpuWaits?: readonly CpuWait[]
  /** Programs that computed for a twentieth of the time since a step or more, at each instant at which something was judged. */
  computed?: readonly Computed[]
  /** What came to the router between hosts, as far as it was kept: all of it is in the pcap file. Absent where the plane has no wire of its own. */
  packets?: readonly Packet[]
  /** Where packets between those were not kept. */
  packetGaps?: readonly PacketGap[]
  lines: readonly Line[]
  observations: readonly Observation[]
  connections: readonly Connection[]
  cuts: readonly Cut[]
  /** What the kernel at hand lacks for a fault: nothing was tried. */
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
