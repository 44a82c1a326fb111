// Which process holds a socket: its descriptors are links to "socket:[inode]". proc_pid_fd(5)
import { readdirSync, readlinkSync } from 'node:fs'
import { quietly } from '../kit/quietly.ts'

/**
 * Inodes of the sockets that each process holds. Processes that are not ours to look into, or that end meanwhile, hold
 * none. Needs a /proc of this pid namespace (unshare's --mount-proc).
 */
export function socketsOf(pids: readonly number[] = processes()): ReadonlyMap<number, ReadonlySet<number>> {
  return new Map(pids.map(pid => [pid, new Set(inodes(pid))]))
}

/**
 * The sockets among one process's descriptors. Throws a Node error: ENOENT where there is no such process, EACCES where it is
 * not ours to look into (PTRACE_MODE_READ of ptrace(2)).
 */
export function socketDescriptors(pid: number): SocketDescriptor[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap(fd => {
    const target = linkOf(`/proc/${pid}/fd/${fd}`)
    const [, inode] = /^socket:\[(\d+)\]$/.exec(target) ?? []
    return inode === undefined ? [] : [{ fd: Number(fd), inode: Number(inode) }]
  })
}

/** Nothing where it was closed meanwhile. Root may list the descriptors of a process that it may not look into, and read no link. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return ''
    throw thrown
  }
}

/** A descriptor of a process, and the socket behind it. */
export interface SocketDescriptor {
  readonly fd: number
  readonly inode: number
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
}

function inodes(pid: number): number[] {
  return (quietly(() => socketDescriptors(pid)) ?? []).map(({ inode }) => inode)
}
