// Processes that do nothing but compute, on one processor: what a backup, a build or a neighbour does to a program beside it.
import { readFileSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { type Child, startProcess } from '../kit/process.ts'
import { quietly } from '../kit/quietly.ts'
import { until } from '../kit/until.ts'
import { affinityOf, setAffinity } from '../netlink/affinity.ts'

/** All of them. Disposing ends them; the reaper does where the harness dies, and their own limit where that dies too. */
export class BusyLoops implements AsyncDisposable {
  readonly #children: Child[] = []
  #ended = false

  get pids(): readonly number[] {
    return this.#children.map(({ pid }) => pid)
  }

  /** None has ended. */
  get alive(): boolean {
    return !this.#ended
  }

  /** Each in a session of its own: the kernel may share a processor out by sessions, sched(7) "The autogroup feature". */
  async start(count: number, processor: number, nice: number, signal: AbortSignal): Promise<void> {
    const starts = Array.from({ length: count }, async () => {
      const child = await startProcess({ file: 'sh', args: ['-c', `ulimit -t ${limitS}; while :; do :; done`] })
      this.#children.push(child)
      void child.exited.then(() => {
        this.#ended = true
      })
    })
    await Promise.all(starts)
    for (const pid of this.pids) {
      setAffinity(pid, [processor])
      if (nice !== 0) await renice(pid, nice, signal)
    }
  }

  /** One that is nice needs time to die in, and finds it wherever there is some. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const pid of this.pids) quietly(() => setAffinity(pid, affinityOf(0)))
    await Promise.all(this.#children.map(child => child[Symbol.asyncDispose]()))
  }
}

/** CPU time, after which the kernel ends a loop: more than a fault in real time would be waited for. */
const limitS = 3_600

/** Where the kernel shares out by sessions, the session's niceness counts; whoever has no rights may set one in a tenth of a second. */
async function renice(pid: number, nice: number, signal: AbortSignal): Promise<void> {
  setPriority(pid, nice)
  if (!sharesBySession()) return
  const done = () => {
    try {
      writeFileSync(`/proc/${pid}/autogroup`, String(nice))
      return true
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EAGAIN') return undefined
      throw thrown
    }
  }
  await until(`set the niceness of session ${pid}`, done, { withinMs: 3_000, everyMs: 10, signal })
}

function sharesBySession(): boolean {
  try {
    return readFileSync('/proc/sys/kernel/sched_autogroup_enabled', 'latin1').trim() === '1'
  } catch {
    return false
  }
}
