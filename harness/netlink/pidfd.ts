// A process held by a descriptor, and its own descriptors borrowed one at a time: pidfd_open(2), pidfd_getfd(2).
import { closeSync } from 'node:fs'
import { nativeCall } from './native-call.ts'

/** A running process. While this is open its id means no other. Nothing here signals, stops or traces it. */
export class Pidfd implements Disposable {
  readonly #fd: number
  #open = true

  /** Throws a SystemError: ESRCH where there is no such process, ENOSYS before Linux 5.3, EPERM where seccomp refuses it. */
  constructor(pid: number) {
    this.#fd = syscall('pidfd_open', PIDFD_OPEN, pid, 0, 0)
  }

  /**
   * Runs `work` on a duplicate of one of its descriptors, closed before this returns: for these microseconds a socket that
   * the program closes stays open. Throws a SystemError: EPERM without PTRACE_MODE_ATTACH_REALCREDS of ptrace(2) (another
   * user's process, Yama, seccomp), ENOSYS before Linux 5.6, EBADF where it has no such descriptor, ESRCH where it has ended.
   */
  borrow<T>(fd: number, work: (own: number) => T): T {
    const own = syscall('pidfd_getfd', PIDFD_GETFD, this.#fd, fd, 0)
    try {
      return work(own)
    } finally {
      closeSync(own)
    }
  }

  [Symbol.dispose](): void {
    if (this.#open) closeSync(this.#fd)
    this.#open = false
  }
}

/** By number: musl and older glibc have no functions of these names. */
const syscall = nativeCall<[number: number, a: number, b: number, c: number]>(
  'long syscall(long number, long a, long b, long c)',
)
const PIDFD_OPEN = 434 // the same on every architecture
const PIDFD_GETFD = 438
