// How a host is asked from itself whether its program is ready: from inside its namespace, where nothing passes the router.
import type { SubjectSpec } from '../../model/subject.ts'
import { connectInside } from '../../netlink/connect-inside.ts'
import type { Netns } from '../../netlink/netns.ts'
import type { Asking } from '../readying.ts'
import { listeningAt } from './loopback.ts'
import { servicePort } from './network.ts'

/** That it listens is asked of its kernel, and costs no packet; the rest are connections of its own to itself. */
export function askingIn(netns: Netns, program: SubjectSpec, inside: Asking['inside']): Asking {
  return {
    listens: async ({ port }) => {
      const kinds = port === servicePort ? [program] : [program, {}] // a further port may well be TCP's
      return kinds.some(kind => listeningAt(netns, kind, port).length > 0)
    },
    open: there => connectInside(netns, there),
    inside,
  }
}
