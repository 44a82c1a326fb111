// When each client wrote next after a fault, as the router saw it: what is unacknowledged puts keepalive to rest, and when that is only its program knows.
import { endText } from '../../kit/socket-end.ts'
import type { FoundConnection } from '../../model/found.ts'
import type { Ms } from '../../model/units.ts'
import { readSegment } from '../../observe/segment.ts'
import type { TapFrame } from '../../observe/tap.ts'
import { canarySeq } from '../../observe/wire.ts'
import { gatesOf } from './gates.ts'
import type { FoundBefore, PacketTestbed } from './packet-testbed.ts'

/** Hears what the clients of these connections send, from right before the fault until each has written after it. */
export class NextWrites implements Omit<FoundBefore, 'sysctls'> {
  readonly #testbed: Heard
  readonly #found: readonly FoundConnection[]
  readonly #gates: ReadonlySet<number>
  readonly #silent: Set<number>
  readonly #writesAtMs = new Map<number, readonly Ms[]>()
  readonly #hearing: Disposable | undefined
  #inForce: { readonly byMs: Ms } | undefined

  constructor(testbed: Heard, found: readonly FoundConnection[]) {
    this.#testbed = testbed
    this.#found = found
    this.#gates = new Set(gatesOf(testbed.network).map(({ device }) => device.index))
    this.#silent = new Set(found.flatMap(one => (isHeard(one) ? (one.connection ?? []) : [])))
    if (this.#silent.size > 0) this.#hearing = testbed.listen(frame => this.#seen(frame))
  }

  /** The fault is in force: what came before it does not count. */
  from({ atMs, byMs }: Parameters<FoundBefore['from']>[0]): void {
    this.#inForce = { byMs }
    for (const [connection, writes] of this.#writesAtMs) {
      const [first] = writes.filter(ms => ms >= atMs)
      if (first === undefined) this.#writesAtMs.delete(connection)
      else this.#heard(connection, [first])
    }
  }

  /** The connections, each with what is known by now. */
  get found(): readonly FoundConnection[] {
    const { byMs } = this.#inForce ?? {}
    return this.#found.map(one => {
      if (byMs === undefined || one.connection === undefined || !isHeard(one)) return one
      const [firstMs] = this.#writesAtMs.get(one.connection) ?? []
      return { ...one, nextWriteMs: firstMs === undefined ? 'none' : Math.max(0, firstMs - byMs) }
    })
  }

  #seen({ deviceIndex, outgoing, bytes, wallMs }: TapFrame): void {
    const segment = outgoing || !this.#gates.has(deviceIndex) ? undefined : readSegment(bytes)
    if (!segment || segment.payloadBytes === 0 || segment.seq === canarySeq) return
    const { wire, recorder } = this.#testbed
    const flow = wire.flow(segment.source, segment.target)
    if (flow?.connection === undefined || !this.#silent.has(flow.connection)) return
    if (flow.sideOf(endText(segment.source)) !== 'client') return
    const before = this.#writesAtMs.get(flow.connection) ?? []
    this.#heard(flow.connection, [...before, recorder.clock.fromWallMs(wallMs)])
  }

  #heard(connection: number, writes: readonly Ms[]): void {
    this.#writesAtMs.set(connection, writes)
    if (!this.#inForce) return
    this.#silent.delete(connection)
    if (this.#silent.size === 0) this.#hearing?.[Symbol.dispose]()
  }
}

/** What has to be there for it. */
type Heard = Pick<PacketTestbed, 'wire' | 'recorder' | 'network' | 'listen'>

/** Where something is on its way already, what comes next may be the same once more. */
function isHeard({ socket, state }: FoundConnection): boolean {
  return socket !== undefined && (state === 'idle' || state === 'awaiting-answer')
}
