// A host's cable on the servers' segment, pulled at the router's end: there it could still talk to its neighbour past all rules.
import { setDown, setUp } from '../../netlink/link.ts'
import { settle } from '../../netlink/link-state.ts'
import type { HostPlace } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** Cuts a host off from the other one on its segment, if there is one. */
export function isolate({ network }: PacketTestbed, { port, gate }: HostPlace): Isolated {
  const alone = port === gate || network.standby === undefined
  if (!alone) network.router.request(setDown(port))
  return {
    join: async () => {
      if (alone) return
      network.router.request(setUp(port))
      await settle(network.router, [port])
    },
  }
}

/** Until it is joined again. */
export interface Isolated {
  join(): Promise<void>
}
