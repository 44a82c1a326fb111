// What each source shows of a socket, brought into one shape: pure, and with nothing guessed that the source hides.
import type { OpenTcpSocket } from '../netlink/open-socket.ts'
import type { ProcTcpSocket } from '../netlink/proc-net.ts'
import { keepaliveOf } from '../netlink/socket-settings.ts'
import type { TcpInfo } from '../netlink/tcp-info.ts'
import type { Detectors, End, Keepalive, Now } from './connection.ts'

/** By getsockopt(2). */
export function fromDescriptor(socket: OpenTcpSocket): Seen {
  const { inode, local, remote, state, info, userTimeoutMs, synRetries, rtoMaxMs } = socket
  const unanswered = info ? info.retransmits || info.probes : 0
  const busy = { unacked: (info?.unacked ?? 0) > 0, unsent: (info?.notsentBytes ?? 0) > 0 }
  return {
    inode,
    state,
    ...(local && { local }),
    ...(remote && { remote }),
    now: { state: stateOf(state, busy), ...timesOf(state, info), unanswered },
    detectors: {
      keepalive: keepaliveSeen(socket),
      userTimeoutMs: userTimeoutMs === undefined ? 'not visible' : userTimeoutMs || 'off',
      ...(synRetries !== undefined && { synRetries }),
      ...(rtoMaxMs !== undefined && { rtoMaxMs }),
    },
  }
}

/** By sock_diag(7), or by /proc/PID/net/tcp where there is no TCP_INFO: options are not in there, but a timer that runs is. */
export function fromList(socket: ProcTcpSocket & { readonly info?: TcpInfo | undefined }): Seen {
  const { inode, local, remote, state, timer, info, retries, sendQueueBytes } = socket
  const unsent = timer === 'persist'
  const busy = { unacked: info ? info.unacked > 0 : sendQueueBytes > 0 && !unsent, unsent }
  return {
    inode,
    state,
    local,
    ...(remote.port > 0 && { remote }),
    now: { state: stateOf(state, busy), ...timesOf(state, info), unanswered: retries },
    detectors: { keepalive: keepaliveByTimer(socket), userTimeoutMs: 'not visible' },
  }
}

/** A TCP socket, connected, connecting, listening or none of these. */
export interface Seen {
  readonly inode: number
  readonly state: string
  readonly local?: End
  readonly remote?: End
  readonly now: Now
  readonly detectors: Detectors
}

function keepaliveSeen(socket: OpenTcpSocket): Keepalive {
  const keepalive = keepaliveOf(socket) ?? 'not visible'
  return keepalive === 'on' ? { idleAtLeastMs: 0 } : keepalive
}

/**
 * A socket has one timer to show, and while data is unacknowledged that is not keepalive's. Without any timer keepalive is off.
 * Its timer is armed for no longer than the idle time (net/ipv4/tcp_timer.c, tcp_keepalive_timer()), and between probes for the interval.
 */
function keepaliveByTimer({ state, timer, expiresMs, retries }: ProcTcpSocket): Keepalive {
  if (timer === 'keepalive') return { idleAtLeastMs: retries > 0 ? 0 : expiresMs }
  return timer === 'none' && state !== 'LISTEN' ? 'off' : 'not visible'
}

function stateOf(state: string, { unacked, unsent }: { unacked: boolean; unsent: boolean }): Now['state'] {
  if (state === 'SYN-SENT') return 'connecting'
  if (unacked) return 'data-in-flight'
  return unsent ? 'zero-window' : 'idle'
}

/**
 * While it connects nothing was sent or heard yet, and the kernel counts from its own start. A retransmission doubles the timeout, a probe of a
 * closed window counts the same backoff and leaves it as it is (net/ipv4/tcp_output.c, tcp_send_probe0()).
 */
function timesOf(state: string, info: TcpInfo | undefined): Pick<Now, 'idleMs' | 'unheardMs' | 'rtoMs'> {
  if (!info) return {}
  const { lastDataSentMs, lastDataRecvMs, lastAckRecvMs, retransmits, backoff } = info
  const rtoMs = retransmits > 0 ? info.rtoMs / 2 ** backoff : info.rtoMs
  if (state === 'SYN-SENT') return { rtoMs }
  return {
    idleMs: Math.min(lastDataSentMs, lastDataRecvMs),
    unheardMs: Math.min(lastDataRecvMs, lastAckRecvMs),
    rtoMs,
  }
}
