// SYN-SENT: the client's connection is taken away while its SYNs are lost, so that it is connecting again when the fault comes.
import { KernelError } from '../../../netlink/kernel-error.ts'
import { drop } from '../../../netlink/nft/action.ts'
import { iif, tcpFlags } from '../../../netlink/nft/match.ts'
import { destroySocket } from '../../../netlink/tcp-socket.ts'
import type { Bed } from '../packet-testbed.ts'
import { clientSockets, portText } from './sockets.ts'
import type { Way } from './way.ts'

/**
 * Destroys the client's connection: its program gets ECONNABORTED, the server a RST. Needs a client that connects again by itself; that
 * it lost its first connection is our doing and no word of the kernels.
 */
export function connecting(bed: Bed): Way {
  const when = [iif(bed.network.client.gate.name), tcpFlags(['syn'], ['syn', 'ack'])]
  const rules = bed.enforce([{ hook: 'forward', rules: [{ name: 'SYN lost', when, does: [drop] }] }])
  for (const host of both) bed.disown(host)
  let disowned = true
  const own = () => {
    if (disowned) for (const host of both) bed.disown(host, false)
    disowned = false
  }
  for (const socket of clientSockets(bed, 'ESTABLISHED', 'SYN-SENT')) {
    try {
      bed.network.client.netns.request(destroySocket(socket))
    } catch (thrown) {
      if (!(thrown instanceof KernelError && thrown.errno === 'ENOENT')) throw thrown
    }
  }
  const look = () => {
    const [socket] = clientSockets(bed, 'SYN-SENT')
    if (!socket) return { lacking: 'the client did not connect again' }
    own()
    return { seen: `${portText(socket)} is in SYN-SENT, ${rules.packets()?.['SYN lost'] ?? 0} SYN lost` }
  }
  const end = () => {
    rules[Symbol.dispose]()
    own()
  }
  return { look, inForce: end, end }
}

const both = ['client', 'server'] as const
