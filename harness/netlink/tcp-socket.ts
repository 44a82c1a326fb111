// The TCP sockets of a namespace as its kernel sees them: what `ss -tinoe` shows, in 0.3 ms. sock_diag(7)
import { endText } from '../kit/socket-end.ts'
import { attributes } from './attribute.ts'
import { u8, u32 } from './bytes.ts'
import { ipText } from './ip-address.ts'
import { AF_INET, AF_INET6 } from './libc.ts'
import { ACK, type Msg, SOCK_DIAG } from './message.ts'
import type { Netns } from './netns.ts'
import { reading } from './reading.ts'
import { type TcpInfo, tcpInfo } from './tcp-info.ts'
import { type TcpTimer, tcpTimer, timerOf } from './tcp-timer.ts'

/** All TCP sockets, IPv4 and IPv6, orphans and TIME-WAIT included. */
export function tcpSockets(netns: Pick<Netns, 'dump'>): TcpSocket[] {
  // The older request answers for both families at once: half the walk through the kernel's table, which costs most.
  const request = [u8(AF_INET, 0, 0, WITH_INFO), Buffer.alloc(48), u32(ALL_STATES), u32(0)] // struct inet_diag_req
  const what = 'list TCP sockets'
  return netns.dump(diagMsg(what, '', TCPDIAG_GETSOCK, 0, request)).map(reading(what, socket))
}

/**
 * Ends a socket: its owner sees ECONNABORTED, its peer gets a RST (dropped on the way where a fault drops it).
 * ENOENT when it has gone already.
 */
export function destroySocket({ local, remote, family, id }: TcpSocket): Msg {
  const what = `destroy socket ${endText(local)} - ${endText(remote)}`
  const head = u8(family === 4 ? AF_INET : AF_INET6, IPPROTO_TCP, 0, 0) // struct inet_diag_req_v2
  return diagMsg(what, `ss -t -K src '${endText(local)}' dst '${endText(remote)}'`, SOCK_DESTROY, ACK, [
    head,
    u32(ALL_STATES),
    id,
  ])
}

/** A TCP socket at one moment. */
export interface TcpSocket {
  readonly local: SocketEnd
  readonly remote: SocketEnd
  /** Of the socket: a dual-stack server has IPv6 sockets with IPv4 ends. */
  readonly family: 4 | 6
  readonly state: TcpState
  /** Which timer runs, or fires just now. 'retransmit' stands for the loss probe as well. */
  readonly timer: TcpTimer
  /** When that timer fires; 0 without one, and while it does. */
  readonly expiresMs: number
  /** Unanswered: retransmissions, or keepalive or window probes, as the timer is. */
  readonly retries: number
  /** Received and not read; of a listener: connections not accepted. */
  readonly recvQueueBytes: number
  /** Written and not acknowledged; of a listener: the limit of its queue. */
  readonly sendQueueBytes: number
  /** As in the link of /proc/PID/fd/N; 0 for an orphan. */
  readonly inode: number
  readonly uid: number
  /** The same for one socket as long as the kernel runs. */
  readonly cookie: string
  /** Missing for TIME-WAIT and half-made connections. */
  readonly info: TcpInfo | undefined
  /** struct inet_diag_sockid: by this the kernel finds it again. */
  readonly id: Buffer
}

/** An address and a port. */
export interface SocketEnd {
  readonly address: string
  readonly port: number
}

export type TcpState = (typeof STATES)[number]

/** The state by its number in net/tcp_states.h. */
export const tcpState = (code: number | undefined): TcpState => STATES[code ?? 0] ?? 'UNKNOWN'

function diagMsg(what: string, command: string, type: number, flags: number, body: readonly Buffer[]): Msg {
  return { what, command, protocol: SOCK_DIAG, type, flags, body: Buffer.concat(body), fixes: FIXES }
}

/** struct inet_diag_msg. */
function socket(body: Buffer): TcpSocket {
  const family = body[0] === AF_INET6 ? 6 : 4
  const end = (port: number, address: number): SocketEnd => ({
    address: ipText(body.subarray(address, address + (family === 6 ? 16 : 4))),
    port: body.readUInt16BE(port),
  })
  const info = tcpInfo(attributes(body.subarray(72)).get(INET_DIAG_INFO))
  return {
    local: end(4, 8),
    remote: end(6, 24),
    family,
    state: tcpState(body[1]),
    expiresMs: body.readUInt32LE(52),
    ...timerOf(tcpTimer(body[2]), body[3] ?? 0, info),
    recvQueueBytes: body.readUInt32LE(56),
    sendQueueBytes: body.readUInt32LE(60),
    inode: body.readUInt32LE(68),
    uid: body.readUInt32LE(64),
    cookie: body.readBigUInt64LE(44).toString(16),
    info,
    id: body.subarray(4, 52),
  }
}

const TCPDIAG_GETSOCK = 18
const SOCK_DESTROY = 21
const IPPROTO_TCP = 6
const INET_DIAG_INFO = 2
const WITH_INFO = 1 << (INET_DIAG_INFO - 1)
const ALL_STATES = 0x1fff // as named below: asking for more makes the kernel walk a second table
const FIXES = { EOPNOTSUPP: 'Use a kernel with CONFIG_INET_DIAG_DESTROY', ENOENT: 'It has gone already' } as const
/** enum of net/tcp_states.h. */
const STATES = [
  'UNKNOWN',
  'ESTABLISHED',
  'SYN-SENT',
  'SYN-RECV',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'TIME-WAIT',
  'CLOSED',
  'CLOSE-WAIT',
  'LAST-ACK',
  'LISTEN',
  'CLOSING',
  'SYN-RECV', // NEW_SYN_RECV, which has no name of its own outside the kernel
] as const
