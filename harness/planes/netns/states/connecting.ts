// SYN-SENT: the client's connection is taken away while its SYNs are lost, so that it is connecting again when the fault comes.
import { KernelError } from '../../../netlink/kernel-error.ts'
import { drop } from '../../../netlink/nft/action.ts'
import { iif, tcpFlags } from '../../../netlink/nft/match.ts'
import { destroySocket } from '../../../netlink/tcp-socket.ts'
import { serversFor } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { clientSockets, firstClient, portText } from './sockets.ts'
import type { Way } from './way.ts'

/**
 * Destroys the client's connection: its program gets ECONNABORTED, the server a RST. Needs a client that connects again by itself; that
 * it lost its first connection is our doing and no word of the kernels.
 */
export function connecting(testbed: PacketTestbed): Way {
  const client = firstClient(testbed)
  const both = [client, ...serversFor(testbed.network, client)].map(({ host }) => host)
  const when = [iif(client.gate.name), tcpFlags(['syn'], ['syn', 'ack'])]
  const rules = testbed.enforce([{ hook: 'forward', rules: [{ name: 'SYN lost', when, does: [drop] }] }])
  for (const host of both) testbed.ignore(host)
  let ignored = true
  const own = () => {
    if (ignored) for (const host of both) testbed.ignore(host, false)
    ignored = false
  }
  for (const socket of clientSockets(testbed, 'ESTABLISHED', 'SYN-SENT')) {
    try {
      client.netns.request(destroySocket(socket))
    } catch (thrown) {
      if (!(thrown instanceof KernelError && thrown.errno === 'ENOENT')) throw thrown
    }
  }
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
