// What the connections are doing now, as far as the taps on both sides of Toxiproxy see it: bytes that are inside have not arrived.
import type { FoundConnection, FoundSocket } from '../../model/found.ts'
import { stateOf } from '../state-of.ts'
import type { Connection } from './connection.ts'

/** Every connection that is open. What a program has not read is not seen. `socketOf`: its client's own end, as far as that was read. */
export function foundConnections(
  connections: readonly Connection[],
  socketOf: (connection: Connection) => FoundSocket | undefined = () => undefined,
): FoundConnection[] {
  return connections.filter(({ open }) => open).map(one => found(one, socketOf(one)))
}

function found(connection: Connection, socket: FoundSocket | undefined): FoundConnection {
  const { id, path, up, down, lastFrom } = connection
  const unackedBytes = up.enteredBytes - up.leftBytes + down.enteredBytes - down.leftBytes
  const state = stateOf({ unackedBytes, lastFrom: lastFrom && sides[lastFrom] })
  const { from, to } = path
  return { from, to, connection: id, state, unackedBytes, quietMs: connection.idleMs(), ...(socket ? { socket } : {}) }
}

const sides = { from: 'client', to: 'server' } as const
