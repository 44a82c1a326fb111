// The three ways to a process's sockets, best first; each is tried where the one before it is refused.
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { borrowedTcpSockets } from '../netlink/borrowed-sockets.ts'
import { SOCK_DIAG } from '../netlink/message.ts'
import { SystemError } from '../netlink/native-call.ts'
import { NetlinkSocket } from '../netlink/netlink-socket.ts'
import { procTcpSockets } from '../netlink/proc-net.ts'
import { inNetnsOf } from '../netlink/process-netns.ts'
import type { SocketDescriptor } from '../netlink/socket-owner.ts'
import { tcpSockets } from '../netlink/tcp-socket.ts'
import type { Source } from './connection.ts'
import { fromDescriptor, fromList, type Seen } from './socket-reading.ts'

/** The TCP sockets behind these descriptors of a process. What ends meanwhile is left out. */
export function socketsOf(pid: number, held: readonly SocketDescriptor[]): Found {
  const refusals: string[] = []
  for (const [source, read] of sources) {
    try {
      return { source, seen: read(pid, held), ...(refusals.length > 0 && { because: refusals.join(', '), fix: fix() }) }
    } catch (thrown) {
      if (!(thrown instanceof SystemError || thrown instanceof HalfopenError)) throw thrown
      refusals.push(refusal(thrown))
    }
  }
  throw new HalfopenError('E_SOURCE', `Cannot read the sockets of process ${pid}: ${refusals.join(', ')}`)
}

/** The sockets, by which source, and why by no better one. */
export interface Found {
  readonly source: Source
  readonly because?: string
  /** What it would take to use the best one. */
  readonly fix?: string
  readonly seen: readonly Seen[]
}

type Read = (pid: number, held: readonly SocketDescriptor[]) => Seen[]

const sources: readonly (readonly [Source, Read])[] = [
  ['socket options', byDescriptor],
  ['sock_diag', bySockDiag],
  ['/proc', byProc],
]

function byDescriptor(pid: number, held: readonly SocketDescriptor[]): Seen[] {
  const seen = borrowedTcpSockets(pid, held).map(fromDescriptor)
  if (!seen.some(hidesItsPeer)) return seen
  const listed = new Map(procTcpSockets(pid).map(({ inode, remote }) => [inode, remote]))
  return seen.map(socket => {
    const remote = hidesItsPeer(socket) ? listed.get(socket.inode) : undefined
    return remote ? { ...socket, remote } : socket
  })
}

/** getpeername(2) tells no peer before there is a connection. */
const hidesItsPeer = ({ state, remote }: Seen): boolean => state === 'SYN-SENT' && remote === undefined

function bySockDiag(pid: number, held: readonly SocketDescriptor[]): Seen[] {
  const socket = inNetnsOf(pid, () => new NetlinkSocket(SOCK_DIAG, ` of process ${pid}`))
  try {
    return ofThese(held, tcpSockets({ dump: msg => socket.dump(msg) })).map(fromList)
  } finally {
    socket.close()
  }
}

function byProc(pid: number, held: readonly SocketDescriptor[]): Seen[] {
  return ofThese(held, procTcpSockets(pid)).map(fromList)
}

function ofThese<T extends { readonly inode: number }>(held: readonly SocketDescriptor[], sockets: readonly T[]): T[] {
  const inodes = new Set(held.map(({ inode }) => inode))
  return sockets.filter(({ inode }) => inodes.has(inode))
}

/** What was refused, in few words. A netlink socket's error has the call's own as its cause. */
function refusal(thrown: SystemError | HalfopenError): string {
  const { cause } = thrown
  if (cause instanceof SystemError) return refusal(cause)
  if (!(thrown instanceof SystemError)) return messageOf(thrown)
  const { call, errno } = thrown
  return errno === 'ENOSYS' ? `this kernel has no ${call}` : `${call} is refused (${errno})`
}

/** pidfd_getfd(2) asks for what ptrace(2) asks for, also where this is the process's own user: Yama gives it to root alone. */
function fix(): string {
  return process.geteuid?.() === 0
    ? 'grant CAP_SYS_PTRACE, and allow pidfd_getfd in the seccomp profile (Linux 5.6)'
    : 'run it as root (Linux 5.6)'
}
