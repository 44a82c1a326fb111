// SYN-RECV: the client's last acknowledgement is lost, and all that it sends after it, so that it believes to be connected and its server does not.
import { drop } from '../../../netlink/nft/action.ts'
import { iif, tcpFlags } from '../../../netlink/nft/match.ts'
import { serversFor } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { clientSockets, firstClient, portText, serverEnd } from './sockets.ts'
import { takenAway } from './taken-away.ts'
import type { Way } from './way.ts'

/**
 * Destroys the client's connection, as `connecting` does, and lets through no more than its next SYN. Needs a client that connects again by
 * itself. From then on what becomes of the half-made connection is a word of the server's kernel.
 */
export function synReceived(testbed: PacketTestbed): Way {
  const client = firstClient(testbed)
  const when = [iif(client.gate.name), tcpFlags([], ['syn', 'rst'])]
  const rules = testbed.enforce([{ hook: 'forward', rules: [{ name: 'ACK lost', when, does: [drop] }] }])
  const { own } = takenAway(testbed, client)
  const look = () => {
    const [socket] = clientSockets(testbed, 'ESTABLISHED')
    if (!socket) return { lacking: 'the client did not connect again' }
    const end = serverEnd(testbed, socket)
    const lost = rules.packets()?.['ACK lost'] ?? 0
    if (end?.state !== 'SYN-RECV' || lost === 0) return { lacking: 'its server has the whole connection' }
    for (const { host } of serversFor(testbed.network, client)) testbed.countHalfMade(host)
    own()
    const text = `${portText(socket)} is ESTABLISHED, and SYN-RECV at its server, ${lost} acknowledgements lost`
    return { seen: { text, facts: { lostAcknowledgements: lost } } }
  }
  const end = () => {
    rules[Symbol.dispose]()
    own()
  }
  return { look, inForce: end, end }
}
