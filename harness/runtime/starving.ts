// A program of a script that needs more memory than its guest was given: the guest was there before its programs were known.
import { HalfopenError } from '../kit/errors.ts'
import type { Host } from '../model/host.ts'
import type { Subject } from '../model/subject.ts'
import { promisedMb } from './where.ts'

/** Throws E_MEMORY where those that have been started and this one need more than there is. */
export function refuseStarving({ name, memoryMb = 0 }: Subject, hosts: readonly Host[]): void {
  const promised = promisedMb()
  const needed = hosts.reduce((sum, { program }) => sum + (program.memoryMb ?? 0), memoryMb)
  if (promised === undefined || memoryMb === 0 || needed <= promised) return
  throw new HalfopenError('E_MEMORY', `Cannot start "${name}": its guest has no such memory, got "${memoryMb}MB"`, {
    fix: `Give the script what all of its programs need: test('...', { memory: '${needed}MB' }, ...)`,
  })
}
