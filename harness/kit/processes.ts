// The processes of a host: its programs, all that descends from them, and all that carries the host's mark. What the system says that
// they do comes from /proc where there is one, and from ps elsewhere.
import { readdirSync, readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'

/** A process and its state: `R` runs, `S` sleeps, `T` is stopped; proc_pid_stat(5), ps(1). */
export interface Process {
  readonly pid: number
  readonly parent: number
  readonly group: number
  readonly state: string
  /** What it was started with in the variable of the mark. Not known outside Linux, nor of a program that has written over its environment. */
  readonly mark?: string | undefined
}

/** Name of the variable that says in each program's environment which host it is of. */
export const hostMarkName = 'HALFOPEN_HOST'

/**
 * All that live of those that `isOwn` recognizes, and all that descends from them. Outside Linux, one that left its group and whose
 * parent has ended is not known.
 */
export async function processesOf(isOwn: (process: Process) => boolean): Promise<readonly Process[]> {
  const all = (await allProcesses()).filter(({ state }) => state !== 'Z' && state !== 'X')
  const own = new Set(all.filter(isOwn))
  // A set goes on to what is added to it meanwhile.
  for (const { pid } of own) for (const child of all) if (child.parent === pid) own.add(child)
  return [...own]
}

/** Signals them, and their groups, so that none that is just being made is left out. One that has gone is no error. */
export function signalAll(processes: readonly Pick<Process, 'pid' | 'group'>[], name: NodeJS.Signals): void {
  const groups = new Set(processes.map(({ group }) => group).filter(group => group > 1)) // 0 would be our own
  for (const target of [...[...groups].map(group => -group), ...processes.map(({ pid }) => pid)]) {
    try {
      process.kill(target, name)
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH')) throw thrown
    }
  }
}

/** `pid (name) state ppid pgrp ...`, where a name may hold spaces and brackets. */
export function fromStat(stat: string): Process | undefined {
  const [, pid, state, parent, group] = /^(\d+) \(.*\) (\w) (\d+) (\d+) /s.exec(stat) ?? []
  return pid && state && parent && group
    ? { pid: Number(pid), parent: Number(parent), group: Number(group), state }
    : undefined
}

/** Lines of `pid ppid pgid state`, where a state may carry flags after its letter. */
export function fromPs(output: string): Process[] {
  return output.split('\n').flatMap(line => {
    const [, pid, parent, group, state] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\w)/.exec(line) ?? []
    return pid && parent && group && state
      ? [{ pid: Number(pid), parent: Number(parent), group: Number(group), state }]
      : []
  })
}

async function allProcesses(): Promise<readonly Process[]> {
  return await (process.platform === 'linux' ? fromProc() : askPs())
}

async function askPs(): Promise<readonly Process[]> {
  const { execa } = await import('execa') // nobody on Linux shall have to load it for this
  return fromPs((await execa('ps', ['-A', '-o', 'pid=,ppid=,pgid=,state='])).stdout)
}

/** Read at once, /proc never waits for a disk; but few at a time, for meanwhile the taps of this process have bytes to pass on. */
async function fromProc(): Promise<readonly Process[]> {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  const all: Process[] = []
  for (const [i, pid] of pids.entries()) {
    if (i % atATime === atATime - 1) await setImmediate()
    const found = fromStat(read(`/proc/${pid}/stat`))
    if (found) all.push({ ...found, mark: markIn(read(`/proc/${pid}/environ`)) })
  }
  return all
}

const atATime = 8

/** Of variables that each end with a zero byte: proc_pid_environ(5). */
function markIn(environment: string): string | undefined {
  return environment
    .split('\0')
    .find(text => text.startsWith(`${hostMarkName}=`))
    ?.slice(hostMarkName.length + 1)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
