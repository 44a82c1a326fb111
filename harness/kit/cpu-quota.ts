// Gives processes only so much of a CPU, as cgroup's cpu.max does, and needs no privilege for it: who is ahead of its share is stopped.
import { readFileSync } from 'node:fs'
import { every, startClock } from './clock.ts'

/**
 * Holds processes to `share` (0 to 1) of one CPU, all of them together. They earn CPU time as time passes and save up what they do
 * not use, but no more than a tenth of a second earns them; when they have overdrawn they are stopped (SIGSTOP) until that is paid
 * back (SIGCONT). So the share holds in the long run, whatever the machine does to our timers. Linux: the time is read from /proc.
 */
export function limitCpu(group: CpuGroup, share: number): CpuQuota {
  const quota = new Quota(group, share)
  const watch = every(tickMs, () => {
    try {
      quota.settle()
    } catch {
      watch[Symbol.dispose]() // Those whose place has gone need no limit any more.
    }
  })
  return {
    used: () => quota.settle(),
    [Symbol.dispose]: () => {
      watch[Symbol.dispose]()
      quota.release()
    },
  }
}

/** Who is held to it. */
export interface CpuGroup {
  /** Asked again and again: they may change. */
  readonly pids: () => readonly number[]
  readonly signal: (name: 'SIGSTOP' | 'SIGCONT') => void
}

/** A limit in force. Disposing lets everybody go on. */
export interface CpuQuota extends Disposable {
  used(): CpuUse
}

/** What they have used since the limit came into force, and how long that is. */
export interface CpuUse {
  readonly usedMs: number
  readonly elapsedMs: number
  /** How often they wanted more than they had. */
  readonly stops: number
}

/** What shows that it bit, as text: they wanted more than their share, and did not get it. Undefined otherwise. */
export function starved({ usedMs, elapsedMs, stops }: CpuUse, share: number): string | undefined {
  if (stops === 0 || usedMs > share * elapsedMs + lateMs) return undefined
  const [used, elapsed] = [usedMs, elapsedMs].map(ms => `${(ms / 1_000).toFixed(2)} s`)
  const times = stops === 1 ? 'once' : `${stops} times`
  return `used ${used} of CPU in ${elapsed}, ${((usedMs / elapsedMs) * 100).toFixed(1)} % of one, and was stopped ${times}`
}

/** What /proc counts in, USER_HZ: proc_pid_stat(5), sysconf(3). */
const tickMs = 10
/** The period of cpu.max, where nobody chooses another: cgroup-v2.rst in the kernel's documentation. */
const savingMs = 100
/** So far may they be ahead at the moment of asking: a timer of ours was that late. */
const lateMs = 100

class Quota {
  readonly #group: CpuGroup
  readonly #share: number
  readonly #clock = startClock()
  /** By process, as last read: of one that has ended that is all it used. */
  readonly #readMs = new Map<number, number>()
  #use: CpuUse = { usedMs: 0, elapsedMs: 0, stops: 0 }
  #creditMs = 0
  #stopped = false

  constructor(group: CpuGroup, share: number) {
    this.#group = group
    this.#share = share
    this.#spent()
  }

  settle(): CpuUse {
    const [elapsedMs, spentMs] = [this.#clock.nowMs(), this.#spent()]
    const earnedMs = this.#share * (elapsedMs - this.#use.elapsedMs)
    this.#creditMs = Math.min(this.#share * savingMs, this.#creditMs + earnedMs) - spentMs
    const mustStop = this.#creditMs < 0
    const stops = this.#use.stops + (mustStop && !this.#stopped ? 1 : 0)
    if (mustStop !== this.#stopped) this.#group.signal(mustStop ? 'SIGSTOP' : 'SIGCONT')
    this.#stopped = mustStop
    this.#use = { usedMs: this.#use.usedMs + spentMs, elapsedMs, stops }
    return this.#use
  }

  release(): void {
    if (this.#stopped) this.#group.signal('SIGCONT')
    this.#stopped = false
  }

  /** Since it was last asked. */
  #spent(): number {
    let sumMs = 0
    for (const pid of this.#group.pids()) {
      const nowMs = cpuMs(pid)
      if (nowMs === undefined) continue
      sumMs += Math.max(0, nowMs - (this.#readMs.get(pid) ?? 0))
      this.#readMs.set(pid, nowMs)
    }
    return sumMs
  }
}

/** CPU time of all threads, in user and in kernel mode; undefined for a process that has gone. */
function cpuMs(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // pid (name) state, ten numbers, utime, stime: a name may hold spaces and brackets.
    const [, user, system] = /^\d+ \(.*\) \w(?: -?\d+){10} (\d+) (\d+) /s.exec(stat) ?? []
    return user === undefined ? undefined : (Number(user) + Number(system)) * tickMs
  } catch {
    return undefined
  }
}
