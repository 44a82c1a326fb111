import { expect, test } from 'vitest'
import { unseeded, whyItDied } from './console.ts'

test.each([
  [
    'Checking syscall emulation for ptrace...missing',
    'this system has no PTRACE_SYSEMU, as gVisor and its like have not',
  ],
  ['ptrace: Operation not permitted', 'ptrace is refused here, or halfopen itself is being traced'],
  ['check_ptrace : expected SIGSTOP, got status = 9', 'ptrace is refused here, or halfopen itself is being traced'],
  [
    '/tmp must be not mounted noexec',
    'memory that can be executed is refused: no memfd, and the temporary folder is mounted noexec',
  ],
  [
    'setup_physmem - mapping 254095360 bytes of memory at 0x60000000 failed - errno = -12',
    'there is not enough memory for it',
  ],
  ['Bus error - the host /dev/shm or /tmp mount likely just ran out of space', 'the memory that it was given ran out'],
  [
    'Kernel panic - not syncing: Requested init /x/init failed (error -13).',
    'its first process could not be started from the cache',
  ],
  ['Segmentation fault', 'it ended without a word of its first process'],
])('"%s" means: %s', (said, reason) => {
  const refusal = whyItDied([said])
  expect(refusal.reason).toBe(reason)
  expect(refusal.fix).not.toBe('')
})

test('a guest that died without a word has no reason but that', () => {
  expect(whyItDied([]).reason).toBe('it ended without a word of its first process')
})

test('a host that cannot hide its cycles makes a run not repeatable, and one that says nothing does not', () => {
  const said = "[    0.000000] time-travel: the host's cycles cannot be hidden, this run is not repeatable"
  expect(unseeded([said])).toEqual([expect.stringContaining('does not hide its cycle counter')])
  expect(unseeded(['something else'])).toEqual([])
})
