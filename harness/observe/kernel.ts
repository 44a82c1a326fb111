// The kernels' vantage: state and timers of the sockets under test, read when a timer is due, when the wire turns, and seldom otherwise.
import { after, type Clock } from '../kit/clock.ts'
import { messageOf } from '../kit/errors.ts'
import type { Ms, Vantage } from '../model/units.ts'
import type { Netns } from '../netlink/netns.ts'
import { type TcpSocket, tcpSockets } from '../netlink/tcp-socket.ts'
import type { Recorder } from './recorder.ts'
import { type Goodbyes, news, type SocketLook } from './socket-story.ts'
import { endText } from './wire.ts'

/** A kernel, and which of its sockets are under test. */
export interface WatchedKernel {
  readonly vantage: Vantage
  readonly netns: Netns
  readonly isUnderTest: (socket: TcpSocket) => boolean
  readonly goodbyes: (socket: TcpSocket) => Goodbyes
}

/**
 * Notes `traffic` when a connection is ESTABLISHED, `lost`, `closed` or `reset` when it ends otherwise than by its own program, and
 * `recovered` when its peer answers again. Looking costs 0.1 ms, and an idle connection is looked at ever more seldom.
 */
export class Kernels implements Disposable {
  readonly #recorder: Recorder
  readonly #watched: Map<Vantage, Watched>
  readonly #refresh: () => void
  #timer: Disposable | undefined
  #activeAtMs: Ms
  #polling = false
  #open = true

  /** `refresh` makes the wire tell what has passed until now: a socket's end is explained by it. */
  constructor(recorder: Recorder, kernels: readonly WatchedKernel[], refresh: () => void) {
    this.#recorder = recorder
    this.#refresh = refresh
    this.#activeAtMs = recorder.clock.nowMs()
    this.#watched = new Map(kernels.map(kernel => [kernel.vantage, new Watched(kernel)]))
  }

  /** Something has happened on the wire: looks now, and again when it has had its effect. */
  onActivity(): void {
    this.#activeAtMs = this.#recorder.clock.nowMs()
    this.poll()
  }

  /** Looks now. The next look follows by itself. */
  poll(): void {
    if (!this.#open || this.#polling) return
    this.#polling = true
    try {
      const watched = [...this.#watched.values()]
      for (const one of watched) one.read(this.#recorder.clock)
      this.#refresh()
      const dueMs = watched.map(one => one.tell(this.#recorder))
      const quietMs = this.#recorder.clock.nowMs() - this.#activeAtMs
      const seldomMs = quietMs < settleMs ? settleMs : Math.max(fallbackMs, quietMs)
      this.#timer?.[Symbol.dispose]()
      this.#timer = after(Math.min(seldomMs, ...dueMs), () => this.poll())
    } catch (thrown) {
      this.#recorder.fail(thrown instanceof Error ? thrown : new Error(messageOf(thrown)))
    } finally {
      this.#polling = false
    }
  }

  /** What this kernel does from now on is no word of its own; with `false` it is again, for new connections. */
  ignore(vantage: Vantage, ignored = true): void {
    this.#watched.get(vantage)?.ignore(ignored)
  }

  [Symbol.dispose](): void {
    this.#open = false
    this.#timer?.[Symbol.dispose]()
  }
}

/** Without a reason to look. It grows with the time in which nothing has happened. */
const fallbackMs = 250
/** By then a packet that was seen at the router has arrived and was dealt with. */
const settleMs = 2

class Watched {
  readonly #kernel: WatchedKernel
  readonly #known = new Map<string, SocketLook & { over: boolean; longestMs: Ms }>()
  #found: ReadonlyMap<string, TcpSocket> = new Map()
  #foundAtMs: Ms = 0
  #ignored = false

  constructor(kernel: WatchedKernel) {
    this.#kernel = kernel
  }

  ignore(ignored: boolean): void {
    this.#ignored = ignored
    this.#known.clear()
  }

  /** Reads every socket under test. */
  read(clock: Clock): void {
    if (this.#ignored) return
    const { netns, isUnderTest } = this.#kernel
    this.#found = new Map(
      tcpSockets(netns)
        .filter(isUnderTest)
        .map(socket => [nameOf(socket), socket]),
    )
    this.#foundAtMs = clock.nowMs()
  }

  /** Notes what is new in what was read. Returns how soon the next timer is due. */
  tell(recorder: Recorder): Ms {
    if (this.#ignored) return Number.POSITIVE_INFINITY
    const found = this.#found
    for (const [name, { socket }] of [...this.#known])
      if (!found.has(name)) this.#compare(name, undefined, socket, recorder)
    for (const [name, socket] of found) this.#compare(name, socket, socket, recorder)
    return Math.min(...[...this.#known.values()].map(dueMs))
  }

  #compare(name: string, socket: TcpSocket | undefined, last: TcpSocket, recorder: Recorder): void {
    const atMs = this.#foundAtMs
    const before = this.#known.get(name)
    if (!before?.over) {
      const found = news(before, { atMs, socket }, this.#kernel.goodbyes(last))
      const over = found === 'over' || (found !== undefined && found.kind !== 'traffic' && found.kind !== 'recovered')
      if (socket) this.#known.set(name, { atMs, socket, over, longestMs: longest(before, socket) })
      if (found && found !== 'over') {
        const { atMs: sinceMs, ...sighting } = found
        recorder.event(this.#kernel.vantage, sighting, sinceMs)
      }
    }
    if (!socket) this.#known.delete(name)
  }
}

function nameOf({ local, remote }: TcpSocket): string {
  return `${endText(local)} ${endText(remote)}`
}

/** How long its present timer had to run when it was first seen. */
function longest(before: (SocketLook & { longestMs: Ms }) | undefined, { timer, expiresMs }: TcpSocket): Ms {
  return before?.socket.timer === timer ? Math.max(before.longestMs, expiresMs) : expiresMs
}

/**
 * A timer that is due fires up to an eighth of its time later, as the kernel's timer wheel rounds: it is waited for in small steps.
 * Keepalive says itself when it has fired, by a probe or a RST that passes the router, if only its own link is up.
 */
function dueMs({ socket, over, longestMs }: SocketLook & { over: boolean; longestMs: Ms }): Ms {
  const { timer, expiresMs } = socket
  if (over || timer === 'none' || timer === 'time-wait') return Number.POSITIVE_INFINITY
  return expiresMs > 0 ? expiresMs : Math.max(1, longestMs / (timer === 'keepalive' ? 250 : 2_000))
}
