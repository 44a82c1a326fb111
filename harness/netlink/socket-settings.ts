// What of a socket decides when its kernel gives the peer up, in milliseconds: as its program set it, or as it came from its namespace.
import type { OpenTcpSocket } from './open-socket.ts'

/** SO_KEEPALIVE with its numbers; `on`: without them, as multipath TCP has it; undefined where it is not told. */
export function keepaliveOf(socket: OpenTcpSocket): KeepaliveNumbers | 'on' | 'off' | undefined {
  const { keepalive, keepIdleS, keepIntervalS, keepCount } = socket
  if (keepalive === undefined) return undefined
  if (keepalive === 0) return 'off'
  if (keepIdleS === undefined || keepIntervalS === undefined || keepCount === undefined) return 'on'
  return { idleMs: keepIdleS * 1_000, intervalMs: keepIntervalS * 1_000, count: keepCount }
}

/** TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT. */
export interface KeepaliveNumbers {
  readonly idleMs: number
  readonly intervalMs: number
  readonly count: number
}

/** All of them, what is off left out; undefined where one that decides is not told. */
export function socketSettings(socket: OpenTcpSocket): SocketSettings | undefined {
  const keepalive = keepaliveOf(socket)
  const { userTimeoutMs, synRetries, rtoMaxMs } = socket
  if (keepalive === undefined || keepalive === 'on' || userTimeoutMs === undefined) return undefined
  return {
    ...(keepalive === 'off' ? {} : { keepalive }),
    ...(userTimeoutMs === 0 ? {} : { userTimeoutMs }),
    ...(synRetries === undefined ? {} : { synRetries }),
    ...(rtoMaxMs === undefined ? {} : { rtoMaxMs }),
  }
}

export interface SocketSettings {
  readonly keepalive?: KeepaliveNumbers
  readonly userTimeoutMs?: number
  readonly synRetries?: number
  readonly rtoMaxMs?: number
}
