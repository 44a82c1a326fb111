// A fault together with what the connection is doing when it comes.
import type { ConnectionState } from './connection-state.ts'
import type { Fault } from './fault.ts'

/** `state` is absent where the fault comes whatever the connection is doing: of a client that is quiet in between, while it is idle. */
export interface FaultSpec {
  readonly fault: Fault
  readonly state?: ConnectionState
}
