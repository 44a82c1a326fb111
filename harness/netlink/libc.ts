// The few libc calls Node lacks. Nothing is loaded before the first call, so importing this is harmless on any platform.
import { getSystemErrorName } from 'node:util'
import koffi from 'koffi'

export const AF_INET = 2
export const AF_INET6 = 10
export const AF_NETLINK = 16
export const AF_PACKET = 17
export const SOCK_RAW = 3
export const SOCK_CLOEXEC = 0o2000000
export const SOL_SOCKET = 1

/** Each call throws a SystemError when it fails and is repeated when a signal interrupts it. Blocking calls block the thread. */
export const libc = {
  unshare: call<[flags: number]>('int unshare(int flags)'),
  setns: call<[fd: number, type: number]>('int setns(int fd, int type)'),
  socket: call<[domain: number, type: number, protocol: number]>('int socket(int domain, int type, int protocol)'),
  bind: call<[fd: number, address: Buffer, size: number]>('int bind(int fd, const void *address, uint size)'),
  send: call<[fd: number, bytes: Buffer, size: number, flags: number]>(
    'long send(int fd, const void *bytes, size_t size, int flags)',
  ),
  recv: call<[fd: number, into: Buffer, size: number, flags: number]>(
    'long recv(int fd, _Out_ void *into, size_t size, int flags)',
  ),
  setsockopt: call<[fd: number, level: number, name: number, value: Buffer, size: number]>(
    'int setsockopt(int fd, int level, int name, const void *value, uint size)',
  ),
  getsockopt: call<[fd: number, level: number, name: number, into: Buffer, size: Buffer]>(
    'int getsockopt(int fd, int level, int name, _Out_ void *into, _Inout_ void *size)',
  ),
  recvmmsg: call<[fd: number, messages: bigint, count: number, flags: number, timeout: null]>(
    'int recvmmsg(int fd, void *messages, uint count, int flags, void *timeout)',
    'EAGAIN',
  ),
  close: call<[fd: number]>('int close(int fd)'),
}

/** A libc call that failed. `errno` is the error's name, such as 'EPERM'. */
export class SystemError extends Error {
  override readonly name = 'SystemError'
  readonly errno: string

  constructor(what: string, errno: string) {
    super(`${what}: ${errno}`)
    this.errno = errno
  }
}

/** The name of a positive errno. Linux has one number for two names; ip(8) and the man pages say EOPNOTSUPP. */
export function errnoName(errno: number): string {
  if (errno === 524) return 'ENOTSUPP' // the kernel's own, in no libc header
  const name = getSystemErrorName(-errno)
  return name === 'ENOTSUP' ? 'EOPNOTSUPP' : name
}

/** Zeroed memory that never moves and is never freed: for structures that hold addresses. A Buffer of ours gives no such promise. */
export function stableMemory(sizeBytes: number): { readonly address: bigint; readonly bytes: Buffer } {
  const address: bigint = koffi.alloc('uint8_t', sizeBytes)
  return { address, bytes: Buffer.from(koffi.view(address, sizeBytes)).fill(0) }
}

/** `nothing`: the errno that says that there was nothing to do. It is answered by 0. */
function call<Arguments extends unknown[]>(prototype: string, nothing?: string): (...args: Arguments) => number {
  let native: ((...args: unknown[]) => unknown) | undefined
  return (...args) => {
    native ??= koffi.load(null).func(prototype) // null: the running process, so glibc or musl as Node was linked
    for (;;) {
      const result = Number(native(...args))
      if (result >= 0) return result
      const errno = errnoName(koffi.errno())
      if (errno === nothing) return 0
      if (errno !== 'EINTR') throw new SystemError(prototype.split(/[ *(]+/)[1] ?? prototype, errno)
    }
  }
}
