// Which process holds a socket: its descriptors are links to "socket:[inode]". proc_pid_fd(5)
import { readdirSync, readlinkSync } from 'node:fs'

/**
 * Inodes of the sockets that each process holds. Processes that are not ours to look into, or that end meanwhile, hold
 * none. Needs a /proc of this pid namespace (unshare's --mount-proc).
 */
export function socketsOf(pids: readonly number[] = processes()): ReadonlyMap<number, ReadonlySet<number>> {
  return new Map(pids.map(pid => [pid, new Set(inodes(pid))]))
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
}

function inodes(pid: number): number[] {
  return quietly(() => readdirSync(`/proc/${pid}/fd`), [])
    .map(fd => quietly(() => readlinkSync(`/proc/${pid}/fd/${fd}`), ''))
    .flatMap(target => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [])
    .map(Number)
}

function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
