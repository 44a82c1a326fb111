// Lets the kernel say by a signal that a descriptor has become readable: no thread waits for it, and nobody asks for nothing. fcntl(2), F_SETSIG
import { nativeCall } from '../netlink/native-call.ts'

/** Calls `work` soon after each time that something arrives at `fd`, until it is disposed. In a Worker it is never called. */
export function onArrival(fd: number, work: () => void): Disposable {
  if (listeners.size === 0) process.on(SIGNAL, onSigio)
  listeners.add(work)
  fcntl(fd, F_SETOWN, process.pid)
  fcntl(fd, F_SETSIG, SIGNAL_NUMBER)
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL, 0) | O_ASYNC)
  return {
    [Symbol.dispose]: () => {
      if (!listeners.delete(work)) return
      fcntl(fd, F_SETFL, fcntl(fd, F_GETFL, 0) & ~O_ASYNC)
      if (listeners.size === 0) process.off(SIGNAL, onSigio)
    },
  }
}

/** Ignored by default, so one that comes too late does no harm. Which descriptor it was about is not told: all are asked. */
const SIGNAL = 'SIGURG'
const SIGNAL_NUMBER = 23
const listeners = new Set<() => void>()

function onSigio(): void {
  for (const work of [...listeners]) work()
}

const fcntl = nativeCall<[fd: number, command: number, value: number]>('int fcntl(int fd, int command, int value)')

const F_GETFL = 3
const F_SETFL = 4
const F_SETOWN = 8
const F_SETSIG = 10
const O_ASYNC = 0o20000
