// What an injector can use: the network, rules in the router, the programs on it, and what must hold for a finding to count.
import type { Spared } from '../../model/evidence.ts'
import type { FoundConnection } from '../../model/found.ts'
import type { Sysctls } from '../../model/step.ts'
import type { HostName, Ms } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import type { TapFrame } from '../../observe/tap.ts'
import type { Wire } from '../../observe/wire.ts'
import type { Injected } from '../injection.ts'
import type { StartedProgram } from '../launch.ts'
import type { Testbed } from '../plane.ts'
import type { Canary, Forged } from './canary-frame.ts'
import type { NameServer } from './names/name-server.ts'
import type { HostPlace, Network } from './network.ts'
import type { Chains, Rules } from './rules.ts'

/** The testbed of this plane. */
export interface PacketTestbed extends Testbed {
  readonly recorder: Recorder
  readonly network: Network
  /** Where a host is. Throws E_NO_HOST for one that is not there. */
  place(host: HostName): HostPlace
  /** The programs that run on a host. Throws E_NO_PROGRAM when there is none. */
  programs(host: HostName): readonly [StartedProgram, ...StartedProgram[]]
  /** Puts rules of the injector's own into the router, in one transaction, in a table that nobody else uses. */
  enforce(chains: Chains): Rules
  /** Sends one packet from a host to another, past the host's own rules, and returns at once: it is there in well under 1 ms. */
  sendCanary(canary: Canary): void
  /** Sends a host a segment from the router, as from one end of a connection to the other. */
  sendAs(to: HostPlace, segment: Forged): void
  /** Sends a frame that a host has sent once more, out of its own device. */
  resend(from: HostPlace, frame: Buffer): void
  /** Packets that each gate passed on since it was there, by its name; undefined when somebody took its counter away. */
  passed(): Readonly<Record<string, number>> | undefined
  readonly wire: Wire
  /** Who answers the programs' questions for names. */
  readonly names: { readonly server: NameServer } & NonNullable<Testbed['names']>
  /** Hears of every frame at the router, beside the wire, until it is disposed. */
  listen(seen: (frame: TapFrame) => void): Disposable
  /** Makes the vantages look now: at once after a change, and before evidence is taken. */
  poll(): void
  /** How the latest fault found the connections. */
  readonly before?: FoundBefore | undefined
  /** Who has said anything since the latest fault came. */
  readonly spoken?: SpokenSince | undefined
  /** What the host's kernel does is our doing: its vantage and its packets on the wire are no word of its own. With `false` they are again. */
  ignore(host: HostName, ignored?: boolean): void
  /** What becomes of the host's half-made connections, in SYN-RECV, is news of its kernel as well. */
  countHalfMade(host: HostName): void
  /** A host holds another one's addresses from now on. */
  tookOver(dead: HostPlace, by: HostPlace): void
  /** Kills every process of a host and destroys its sockets, those too whose programs forked away. */
  clear(host: HostName, signal: AbortSignal): Promise<Cleared>
  /** Starts the programs that once ran on a host again, and waits until servers are ready. */
  restart(host: HostName, signal: AbortSignal): Promise<void>
  /** Ends the run with an error: it stands on something that has broken. */
  fail(thrown: unknown): void
}

/** What each connection was doing right before a fault, with what it does afterwards as that is seen. */
export interface FoundBefore {
  readonly found: readonly FoundConnection[]
  /** What of each client's kernel moved a timer. */
  readonly sysctls: Sysctls
  /** The fault is in force. */
  from(injected: { readonly atMs: Ms; readonly byMs: Ms }): void
}

/** Whom a fault took nothing from, as that is seen. */
export interface SpokenSince {
  readonly spared: readonly Spared[]
  /** Reads what nobody hears: asked as long as the fault lasts. */
  look(): void
  /** The fault is in force, and over as soon as it says so. */
  since(done: Pick<Injected, 'atMs' | 'found'> & { readonly healedAtMs?: Ms | undefined }): void
}

/** What was ended on a host. */
export interface Cleared {
  readonly processes: number
  readonly sockets: number
}
