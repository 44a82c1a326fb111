// What the kernel said of a host's link when the watch ended: its settings as they are read back, and what they did.
import type { Link } from './link.ts'
import type { HostName, Ms } from './units.ts'

/** One host's link. */
export interface LinkRecord {
  host: HostName
  /** The host's own end of its cable, where what it sends is shaped, and the router's, where what it is sent is. */
  ends: Readonly<Record<LinkEnd, LinkEndRecord>>
  /** SYNs that met the router's clamp; absent where there is none in force. */
  clamped?: number
  /** How long an answer took before the programs started, to the client of a pair; absent where no delay was asked for or none came. */
  roundTrip?: { from: HostName; to: HostName; tookMs: Ms }
}

export type LinkEnd = 'host' | 'router'

/** One end of it. */
export interface LinkEndRecord {
  mtuBytes: number
  /** What its netem was told; absent where it has none. */
  shape?: Omit<Link, 'mtuBytes' | 'mssClampBytes'>
  /** Packets that it has sent on, and that it has lost. */
  passed: number
  lost: number
}

/** Both. */
export const linkEnds = ['host', 'router'] as const satisfies readonly LinkEnd[]
