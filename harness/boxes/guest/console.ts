// Why a guest died, from what its kernel said last. Pure.
import type { Refusal } from '../box.ts'

const inContainer = 'In a container: docker run --security-opt seccomp=unconfined, or --cap-add SYS_PTRACE'

const causes: readonly (Refusal & { readonly said: RegExp })[] = [
  {
    said: /syscall emulation for ptrace.*missing/i,
    reason: 'this system has no PTRACE_SYSEMU, as gVisor and its like have not',
    fix: 'Run it on an ordinary Linux kernel, or use --clock real',
  },
  {
    said: /ptrace.*(Operation not permitted|Function not implemented)|check_ptrace/is,
    reason: 'ptrace is refused here, or halfopen itself is being traced',
    fix: `${inContainer}. Set kernel.yama.ptrace_scope to 0 or 1. Not under strace -f or gdb`,
  },
  {
    said: /noexec|PROT_EXEC mmap[^\n]*\n[^\n]*(not permitted|denied)/i,
    reason: 'memory that can be executed is refused: no memfd, and the temporary folder is mounted noexec',
    fix: 'sudo sysctl -w vm.memfd_noexec=0, or sudo mount -o remount,exec /dev/shm',
  },
  {
    said: /setup_physmem|errno = -12|Cannot allocate memory/,
    reason: 'there is not enough memory for it',
    fix: 'Raise `ulimit -v`, or run fewer at a time',
  },
  {
    said: /bus error/i,
    reason: 'the memory that it was given ran out',
    fix: 'Raise the memory limit of the container',
  },
  {
    said: /Requested init .* failed/,
    reason: 'its first process could not be started from the cache',
    fix: 'Set XDG_CACHE_HOME to a folder that everybody may read, and that is not below /dev, /proc or /sys',
  },
]

/** The reason and its fix; an unknown death is told as such. */
export function whyItDied(said: readonly string[]): Refusal {
  const text = said.join('\n')
  const { reason, fix } = causes.find(cause => cause.said.test(text)) ?? unknown
  return { reason, fix }
}

/** The program that the kernel has killed because there was no memory left, if a line says so: mm/oom_kill.c. Node calls its thread so, and not itself. */
export function starvedProgram(line: string): string | undefined {
  const name = /Out of memory: Killed process \d+ \((.*)\) total-vm/.exec(line)?.[1]
  return name === 'MainThread' ? 'node' : name
}

/** What of the host's chance its programs see all the same: kernel/patches. */
export function unseeded(said: readonly string[]): readonly string[] {
  const seen = said.some(line => line.includes("the host's cycles cannot be hidden"))
  return seen ? ['this machine does not hide its cycle counter, from which some programs draw lots'] : []
}

const unknown: Refusal = {
  reason: 'it ended without a word of its first process',
  fix: 'Run `npx halfopen doctor`; with --clock real it is not needed',
}
