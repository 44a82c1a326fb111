// A TCP socket as its descriptor shows it: ends, state, TCP_INFO and the options that decide when it gives its peer up. tcp(7)
import { fstatSync } from 'node:fs'
import { u32 } from './bytes.ts'
import { ipText } from './ip-address.ts'
import { AF_INET6, libc, SystemError } from './libc.ts'
import { nativeCall } from './native-call.ts'
import { getSocketOption, type SocketOption } from './sockopt.ts'
import { type TcpInfo, tcpInfo } from './tcp-info.ts'
import { type SocketEnd, type TcpState, tcpState } from './tcp-socket.ts'

/** Reads, and changes nothing. Undefined where the descriptor is no TCP socket. Throws a SystemError where reading is refused. */
export function openTcpSocket(fd: number): OpenTcpSocket | undefined {
  const bytes = infoBytes(fd)
  if (!bytes) return undefined
  return {
    inode: fstatSync(fd).ino,
    local: endOf(getsockname, 'getsockname', fd),
    remote: endOf(getpeername, 'getpeername', fd),
    state: tcpState(bytes[0]),
    info: tcpInfo(bytes),
    keepalive: optionOf(fd, 'SO_KEEPALIVE'),
    keepIdleS: optionOf(fd, 'TCP_KEEPIDLE'),
    keepIntervalS: optionOf(fd, 'TCP_KEEPINTVL'),
    keepCount: optionOf(fd, 'TCP_KEEPCNT'),
    userTimeoutMs: optionOf(fd, 'TCP_USER_TIMEOUT'),
    synRetries: optionOf(fd, 'TCP_SYNCNT'),
    rtoMaxMs: optionOf(fd, 'TCP_RTO_MAX_MS'),
  }
}

/** What is undefined this socket or this kernel does not tell. Where the program set nothing, the values are its namespace's. */
export interface OpenTcpSocket {
  readonly inode: number
  readonly local: SocketEnd | undefined
  /** Undefined while there is none, and in SYN-SENT: getpeername(2) hides it. */
  readonly remote: SocketEnd | undefined
  readonly state: TcpState
  readonly info: TcpInfo | undefined
  /** 0 or 1. */
  readonly keepalive: number | undefined
  readonly keepIdleS: number | undefined
  readonly keepIntervalS: number | undefined
  readonly keepCount: number | undefined
  /** 0: none. Multipath TCP has none to tell. */
  readonly userTimeoutMs: number | undefined
  readonly synRetries: number | undefined
  /** Since kernel 6.15. */
  readonly rtoMaxMs: number | undefined
}

/** struct tcp_info. Its first byte is the state. */
function infoBytes(fd: number): Buffer | undefined {
  const bytes = Buffer.alloc(512)
  const size = u32(bytes.length)
  try {
    libc.getsockopt(fd, IPPROTO_TCP, TCP_INFO, bytes, size)
  } catch (thrown) {
    if (thrown instanceof SystemError && NO_TCP.has(thrown.errno)) return undefined
    throw thrown
  }
  return bytes.subarray(0, size.readUInt32LE())
}

/** struct sockaddr_in or sockaddr_in6. */
function endOf(call: typeof getsockname, what: string, fd: number): SocketEnd | undefined {
  const address = Buffer.alloc(28)
  try {
    call(what, fd, address, u32(address.length))
  } catch (thrown) {
    if (thrown instanceof SystemError && thrown.errno === 'ENOTCONN') return undefined
    throw thrown
  }
  const ip = address.readUInt16LE(0) === AF_INET6 ? address.subarray(8, 24) : address.subarray(4, 8)
  return { address: ipText(ip), port: address.readUInt16BE(2) }
}

function optionOf(fd: number, option: SocketOption): number | undefined {
  try {
    return getSocketOption(fd, option)
  } catch {
    return undefined
  }
}

const getsockname = nativeCall<[fd: number, address: Buffer, size: Buffer]>(
  'int getsockname(int fd, _Out_ void *address, _Inout_ void *size)',
)
const getpeername = nativeCall<[fd: number, address: Buffer, size: Buffer]>(
  'int getpeername(int fd, _Out_ void *address, _Inout_ void *size)',
)
const IPPROTO_TCP = 6
const TCP_INFO = 11
const NO_TCP = new Set(['ENOTSOCK', 'ENOPROTOOPT', 'EOPNOTSUPP', 'EINVAL'])
