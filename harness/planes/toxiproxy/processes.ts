// What the system says a process is doing: /proc/PID/stat where there is one, ps elsewhere.
import { readdir, readFile } from 'node:fs/promises'

/** A process and its state: `R` runs, `S` sleeps, `T` is stopped; proc_pid_stat(5), ps(1). */
export interface ProcessState {
  pid: number
  group: number
  state: string
}

/** The states of all processes of these groups, zombies aside. */
export async function statesOf(groups: readonly number[]): Promise<readonly ProcessState[]> {
  const all = process.platform === 'linux' ? await fromProc() : await askPs()
  return all.filter(({ group, state }) => groups.includes(group) && state !== 'Z' && state !== 'X')
}

/** `pid (name) state ppid pgrp ...`, where a name may hold spaces and brackets. */
export function fromStat(stat: string): ProcessState | undefined {
  const [, pid, state, group] = /^(\d+) \(.*\) (\w) \d+ (\d+) /s.exec(stat) ?? []
  return pid && state && group ? { pid: Number(pid), group: Number(group), state } : undefined
}

/** Lines of `pid pgid state`, where a state may carry flags after its letter. */
export function fromPs(output: string): ProcessState[] {
  return output.split('\n').flatMap(line => {
    const [, pid, group, state] = /^\s*(\d+)\s+(\d+)\s+(\w)/.exec(line) ?? []
    return pid && group && state ? [{ pid: Number(pid), group: Number(group), state }] : []
  })
}

async function askPs(): Promise<ProcessState[]> {
  const { execa } = await import('execa') // nobody on Linux shall have to load it for this
  return fromPs((await execa('ps', ['-A', '-o', 'pid=,pgid=,state='])).stdout)
}

async function fromProc(): Promise<ProcessState[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const stats = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')))
  return stats.flatMap(stat => fromStat(stat) ?? [])
}
