// A process held by a descriptor, and its own descriptors borrowed one at a time: pidfd_open(2), pidfd_getfd(2).
import { libc } from './libc.ts'
import { nativeCall } from './native-call.ts'

/** A running process, by descriptors that Node knows nothing of: in a worker it would warn of closing them. While this is open its id means no other. Nothing here signals, stops or traces it. */
export class Pidfd implements Disposable {
  readonly #fd: number
  #open = true

  /** Throws a SystemError: ESRCH where there is no such process, ENOSYS before Linux 5.3, EPERM where seccomp refuses it. */
  constructor(pid: number) {
    this.#fd = pidfdOpen(434, pid, 0)
  }

  /**
   * Runs `work` on a duplicate of one of its descriptors, closed before this returns: for these microseconds a socket that
   * the program closes stays open. Throws a SystemError: EPERM without PTRACE_MODE_ATTACH_REALCREDS of ptrace(2) (another
   * user's process, Yama, seccomp), ENOSYS before Linux 5.6, EBADF where it has no such descriptor, ESRCH where it has ended.
   */
  borrow<T>(fd: number, work: (own: number) => T): T {
    const own = pidfdGetfd(438, this.#fd, fd, 0)
    try {
      return work(own)
    } finally {
      libc.close(own)
    }
  }

  [Symbol.dispose](): void {
    if (this.#open) libc.close(this.#fd)
    this.#open = false
  }
}

// By number, the same on every architecture: musl and older glibc have no functions of these names.
const pidfdOpen = nativeCall<[number: 434, pid: number, flags: number]>(
  'long syscall(long number, long pid, long flags)',
  {
    as: 'pidfd_open',
  },
)
const pidfdGetfd = nativeCall<[number: 438, pidfd: number, fd: number, flags: number]>(
  'long syscall(long number, long pidfd, long fd, long flags)',
  { as: 'pidfd_getfd' },
)
