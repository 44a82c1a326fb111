// Binds one function of the running process's own libc, glibc or musl. Nothing is loaded before the first call.
import { getSystemErrorMap } from 'node:util'
import { koffi } from './koffi.ts'

/**
 * `prototype` in C. The call throws a SystemError where its result is negative, and is repeated when a signal interrupts it. `as`: its name
 * there, if not the function's own; `nothing`: the errno that says that there was nothing to do, which is answered by 0.
 */
export function nativeCall<Arguments extends unknown[]>(
  prototype: string,
  { as = prototype.split(/[ *(]+/)[1] ?? prototype, nothing }: { as?: string; nothing?: string } = {},
): (...args: Arguments) => number {
  let native: ((...args: unknown[]) => unknown) | undefined
  return (...args) => {
    native ??= koffi().load(null).func(prototype) // null: the running process, so glibc or musl as Node was linked
    for (;;) {
      const result = Number(native(...args))
      if (result >= 0) return result
      const errno = errnoName(koffi().errno())
      if (errno === nothing) return 0
      if (errno !== 'EINTR') throw new SystemError(as, errno)
    }
  }
}

/** A libc call that failed. `call` is its name, `errno` the error's, such as 'EPERM'. */
export class SystemError extends Error {
  override readonly name = 'SystemError'
  readonly call: string
  readonly errno: string

  constructor(call: string, errno: string) {
    super(`${call}: ${errno}`)
    this.call = call
    this.errno = errno
  }
}

/** The name of a positive errno. Linux has one number for two names; ip(8) and the man pages say EOPNOTSUPP. */
export function errnoName(errno: number): string {
  if (errno === 524) return 'ENOTSUPP' // the kernel's own, in no libc header
  names ??= getSystemErrorMap()
  const [name] = names.get(-errno) ?? [`errno ${errno}`] // libuv does not know all of them
  return name === 'ENOTSUP' ? 'EOPNOTSUPP' : name
}

/** Made anew each time that it is asked for, which takes as long as a call. */
let names: ReturnType<typeof getSystemErrorMap> | undefined
