// Who connects to whom.
import type { HostName } from './units.ts'

/** From the host that connects to the host that it connects to. */
export interface Path {
  from: HostName
  to: HostName
}
