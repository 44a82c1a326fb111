// The kernels' vantage: state and timers of the sockets under test, read when a timer is due, when the wire turns, and seldom otherwise.
import { after, type Clock } from '../kit/clock.ts'
import { messageOf } from '../kit/errors.ts'
import { endText } from '../kit/socket-end.ts'
import { kernelOf } from '../model/observer.ts'
import type { HostName, Ms } from '../model/units.ts'
import type { Netns } from '../netlink/netns.ts'
import { type TcpSocket, tcpSockets } from '../netlink/tcp-socket.ts'
import { type Flow, otherSide } from './flow.ts'
import type { Recorder } from './recorder.ts'
import { type Goodbyes, type News, news, type SocketLook } from './socket-story.ts'

/** A host's kernel, and which of its sockets are under test. */
export interface WatchedKernel {
  readonly host: HostName
  readonly netns: Netns
  readonly isUnderTest: (socket: TcpSocket) => boolean
  /** The latest connection between the socket's ends, as the wire has it; undefined where nothing of it has passed. */
  readonly flowOf: (socket: TcpSocket) => Flow | undefined
}

/**
 * Notes `traffic` when a connection is ESTABLISHED, `lost`, `closed` or `reset` when it ends otherwise than by its own program, and
 * `recovered` when its peer answers again. Looking costs 0.1 ms, and an idle connection is looked at ever more seldom.
 */
export class Kernels implements Disposable {
  readonly #recorder: Recorder
  readonly #watched = new Map<HostName, Watched>()
  readonly #refresh: () => void
  #timer: Disposable | undefined
  #activeAtMs: Ms
  /** When to look next. */
  #dueAtMs: Ms = Number.POSITIVE_INFINITY
  #polling = false
  #open = true

  /** `refresh` makes the wire tell what has passed until now: a socket's end is explained by it. */
  constructor(recorder: Recorder, refresh: () => void) {
    this.#recorder = recorder
    this.#refresh = refresh
    this.#activeAtMs = recorder.clock.nowMs()
  }

  /** From now on this kernel is looked at with the others. */
  watch(kernel: WatchedKernel): void {
    this.#watched.set(kernel.host, new Watched(kernel))
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
      const { clock } = this.#recorder
      const late = clock.nowMs() > this.#dueAtMs + lateMs
      for (const one of watched) one.read(clock)
      this.#refresh()
      const dueMs = watched.map(one => one.tell(this.#recorder, late))
      const nowMs = clock.nowMs()
      const quietMs = nowMs - this.#activeAtMs
      const seldomMs = quietMs < settleMs ? settleMs : Math.max(fallbackMs, quietMs)
      const nextMs = Math.min(seldomMs, ...dueMs)
      this.#dueAtMs = nowMs + nextMs
      this.#timer?.[Symbol.dispose]()
      this.#timer = after(nextMs, () => this.poll())
    } catch (thrown) {
      this.#recorder.fail(thrown instanceof Error ? thrown : new Error(messageOf(thrown)))
    } finally {
      this.#polling = false
    }
  }

  /** What this kernel does from now on is no word of its own; with `false` it is again, for new connections. */
  ignore(host: HostName, ignored = true): void {
    this.#watched.get(host)?.ignore(ignored)
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
/** A look that comes so long after its time may have missed what a timer did meanwhile. */
const lateMs = 250

const unseen = 'one of its sockets was not looked at when a timer of it was due, because this machine was busy'

class Watched {
  readonly #kernel: WatchedKernel
  readonly #known = new Map<string, Known>()
  #found: ReadonlyMap<string, TcpSocket> = new Map()
  #look = { beganMs: 0, atMs: 0 }
  #late = false
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
    const beganMs = clock.nowMs()
    this.#found = new Map(
      tcpSockets(netns)
        .filter(isUnderTest)
        .map(socket => [nameOf(socket), socket]),
    )
    this.#look = { beganMs, atMs: clock.nowMs() }
  }

  /** Notes what is new in what was read. Returns how soon the next timer is due. */
  tell(recorder: Recorder, late: boolean): Ms {
    if (this.#ignored) return Number.POSITIVE_INFINITY
    const found = this.#found
    this.#late = late
    for (const name of [...this.#known.keys()]) if (!found.has(name)) this.#gone(name, recorder)
    for (const [name, socket] of found) this.#there(name, socket, recorder)
    return Math.min(...[...this.#known.values()].map(dueMs))
  }

  #there(name: string, socket: TcpSocket, recorder: Recorder): void {
    const flow = this.#kernel.flowOf(socket)
    const same = this.#known.get(name)
    if (same && isAnother(same, socket, flow)) this.#gone(name, recorder, [same.flow])
    const before = this.#known.get(name)
    if (before?.over) return
    const now = { ...this.#look, socket, flow: before?.flow ?? flow }
    const found = news(before, now, goodbyes(socket, [now.flow, flow]))
    const over =
      found === 'over' || (typeof found === 'object' && found.kind !== 'traffic' && found.kind !== 'recovered')
    this.#known.set(name, { ...now, over, longestMs: longest(before, socket) })
    if (typeof found === 'object') this.#note(found, now.flow, recorder)
  }

  #gone(name: string, recorder: Recorder, flows?: readonly (Flow | undefined)[]): void {
    const before = this.#known.get(name)
    this.#known.delete(name)
    if (!before || before.over) return
    const { socket, flow } = before
    const told = goodbyes(socket, flows ?? [flow, this.#kernel.flowOf(socket)])
    const found = news(before, { atMs: this.#look.atMs, socket: undefined, late: this.#late }, told)
    if (typeof found === 'object') this.#note(found, flow, recorder)
    if (found === 'unseen') recorder.cut(kernelOf(this.#kernel.host), before.atMs, unseen)
  }

  #note({ atMs, ...sighting }: News, flow: Flow | undefined, recorder: Recorder): void {
    const by = kernelOf(this.#kernel.host)
    const about = flow?.connection === undefined ? {} : { connection: flow.connection }
    recorder.event(by, { ...sighting, ...about }, atMs)
  }
}

/** A socket that was seen, and the connection that it is an end of. */
interface Known extends SocketLook {
  readonly flow: Flow | undefined
  readonly over: boolean
  readonly longestMs: Ms
}

/** Whether a socket with the same ends is of a later connection. A half-open end may live on while its peer begins another. */
function isAnother({ socket: before, flow: known }: Known, socket: TcpSocket, flow: Flow | undefined): boolean {
  return known !== undefined && flow !== known && socket.cookie !== before.cookie
}

/** What the wire has of both ends: of its own connection, and of a later one on the same ends, which may be what ends it. */
function goodbyes({ local }: TcpSocket, flows: readonly (Flow | undefined)[]): Goodbyes {
  const sides = flows.flatMap(flow => {
    if (!flow) return []
    const side = flow.sideOf(endText(local))
    const own = flow.goodbyes[side]
    return [
      {
        own: own?.forged ? undefined : own,
        peer: flow.goodbyes[otherSide(side)],
        unreachable: flow.unreachables[side],
      },
    ]
  })
  return {
    own: sides.find(({ own }) => own)?.own,
    peer: (sides.find(({ peer }) => peer?.notifiedAtMs !== undefined) ?? sides.find(({ peer }) => peer))?.peer,
    unreachable: sides.find(({ unreachable }) => unreachable)?.unreachable,
  }
}

function nameOf({ local, remote }: TcpSocket): string {
  return `${endText(local)} ${endText(remote)}`
}

/** How long its present timer had to run when it was first seen. */
function longest(before: Known | undefined, { timer, expiresMs }: TcpSocket): Ms {
  return before?.socket.timer === timer ? Math.max(before.longestMs, expiresMs) : expiresMs
}

/**
 * A timer that is due fires up to an eighth of its time later, as the kernel's timer wheel rounds: it is waited for in small steps.
 * Keepalive says itself when it has fired, by a probe or a RST that passes the router, if only its own link is up.
 */
function dueMs({ socket, over, longestMs }: Known): Ms {
  const { timer, expiresMs } = socket
  if (over || timer === 'none' || timer === 'time-wait') return Number.POSITIVE_INFINITY
  return expiresMs > 0 ? expiresMs : Math.max(1, longestMs / (timer === 'keepalive' ? 250 : 2_000))
}
