// Where the league has measured otherwise than the facts about a client say, and why.
import type { ConnectionState } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import type { Client, Difference } from './clients.ts'

/** Under a fault, in a state, of all clients that go by these facts. */
export function differencesOf(
  { differs = [] }: Pick<Client, 'differs'>,
  kind: Fault['kind'],
  state: ConnectionState,
): readonly Difference[] {
  return differs.filter(({ faults, states }) => faults.includes(kind) && states.includes(state))
}
