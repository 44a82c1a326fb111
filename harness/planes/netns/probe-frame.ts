// One packet of our own, as bytes: to warm a path up, and to show that what should vanish does vanish where the programs themselves are idle.
import type { Host } from '../../model/units.ts'

/** Which packet. An echo request by default, which a living host answers. */
export interface Probe {
  readonly from: Host
  readonly to: Host
  /** A TCP segment (ACK) of no connection instead, which a living host answers with a RST, and firewalls call invalid. */
  readonly segment?: boolean
  /** Length without the Ethernet header: 64 by default. */
  readonly sizeBytes?: number
}
