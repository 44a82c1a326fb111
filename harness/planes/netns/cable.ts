// A host's cable on a shared segment, pulled at the router's end: there it could still talk to its neighbours past all rules.
import { setDown, setUp } from '../../netlink/link.ts'
import { linkState, settle } from '../../netlink/link-state.ts'
import type { HostPlace } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** Cuts a host off from the others on its segment, if it shares one. */
export function isolate({ network }: PacketTestbed, { port, gate }: HostPlace): Isolated {
  const alone = port === gate
  if (!alone) network.router.request(setDown(port))
  return {
    isPulled: () => alone || !linkState(network.router, port).up,
    join: async () => {
      if (alone) return
      network.router.request(setUp(port))
      await settle(network.router, [port])
    },
  }
}

/** Until it is joined again. */
export interface Isolated {
  /** As its device says of itself; a host with a segment to itself has nobody to talk to. */
  isPulled(): boolean
  join(): Promise<void>
}
