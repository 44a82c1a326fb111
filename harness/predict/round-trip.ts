// The round trip that is in a retransmission timeout. net/ipv4/tcp_input.c, __tcp_set_rto()
import type { Ms } from '../model/units.ts'
import type { Span } from '../timers/span.ts'

/** TCP_RTO_MIN: what a timeout has on top of the round trip. */
export const rtoMinMs: Ms = 200

/** TCP_DELACK_MIN: what a peer's kernel may wait with its acknowledgement. */
export const delayedAckMs: Ms = 40

/** Of timeouts from the least to the most: as the round trip is now, or with the next one's delayed acknowledgement in it. */
export function roundTripIn(leastRtoMs: Ms, mostRtoMs: Ms = leastRtoMs): Span {
  const trip = (rtoMs: Ms) => Math.max(0, Math.ceil(rtoMs) - rtoMinMs)
  return [trip(leastRtoMs), trip(mostRtoMs) + delayedAckMs]
}
