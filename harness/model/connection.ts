// A connection as something with an identity: who made it, between which ends, and since when. The same ends later are another one.
import type { SocketSettings } from './found.ts'
import type { Path } from './observer.ts'
import type { Ms } from './units.ts'

/** One connection of a run. `id` counts from 1 in the order in which they were first seen. */
export interface Connection extends Path {
  id: number
  /** What carries it; TCP where absent. Of UDP it is what two ends say to each other, born with its first datagram. */
  protocol?: 'udp'
  bornMs: Ms
  /** What its client's socket went by right after it was born; absent where that was not read. */
  set?: SocketSettings
  /** The end of the host that connected, and of the host that it connected to; absent where the plane has no addresses of its own. */
  local?: SocketAddress
  remote?: SocketAddress
  /** Its own program's end of it, where that came before any of its peer's; absent where it made none, or nobody saw it. */
  left?: Left
}

/**
 * When who made a connection ended it himself, and when he had heard anything said on it last. `fromMs`: it may have been as early, where his end
 * waited for what he had said before, or nothing of it left his host.
 */
export interface Left {
  atMs: Ms
  fromMs?: Ms
  heardMs?: Ms
}

/** An address and a port. */
export interface SocketAddress {
  address: string
  port: number
}
