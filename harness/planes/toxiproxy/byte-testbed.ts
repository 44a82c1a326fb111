// What an injector can use: the paths, the programs at their ends, and what must hold for a finding to count.

import type { Process } from '../../kit/processes.ts'
import type { FoundConnection } from '../../model/found.ts'
import type { HostName } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import type { StartedProgram } from '../launch.ts'
import type { Testbed } from '../plane.ts'
import type { Connection } from './connection.ts'
import type { TappedPath } from './tapped-path.ts'
import type { Wire } from './wire.ts'

/** The testbed of this plane. */
export interface ByteTestbed extends Testbed {
  readonly recorder: Recorder
  readonly wire: Wire
  readonly paths: readonly TappedPath[]
  /** Every connection that was made, on any path, those that have ended as well. */
  readonly connections: readonly Connection[]
  /** What each of them was doing right before the latest fault. */
  readonly found: readonly FoundConnection[] | undefined
  /** Whether Toxiproxy has died or hangs: then nothing counts any more. */
  readonly broken: boolean
  /** Does something to each path, also to those that come until what it returns is disposed of. */
  onEachPath(apply: (path: TappedPath) => Promise<void>): Promise<Disposable>
  /** The programs that run on a host. Throws E_NO_PROGRAM when there is none. */
  programs(host: HostName): readonly [StartedProgram, ...StartedProgram[]]
  /** All processes of a host: its programs, and what they have started, however far it forked away. */
  processes(host: HostName): Promise<readonly Process[]>
  signal(processes: readonly Pick<Process, 'pid' | 'group'>[], name: NodeJS.Signals): void
  /** Rejects unless Toxiproxy answers. */
  sound(): Promise<void>
  /** Ends the run with an error: it stands on something that has broken. */
  fail(thrown: unknown): void
}
