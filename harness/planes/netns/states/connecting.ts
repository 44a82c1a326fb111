// SYN-SENT: the client's connection is taken away while its SYNs are lost, so that it is connecting again when the fault comes.
import { drop } from '../../../netlink/nft/action.ts'
import { iif, tcpFlags } from '../../../netlink/nft/match.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { clientSockets, firstClient, portText } from './sockets.ts'
import { takenAway } from './taken-away.ts'
import type { Way } from './way.ts'

/**
 * Destroys the client's connection: its program gets ECONNABORTED, the server a RST. Needs a client that connects again by itself; that
 * it lost its first connection is our doing and no word of the kernels.
 */
export function connecting(testbed: PacketTestbed): Way {
  const client = firstClient(testbed)
  const when = [iif(client.gate.name), tcpFlags(['syn'], ['syn', 'ack'])]
  const rules = testbed.enforce([{ hook: 'forward', rules: [{ name: 'SYN lost', when, does: [drop] }] }])
  const { own } = takenAway(testbed, client)
  const look = () => {
    const [socket] = clientSockets(testbed, 'SYN-SENT')
    if (!socket) return { lacking: 'the client did not connect again' }
    own()
    const lostSyns = rules.packets()?.['SYN lost'] ?? 0
    return { seen: { text: `${portText(socket)} is in SYN-SENT, ${lostSyns} SYN lost`, facts: { lostSyns } } }
  }
  const end = () => {
    rules[Symbol.dispose]()
    own()
  }
  return { look, inForce: end, end }
}
