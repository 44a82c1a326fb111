// One host's kernel as it is watched: which of its sockets were there at the last look, and what is new at this one.
import type { Clock } from '../kit/clock.ts'
import { endText } from '../kit/socket-end.ts'
import { kernelOf } from '../model/observer.ts'
import type { HostName, Ms } from '../model/units.ts'
import type { Netns } from '../netlink/netns.ts'
import { type TcpSocket, tcpSockets } from '../netlink/tcp-socket.ts'
import type { Flow } from './flow.ts'
import { goodbyes } from './goodbyes.ts'
import type { Recorder } from './recorder.ts'
import { type News, news, type SocketLook } from './socket-story.ts'

/** A host's kernel, and which of its sockets are under test. */
export interface WatchedKernel {
  readonly host: HostName
  readonly netns: Pick<Netns, 'dump'>
  readonly isUnderTest: (socket: TcpSocket) => boolean
  /** The latest connection between the socket's ends, as the wire has it; undefined where nothing of it has passed. */
  readonly flowOf: (socket: TcpSocket) => Flow | undefined
  /** How many SYNs it sends again before it gives a connect up; undefined where that is not known, or something else may do so. */
  readonly synRetriesOf?: (connection: number | undefined) => number | undefined
}

/** Between two looks it knows what it saw. */
export class Watched {
  readonly #kernel: WatchedKernel
  readonly #known = new Map<string, Known>()
  #found: ReadonlyMap<string, TcpSocket> = new Map()
  #look = { beganMs: 0, atMs: 0, late: false }
  #ignored = false

  constructor(kernel: WatchedKernel) {
    this.#kernel = kernel
  }

  ignore(ignored: boolean): void {
    this.#ignored = ignored
    this.#known.clear()
  }

  /** Reads every socket under test. `late`: long after that was due. */
  read(clock: Clock, late: boolean): void {
    if (this.#ignored) return
    const { netns, isUnderTest } = this.#kernel
    const beganMs = clock.nowMs()
    this.#found = new Map(
      tcpSockets(netns)
        .filter(isUnderTest)
        .map(socket => [nameOf(socket), socket]),
    )
    this.#look = { beganMs, atMs: clock.nowMs(), late }
  }

  /** Notes what is new in what was read. Returns how soon the next timer is due. */
  tell(recorder: Recorder): Ms {
    if (this.#ignored) return Number.POSITIVE_INFINITY
    const found = this.#found
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
    const { beganMs, atMs } = this.#look
    const now = { beganMs, atMs, socket, flow: before?.flow ?? flow }
    const found = news(before, now, goodbyes(socket, [now.flow, flow]))
    const over =
      found === 'over' || (typeof found === 'object' && found.kind !== 'traffic' && found.kind !== 'recovered')
    this.#known.set(name, { ...now, over, longestMs: longest(before, socket) })
    if (typeof found === 'object') this.#note(found, now.flow, recorder)
    if (found === 'over') this.#left(before, now.flow, recorder)
  }

  #gone(name: string, recorder: Recorder, flows?: readonly (Flow | undefined)[]): void {
    const before = this.#known.get(name)
    this.#known.delete(name)
    if (!before || before.over) return
    const { socket, flow } = before
    const told = goodbyes(socket, flows ?? [flow, this.#kernel.flowOf(socket)])
    const synRetries = socket.state === 'SYN-SENT' ? this.#kernel.synRetriesOf?.(flow?.connection) : undefined
    const found = news(before, { ...this.#look, socket: undefined, synRetries }, told)
    if (typeof found === 'object') this.#note(found, flow, recorder)
    if (found === 'over') this.#left(before, flow, recorder)
    if (found === 'unseen') recorder.cut(kernelOf(this.#kernel.host), before.atMs, unseen)
  }

  /**
   * By its own program, also where nothing of it has left its host: an attempt to connect says no goodbye, and a FIN waits for what is sent again
   * before it.
   */
  #left(before: Known | undefined, flow: Flow | undefined, recorder: Recorder): void {
    if (!before || flow?.ends.client.host.name !== this.#kernel.host) return
    const { heardMs, goodbyes } = flow
    const mayBeEarlier = !goodbyes.client || before.socket.sendQueueBytes > 0
    recorder.made.left(flow.connection, {
      atMs: this.#look.atMs,
      ...(mayBeEarlier ? { fromMs: before.atMs } : {}),
      ...(heardMs === undefined ? {} : { heardMs }),
    })
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

const unseen = 'one of its sockets was not looked at when a timer of it was due, because this machine was busy'
