// How a host is asked from itself whether its program is ready: from inside its namespace, where nothing passes the router.
import { connectInside } from '../../netlink/connect-inside.ts'
import type { Netns } from '../../netlink/netns.ts'
import { tcpSockets } from '../../netlink/tcp-socket.ts'
import type { Asking } from '../readying.ts'

/** That it listens is asked of its kernel, and costs no packet; the rest are connections of its own to itself. */
export function askingIn(netns: Netns, inside: Asking['inside']): Asking {
  return {
    listens: async ({ port }) =>
      tcpSockets(netns).some(({ state, local }) => state === 'LISTEN' && local.port === port),
    open: there => connectInside(netns, there),
    inside,
  }
}
