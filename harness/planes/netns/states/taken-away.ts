// A client's connection is taken away, so that it makes another: that it lost its first one is our doing and no word of the kernels.
import { KernelError } from '../../../netlink/kernel-error.ts'
import { destroySocket } from '../../../netlink/tcp-socket.ts'
import { type HostPlace, serversFor } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { clientSockets } from './sockets.ts'

/** Its program gets ECONNABORTED, the server a RST. From `own()` on what the kernels do is their own word again; twice is harmless. */
export function takenAway(testbed: PacketTestbed, client: HostPlace): { own(): void } {
  const both = [client, ...serversFor(testbed.network, client)].map(({ host }) => host)
  for (const host of both) testbed.ignore(host)
  let ignored = true
  for (const socket of clientSockets(testbed, 'ESTABLISHED', 'SYN-SENT')) {
    try {
      client.netns.request(destroySocket(socket))
    } catch (thrown) {
      if (!(thrown instanceof KernelError && thrown.errno === 'ENOENT')) throw thrown
    }
  }
  return {
    own: () => {
      if (ignored) for (const host of both) testbed.ignore(host, false)
      ignored = false
    },
  }
}
