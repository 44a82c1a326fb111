// The TCP sockets of a running process with all that its program set on them, each read from a descriptor that is borrowed for microseconds.
import { SystemError } from './native-call.ts'
import { type OpenTcpSocket, openTcpSocket } from './open-socket.ts'
import { Pidfd } from './pidfd.ts'
import type { SocketDescriptor } from './socket-owner.ts'

/**
 * Those behind these descriptors. What is no TCP socket, or was closed meanwhile, is left out. Throws a SystemError where the process may
 * not be looked into, or has ended.
 */
export function borrowedTcpSockets(pid: number, held: readonly Pick<SocketDescriptor, 'fd'>[]): OpenTcpSocket[] {
  return [...eachTcpSocket(pid, held)]
}

/** The same one by one, for who may have seen enough before the last. */
export function* eachTcpSocket(
  pid: number,
  held: readonly Pick<SocketDescriptor, 'fd'>[],
): Generator<OpenTcpSocket, void, undefined> {
  using pidfd = new Pidfd(pid)
  for (const { fd } of held) {
    const socket = borrowed(pidfd, fd)
    if (socket) yield socket
  }
}

function borrowed(pidfd: Pidfd, fd: number): OpenTcpSocket | undefined {
  try {
    return pidfd.borrow(fd, openTcpSocket)
  } catch (thrown) {
    if (thrown instanceof SystemError && thrown.errno === 'EBADF') return undefined // closed since it was listed
    throw thrown
  }
}
