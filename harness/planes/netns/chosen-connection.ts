// The one connection that a fault is about, by its birth: its id in the record, its hosts, and both of its ends.
import type { Where } from '../../faults/where.ts'
import { HalfopenError } from '../../kit/errors.ts'
import { sameEnd } from '../../kit/socket-end.ts'
import type { Connection, SocketAddress } from '../../model/connection.ts'
import type { HostPlace } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { standing } from './standing.ts'

/** A connection that stands. */
export interface ChosenConnection {
  readonly id: number
  readonly protocol: 'tcp' | 'udp'
  readonly client: HostPlace
  readonly server: HostPlace
  readonly local: SocketAddress
  readonly remote: SocketAddress
}

/** Throws E_NO_CONNECTION where there is none, or none any more. */
export function chosenConnection(testbed: PacketTestbed, where: Where): ChosenConnection {
  testbed.poll()
  const made = connectionsAbout(testbed, where)
  const { connection } = where
  const found = typeof connection === 'number' ? made[connection - 1] : made.find(one => stands(testbed, one))
  if (!found)
    throw refusal(where, `${made.length} were made there${connection === 'oldest' ? ', and none stands' : ''}`)
  if (!stands(testbed, found)) throw refusal(where, 'it has ended')
  return found
}

/** All that stand: of these hosts, this port. */
export function standingConnections(testbed: PacketTestbed, where: Where): readonly ChosenConnection[] {
  if (where.connection !== undefined) return [chosenConnection(testbed, where)]
  testbed.poll()
  return connectionsAbout(testbed, where).filter(one => stands(testbed, one))
}

/** In the order of their births. */
function connectionsAbout(testbed: PacketTestbed, { between, port }: Where): readonly ChosenConnection[] {
  return testbed.recorder.connections
    .filter(({ from, to }) => !between || (between.includes(from) && between.includes(to)))
    .flatMap(made => placed(testbed, made))
    .filter(({ remote }) => port === undefined || remote.port === port)
}

function placed(testbed: PacketTestbed, made: Connection): readonly ChosenConnection[] {
  const { id, from, to, local, remote } = made
  const protocol = made.protocol ?? 'tcp'
  if (!local || !remote) return []
  return [{ id, protocol, client: testbed.place(from), server: testbed.place(to), local, remote }]
}

function stands(testbed: PacketTestbed, { protocol, local, remote }: ChosenConnection): boolean {
  return standing(testbed).some(
    one => one.protocol === protocol && sameEnd(one.local, local) && sameEnd(one.remote, remote),
  )
}

function refusal({ connection }: Where, cause: string): HalfopenError {
  return new HalfopenError('E_NO_CONNECTION', `Cannot strike one connection: ${cause}, got "${connection}"`, {
    fix: "Name one that stands when the fault comes: 'oldest', or its number among those that were made there",
  })
}
