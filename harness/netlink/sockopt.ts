// Socket options that Node has no words for, on any open descriptor. tcp(7), socket(7), linux/tcp.h
import { HalfopenError } from '../kit/errors.ts'
import { u32 } from './bytes.ts'
import { libc, SOL_SOCKET } from './libc.ts'
import { SystemError } from './native-call.ts'

/**
 * Sets an option on a socket's descriptor. Costs about a microsecond. E_SOCKOPT names the option.
 * Node's descriptor is valid from the tick after connect(), so before the handshake ends but after the first SYN.
 */
export function setSocketOption(fd: number, option: SocketOption, value: number): void {
  const [level, name] = OPTIONS[option]
  try {
    libc.setsockopt(fd, level, name, u32(value), 4)
  } catch (cause) {
    throw new HalfopenError('E_SOCKOPT', `Cannot set ${option}: ${reason(cause)}, got "${value}"`, { cause })
  }
}

/** Reads an option back, as the kernel rounded it. */
export function getSocketOption(fd: number, option: SocketOption): number {
  const [level, name] = OPTIONS[option]
  const value = Buffer.alloc(4)
  try {
    libc.getsockopt(fd, level, name, value, u32(4))
  } catch (cause) {
    throw new HalfopenError('E_SOCKOPT', `Cannot read ${option}: ${reason(cause)}, got "${fd}"`, { cause })
  }
  return value.readInt32LE()
}

/** Units: TCP_KEEP* and TCP_LINGER2 seconds; TCP_USER_TIMEOUT and TCP_RTO_MAX_MS milliseconds; TCP_RTO_MIN_US microseconds. */
export type SocketOption = keyof typeof OPTIONS

function reason(thrown: unknown): string {
  const errno = thrown instanceof SystemError ? thrown.errno : String(thrown)
  const meaning: Readonly<Record<string, string>> = {
    EBADF: 'not an open descriptor',
    ENOTSOCK: 'not a socket',
    ENOPROTOOPT: 'this kernel or this socket has no such option',
    EOPNOTSUPP: 'not a TCP socket',
    EINVAL: 'the kernel refuses the value',
  }
  return `${meaning[errno] ?? 'refused'} (${errno})`
}

const IPPROTO_TCP = 6
const OPTIONS = {
  SO_ERROR: [SOL_SOCKET, 4],
  SO_SNDBUF: [SOL_SOCKET, 7],
  SO_RCVBUF: [SOL_SOCKET, 8],
  SO_KEEPALIVE: [SOL_SOCKET, 9],
  TCP_NODELAY: [IPPROTO_TCP, 1],
  TCP_KEEPIDLE: [IPPROTO_TCP, 4],
  TCP_KEEPINTVL: [IPPROTO_TCP, 5],
  TCP_KEEPCNT: [IPPROTO_TCP, 6],
  TCP_SYNCNT: [IPPROTO_TCP, 7],
  TCP_LINGER2: [IPPROTO_TCP, 8],
  TCP_USER_TIMEOUT: [IPPROTO_TCP, 18],
  TCP_RTO_MAX_MS: [IPPROTO_TCP, 44],
  TCP_RTO_MIN_US: [IPPROTO_TCP, 45],
} as const satisfies Record<string, readonly [level: number, name: number]>
