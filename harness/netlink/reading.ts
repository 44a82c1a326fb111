// Answers of the kernel, read: one that holds less than it should is an error with a name.
import { HalfopenError } from '../kit/errors.ts'

/** Reads a body. E_NETLINK, with what was to be done, where a field of it lies beyond its end. */
export function reading<T>(what: string, read: (body: Buffer) => T): (body: Buffer) => T {
  return body => {
    try {
      return read(body)
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause
      throw new HalfopenError('E_NETLINK', `Cannot ${what}: the answer is too short, got "${body.length} bytes"`, {
        cause,
      })
    }
  }
}
