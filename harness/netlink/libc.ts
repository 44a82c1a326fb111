// The few libc calls Node lacks. Nothing is loaded before the first call, so importing this is harmless on any platform.
import { koffi } from './koffi.ts'
import { nativeCall } from './native-call.ts'

export const AF_INET = 2
export const AF_INET6 = 10
export const AF_NETLINK = 16
export const AF_PACKET = 17
export const SOCK_RAW = 3
export const SOCK_CLOEXEC = 0o2000000
export const SOL_SOCKET = 1

/** Each call throws a SystemError when it fails and is repeated when a signal interrupts it. Blocking calls block the thread. */
export const libc = {
  unshare: nativeCall<[flags: number]>('int unshare(int flags)'),
  setns: nativeCall<[fd: number, type: number]>('int setns(int fd, int type)'),
  socket: nativeCall<[domain: number, type: number, protocol: number]>(
    'int socket(int domain, int type, int protocol)',
  ),
  bind: nativeCall<[fd: number, address: Buffer, size: number]>('int bind(int fd, const void *address, uint size)'),
  send: nativeCall<[fd: number, bytes: Buffer, size: number, flags: number]>(
    'long send(int fd, const void *bytes, size_t size, int flags)',
  ),
  recv: nativeCall<[fd: number, into: Buffer, size: number, flags: number]>(
    'long recv(int fd, _Out_ void *into, size_t size, int flags)',
  ),
  setsockopt: nativeCall<[fd: number, level: number, name: number, value: Buffer, size: number]>(
    'int setsockopt(int fd, int level, int name, const void *value, uint size)',
  ),
  getsockopt: nativeCall<[fd: number, level: number, name: number, into: Buffer, size: Buffer]>(
    'int getsockopt(int fd, int level, int name, _Out_ void *into, _Inout_ void *size)',
  ),
  recvmmsg: nativeCall<[fd: number, messages: bigint, count: number, flags: number, timeout: null]>(
    'int recvmmsg(int fd, void *messages, uint count, int flags, void *timeout)',
    { nothing: 'EAGAIN' },
  ),
  close: nativeCall<[fd: number]>('int close(int fd)'),
}

/** Zeroed memory that never moves and is never freed: for structures that hold addresses. A Buffer of ours gives no such promise. */
export function stableMemory(sizeBytes: number): { readonly address: bigint; readonly bytes: Buffer } {
  const address: bigint = koffi().alloc('uint8_t', sizeBytes)
  return { address, bytes: Buffer.from(koffi().view(address, sizeBytes)).fill(0) }
}
