// What it means that a socket looked so before and looks so now. Pure. States and who enters them: RFC 9293 section 3.3.2, tcp(7).
import type { Sighting } from '../model/observation.ts'
import type { Ms } from '../model/units.ts'
import type { TcpSocket } from '../netlink/tcp-socket.ts'
import { type Goodbye, toldAtMs, type Unreachable } from './flow.ts'

/**
 * The news, `over` where the connection ended as its own program wanted, or undefined where nothing has changed. The socket is undefined
 * when it has gone: then the goodbyes on the wire and the timer that was due tell who ended it, or nobody knows: it is `unseen`.
 */
export function news(
  before: SocketLook | undefined,
  now: SocketLook | Gone,
  goodbyes: Goodbyes,
): News | 'over' | 'unseen' | undefined {
  if (!now.socket) return before && ended(before, now, goodbyes)
  const { socket } = now
  if (ownEnd.has(socket.state)) return before ? 'over' : undefined
  if (peerEnd.has(socket.state)) {
    const atMs = toldAtMs(goodbyes.peer) ?? now.atMs
    return { atMs, kind: 'closed', detail: `${words(socket)}: its peer closed the connection` }
  }
  if (socket.state !== 'ESTABLISHED') return undefined
  if (before?.socket.state !== 'ESTABLISHED') return { atMs: now.atMs, kind: 'traffic', detail: words(socket) }
  const silent = before.socket.retries
  if (silent === 0 || socket.retries > 0) return undefined
  return {
    atMs: now.atMs,
    kind: 'recovered',
    detail: `${words(socket)}: its peer answers again after ${silent} unanswered`,
  }
}

/** What there is to note, and since when it is so. */
export type News = Sighting & { readonly atMs: Ms }

/** A socket at one moment: between the beginning of the look and its end. On a busy machine that is not one instant. */
export interface SocketLook {
  readonly beganMs: Ms
  readonly atMs: Ms
  readonly socket: TcpSocket
}

interface Gone {
  readonly atMs: Ms
  readonly socket: undefined
  /** This look came long after the one that was due. */
  readonly late: boolean
  /** How many SYNs its kernel sends again before it gives up; absent where that is not known. */
  readonly synRetries?: number | undefined
}

/** What the wire has of both ends of the connection, as seen from the socket. */
export interface Goodbyes {
  readonly own?: Goodbye | undefined
  readonly peer?: Goodbye | undefined
  /** What it was told of segments that could not be delivered. */
  readonly unreachable?: Unreachable | undefined
}

/** A socket in words: state, timer and what is unanswered. */
function words({ local, remote, state, timer, expiresMs, retries, info }: TcpSocket): string {
  const ends = `${local.address} port ${local.port} to ${remote.address} port ${remote.port}`
  const clock = timer === 'none' ? 'no timer' : `${timer} timer due in ${expiresMs} ms, ${retries} unanswered`
  return `${ends} ${state}, ${clock}, ${info?.unacked ?? 0} unacknowledged`
}

/** Entered when the program itself closes first. */
const ownEnd = new Set(['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSING', 'TIME-WAIT'])
/** Entered when the peer closes first. */
const peerEnd = new Set(['CLOSE-WAIT', 'LAST-ACK'])
/** The kernel counts time in ticks of 4 ms (CONFIG_HZ=250), and its clock and that of the packets may be one apart. */
const tickMs = 8
function ended(
  before: SocketLook,
  { atMs, late, synRetries = 0 }: Gone,
  { own, peer, unreachable }: Goodbyes,
): News | 'over' | 'unseen' {
  const { socket } = before
  const connecting = socket.state === 'SYN-SENT' || socket.state === 'SYN-RECV'
  const told = peer?.notifiedAtMs ?? peer?.finToldAtMs
  if (peer && told !== undefined && (own === undefined || told <= own.sentAtMs)) {
    if (peer.how === 'FIN' || peer.notifiedAtMs === undefined)
      return { atMs: told, kind: 'closed', detail: `${words(socket)}: then its peer closed the connection` }
    const code = connecting ? 'ECONNREFUSED' : 'ECONNRESET'
    return { atMs: told, kind: 'reset', code, detail: `${words(socket)}: then it received a RST` }
  }
  if (own?.how === 'FIN') return 'over'
  // While connecting, an ICMP error ends the attempt at once; later it only becomes the reason when the timer does: RFC 1122 section 4.2.3.9.
  if (connecting && unreachable)
    return {
      atMs: unreachable.atMs,
      kind: 'lost',
      code: unreachable.code,
      detail: `${words(socket)}: then it received an ICMP error`,
    }
  const endMs = own?.sentAtMs ?? atMs
  const lateBy = endMs - dueAtMs(before)
  if (socket.retries === 0 && !connecting) return late && lateBy > 0 ? 'unseen' : 'over'
  if (lateBy < -tickMs) return 'over'
  // Nothing is sent when a program gives up its SYN, and its deadlines of whole seconds end with the kernel's timers.
  if (socket.state === 'SYN-SENT' && !late && socket.retries < synRetries) return 'over'
  const code = (socket.timer === 'retransmit' && unreachable?.code) || 'ETIMEDOUT'
  return { atMs: endMs, kind: 'lost', code, detail: `${words(socket)}: then its kernel gave up` }
}

/** When its timer was to fire at the earliest: it had so long to run somewhen during the look. Without one it gives nothing up. */
function dueAtMs({ socket: { timer, expiresMs }, beganMs }: SocketLook): Ms {
  return timer === 'none' || timer === 'time-wait' ? Number.POSITIVE_INFINITY : beganMs + expiresMs
}
