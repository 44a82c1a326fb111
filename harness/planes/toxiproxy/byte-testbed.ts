// What an injector can use: the wire, the programs on it, and what must hold for a finding to count.
import type { Host } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import type { StartedProgram } from '../launch.ts'
import type { Testbed } from '../plane.ts'
import type { Tap } from './tap.ts'
import type { Direction, Lateness } from './toxics.ts'
import type { Wire } from './wire.ts'

/** The testbed of this plane. */
export interface ByteTestbed extends Testbed {
  readonly recorder: Recorder
  readonly tap: Tap
  readonly wire: Wire
  /** Whether Toxiproxy has died or hangs: then nothing counts any more. */
  readonly broken: boolean
  /** Whether packets go nowhere, in any direction. */
  readonly stalled: boolean
  /** The programs that run on a host. Throws E_NO_PROGRAM when there is none. */
  programs(host: Host): readonly [StartedProgram, ...StartedProgram[]]
  /** Stalls a direction until as many `unstall` have followed. */
  stall(direction: Direction): Promise<void>
  unstall(direction: Direction): Promise<void>
  /** Lets everything of a direction come later; at once again without a `lateness`. */
  delay(direction: Direction, lateness?: Lateness): Promise<void>
  /** The toxics in force, read back from Toxiproxy. */
  inForce(direction: Direction): Promise<readonly string[]>
  /** Rejects unless Toxiproxy answers. */
  sound(): Promise<void>
  /** Ends the run with an error: it stands on something that has broken. */
  fail(thrown: unknown): void
}
