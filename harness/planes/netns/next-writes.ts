// When each client wrote next after a fault, as the router saw it: what is unacknowledged puts keepalive to rest, and when that is only its program knows.
import { endText } from '../../kit/socket-end.ts'
import type { FoundConnection } from '../../model/found.ts'
import type { Ms } from '../../model/units.ts'
import type { SocketEnd, TcpSocket } from '../../netlink/tcp-socket.ts'
import { readSegment } from '../../observe/segment.ts'
import type { TapFrame } from '../../observe/tap.ts'
import { canarySeq } from '../../observe/wire.ts'
import type { FoundBefore, PacketTestbed } from './packet-testbed.ts'

/** Hears what the clients of these connections send, from right before the fault until each has written after it. */
export class NextWrites implements Omit<FoundBefore, 'sysctls'> {
  readonly #testbed: Heard
  readonly #found: readonly FoundConnection[]
  /** By both ends, as their client has them: the wire may not have told yet which connection that is. */
  readonly #ends: readonly string[]
  readonly #sockets: readonly Ends[]
  readonly #silent: Set<string>
  readonly #writesAtMs = new Map<string, readonly Ms[]>()
  readonly #hearing: Disposable | undefined
  #inForce: { readonly byMs: Ms } | undefined

  /** `sockets`: of the connections over TCP, in the same order and before all others. */
  constructor(testbed: Heard, found: readonly FoundConnection[], sockets: readonly Ends[]) {
    this.#testbed = testbed
    this.#found = found
    this.#sockets = sockets
    this.#ends = sockets.map(({ local, remote }) => endsText(local, remote))
    this.#silent = new Set(this.#ends.filter((_, at) => isHeard(found[at])))
    if (this.#silent.size > 0) this.#hearing = testbed.listen(frame => this.#seen(frame))
  }

  /** The fault is in force: what came before it does not count. */
  from({ atMs, byMs }: Parameters<FoundBefore['from']>[0]): void {
    this.#inForce = { byMs }
    for (const [ends, writes] of this.#writesAtMs) {
      const [first] = writes.filter(ms => ms >= atMs)
      if (first === undefined) this.#writesAtMs.delete(ends)
      else this.#heard(ends, [first])
    }
  }

  /** The connections, each with what is known by now. */
  get found(): readonly FoundConnection[] {
    const { byMs } = this.#inForce ?? {}
    return this.#found.map((connection, at) => {
      const ends = this.#ends[at]
      const one = this.#heardUnasked(connection, this.#sockets[at])
      if (byMs === undefined || ends === undefined || !isHeard(one)) return one
      const [firstMs] = this.#writesAtMs.get(ends) ?? []
      return { ...one, nextWriteMs: firstMs === undefined ? 'none' : Math.max(0, firstMs - byMs) }
    })
  }

  #heardUnasked(one: FoundConnection, ends: Ends | undefined): FoundConnection {
    const unasked = ends && this.#testbed.wire.flow(ends.local, ends.remote)?.unasked.words
    return unasked ? { ...one, unasked } : one
  }

  #seen({ deviceIndex, outgoing, bytes, wallMs }: TapFrame): void {
    const segment = outgoing || !this.#testbed.network.gates.has(deviceIndex) ? undefined : readSegment(bytes)
    if (!segment || segment.payloadBytes === 0 || segment.seq === canarySeq) return
    const ends = endsText(segment.source, segment.target)
    if (!this.#silent.has(ends)) return
    const before = this.#writesAtMs.get(ends) ?? []
    this.#heard(ends, [...before, this.#testbed.recorder.clock.fromWallMs(wallMs)])
  }

  #heard(ends: string, writes: readonly Ms[]): void {
    this.#writesAtMs.set(ends, writes)
    if (!this.#inForce) return
    this.#silent.delete(ends)
    if (this.#silent.size === 0) this.#hearing?.[Symbol.dispose]()
  }
}

/** What has to be there for it. */
type Heard = Pick<PacketTestbed, 'wire' | 'recorder' | 'network' | 'listen'>

type Ends = Pick<TcpSocket, 'local' | 'remote'>

const endsText = (from: SocketEnd, to: SocketEnd): string => `${endText(from)} ${endText(to)}`

/** Where something is on its way already, what comes next may be the same once more. */
function isHeard(found: FoundConnection | undefined): boolean {
  return found?.socket !== undefined && (found.state === 'idle' || found.state === 'awaiting-answer')
}
