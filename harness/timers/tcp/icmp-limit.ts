// How often a router says that a host is unreachable, by inet_peer_xrlim_allow(): six times at once, then once a second and receiver.

/** A limiter that is full. Says of each packet, at a jiffy, whether it is answered. */
export function icmpLimit(hz: number): (now: number) => boolean {
  const most = 6 * hz
  let tokens = most
  let last = 0
  return now => {
    tokens = Math.min(most, tokens + now - last)
    last = now
    if (tokens < hz) return false
    tokens -= hz
    return true
  }
}
