// Binds one function of the running process's own libc, glibc or musl. Nothing is loaded before the first call.
import koffi from 'koffi'
import { errnoName, SystemError } from './libc.ts'

/** `prototype` in C. The call throws a SystemError named `what` when its result is negative. */
export function nativeCall<Arguments extends unknown[]>(
  prototype: string,
): (what: string, ...args: Arguments) => number {
  let native: ((...args: unknown[]) => unknown) | undefined
  return (what, ...args) => {
    native ??= koffi.load(null).func(prototype)
    const result = Number(native(...args))
    if (result >= 0) return result
    throw new SystemError(what, errnoName(koffi.errno()))
  }
}
