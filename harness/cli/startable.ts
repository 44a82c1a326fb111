// Whether this user may start as many processes and threads as any run needs: with too few, whatever comes first breaks, Vitest's own loader by an
// abort that nobody can catch.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HalfopenError } from '../kit/errors.ts'
import { processLimit } from '../kit/process-limit.ts'

/** Throws E_SHORTAGE below that. Where the system does not tell, it is taken to be enough. */
export function requireStartable(): void {
  const left = Math.min(leftOfUser(), leftOfGroup())
  if (left >= fewest) return
  throw new HalfopenError(
    'E_SHORTAGE',
    `Cannot run scenarios: fewer than ${fewest} processes and threads may be started, got "${left}"`,
    { fix: 'Let more be started: ulimit -u, or the pids limit of the container' },
  )
}

/** This process, a test worker, a reaper, a server, a client and what is between them: each Node has ten threads. */
const fewest = 64

/** RLIMIT_NPROC counts all threads of a user, and root's none: getrlimit(2). */
function leftOfUser(): number {
  const uid = process.getuid?.() ?? 0
  const most = uid === 0 ? undefined : processLimit('Max processes')
  return most === undefined ? Number.POSITIVE_INFINITY : Math.max(0, most - threadsOf(uid))
}

function threadsOf(uid: number): number {
  const own = numbersIn('/proc').map(pid => contents(`/proc/${pid}/status`))
  return own
    .filter(text => Number(/^Uid:\s+(\d+)/m.exec(text)?.[1]) === uid)
    .reduce((sum, text) => sum + Number(/^Threads:\s+(\d+)/m.exec(text)?.[1] ?? 0), 0)
}

/** pids.max of our own control group, in both versions of them: cgroups(7). */
function leftOfGroup(): number {
  const groups = contents('/proc/self/cgroup')
  const second = /^0::(.*)$/m.exec(groups)?.[1]
  const first = /^\d+:pids:(.*)$/m.exec(groups)?.[1]
  return Math.min(leftIn(`/sys/fs/cgroup${second}`), leftIn(`/sys/fs/cgroup/pids${first}`))
}

function leftIn(group: string): number {
  const [most = Number.NaN, now = Number.NaN] = ['max', 'current'].map(name =>
    Number.parseInt(contents(join(group, `pids.${name}`)), 10),
  )
  return Number.isNaN(most - now) ? Number.POSITIVE_INFINITY : most - now
}

function numbersIn(folder: string): number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function contents(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
