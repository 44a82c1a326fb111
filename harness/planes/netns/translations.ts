// What masquerading makes of a connection's ends: the router's connection tracking is asked, and what it said is remembered when it has forgotten.
import { startClock } from '../../kit/clock.ts'
import { endText } from '../../kit/socket-end.ts'
import type { SocketAddress } from '../../model/connection.ts'
import type { Ms } from '../../model/units.ts'
import { trackedOne, tupleBetween } from '../../netlink/conntrack.ts'
import type { Netns } from '../../netlink/netns.ts'
import { readSegment, type Segment } from '../../observe/segment.ts'
import type { Ends } from '../../observe/wire.ts'

/** The client's end, as the client has it and as the server sees it. */
export class Translations {
  readonly #router: Netns
  readonly #isRouters: (address: string) => boolean
  /** By the server's end and the router's. */
  readonly #clients = new Map<string, { readonly client: SocketAddress; askedAtMs: Ms }>()
  /** By the server's end and the client's. */
  readonly #masks = new Map<string, SocketAddress>()
  readonly #clock = startClock()
  /** What was asked before is out of date. */
  #forgotAtMs = 0

  constructor(router: Netns, isRouters: (address: string) => boolean) {
    this.#router = router
    this.#isRouters = isRouters
  }

  /** Both ends of a segment as its client has them. A SYN may be of another connection than the last one between these ends. */
  original<S extends Ends>(segment: S, protocol: Protocol = 'tcp'): S {
    const { source, target, syn = false, ack = false } = segment
    if (this.#isRouters(source.address))
      return { ...segment, source: this.#clientOf(target, source, protocol, syn && !ack) }
    if (this.#isRouters(target.address)) return { ...segment, target: this.#clientOf(source, target, protocol) }
    return segment
  }

  /** The client's end, as the server of its connection sees it. */
  seenBy(server: SocketAddress, client: SocketAddress, protocol: Protocol = 'tcp'): SocketAddress {
    const { reply } = trackedOne(this.#router, tupleBetween(protocol, client, server)) ?? {}
    if (reply) this.#learn(server, client, { address: reply.destination, port: reply.destinationPort }, protocol)
    return this.#masks.get(keyOf(protocol, server, client)) ?? client
  }

  /** The router has been made to forget: a port of its own may be another client's next. */
  forgot(): void {
    this.#forgotAtMs = this.#clock.nowMs()
  }

  #clientOf(server: SocketAddress, mask: SocketAddress, protocol: Protocol, anew = false): SocketAddress {
    const known = this.#clients.get(keyOf(protocol, server, mask))
    if (known && !anew && !this.#isOld(known.askedAtMs)) return known.client
    const { original } = trackedOne(this.#router, tupleBetween(protocol, server, mask)) ?? {}
    if (original) this.#learn(server, { address: original.source, port: original.sourcePort }, mask, protocol)
    else if (known) known.askedAtMs = this.#clock.nowMs()
    return this.#clients.get(keyOf(protocol, server, mask))?.client ?? mask
  }

  #learn(server: SocketAddress, client: SocketAddress, mask: SocketAddress, protocol: Protocol): void {
    this.#clients.set(keyOf(protocol, server, mask), { client, askedAtMs: this.#clock.nowMs() })
    this.#masks.set(keyOf(protocol, server, client), mask)
  }

  /** A port becomes another client's after a silence of the shortest limit that there is, and only a SYN would tell. */
  #isOld(askedAtMs: Ms): boolean {
    return askedAtMs < this.#forgotAtMs || askedAtMs + shortestLimitMs < this.#clock.nowMs()
  }
}

/** A captured frame's segment, its ends as its client has them. */
export function originalSegment(
  { translations }: { readonly translations?: Translations | undefined },
  frame: Buffer,
): Segment | undefined {
  const read = readSegment(frame)
  return read && (translations?.original(read) ?? read)
}

type Protocol = 'tcp' | 'udp'

/** Connection tracking counts whole seconds, and asking takes a moment. */
const shortestLimitMs = 900

function keyOf(protocol: Protocol, server: SocketAddress, other: SocketAddress): string {
  return `${protocol} ${endText(server)} ${endText(other)}`
}
