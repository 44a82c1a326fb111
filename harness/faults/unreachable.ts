// What an ICMP message "host unreachable" does: to the retransmissions of a connection that stands, and to a SYN.
import type { Conditions } from '../timers/conditions.ts'
import type { Effect } from '../timers/effect.ts'
import { resetFrom } from '../timers/outage.ts'

/** Network and host unreachable take the doubling back for IPv4; for IPv6 only "no route" does: tcp_v4_err(), tcp_v6_err(). */
export function unreachable({ family }: Conditions): Pick<Effect, 'icmp' | 'connecting'> {
  return refusing(family === 6 ? 'soft' : 'reverting')
}

/**
 * Whoever is connecting gives up at any such message, but not while connect() itself holds the socket: there the message is only noted
 * (LockDroppedIcmps), and the next SYN brings the next. So it is where who says it is on the same machine as who asks, as the router of a container.
 */
export function refusing(icmp: 'reverting' | 'soft'): Pick<Effect, 'icmp' | 'connecting'> {
  return { icmp, connecting: resetFrom([0, connectMs]) }
}

/** How long connect() holds its socket, and a tick of it more. */
const connectMs = 1
