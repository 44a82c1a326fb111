// A program of a script that needs what its guest was not told of: the guest was there before its programs were known.
import { HalfopenError } from '../kit/errors.ts'
import type { Host } from '../model/host.ts'
import type { Subject } from '../model/subject.ts'
import { promisedMb, yieldsForEver } from './where.ts'

/** Throws E_MEMORY where those that have been started and this one need more than there is, and E_YIELDS where it would wait for ever. */
export function refuseUntold({ name, memoryMb = 0, yields }: Subject, hosts: readonly Pick<Host, 'program'>[]): void {
  if (yields && yieldsForEver())
    throw new HalfopenError(
      'E_YIELDS',
      `Cannot start "${name}": it waits by calling sched_yield(), and in its guest a system call takes no time`,
      { fix: "Tell the script so: test('...', { yields: true }, ...)" },
    )
  const promised = promisedMb()
  const needed = hosts.reduce((sum, { program }) => sum + (program.memoryMb ?? 0), memoryMb)
  if (promised === undefined || memoryMb === 0 || needed <= promised) return
  throw new HalfopenError('E_MEMORY', `Cannot start "${name}": its guest has no such memory, got "${memoryMb}MB"`, {
    fix: `Give the script what all of its programs need: test('...', { memory: '${needed}MB' }, ...)`,
  })
}
