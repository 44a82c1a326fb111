// Processes of runs whose reaper is gone as well: what a machine that was cut off in mid-run may still carry.
import { readdirSync, readFileSync } from 'node:fs'
import { markName } from '../kit/reaper.ts'
import type { Finding } from '../planes/plane.ts'

/** A finding that names them, and the command that ends them. None where there is no /proc. */
export function findLeftovers(): Finding {
  const processes = pids().map(pid => ({
    pid,
    mark: markOf(pid),
    command: read(pid, 'cmdline').replaceAll('\0', ' ').trim(),
  }))
  const kept = processes.flatMap(({ command }) => /reaper\.program\.\w+ (\S+)$/.exec(command)?.[1] ?? [])
  const left = processes.filter(({ mark }) => mark !== undefined && !kept.includes(mark))
  if (left.length === 0)
    return { what: 'leftovers', state: 'ready', detail: 'none: every process of every run is accounted for' }
  const named = left.map(({ pid, command }) => `${pid} ${command.slice(0, 60)}`).join(', ')
  return { what: 'leftovers', state: 'blocked', detail: named, fix: `kill -9 ${left.map(({ pid }) => pid).join(' ')}` }
}

function markOf(pid: number): string | undefined {
  const entry = read(pid, 'environ')
    .split('\0')
    .find(variable => variable.startsWith(`${markName}=`))
  return entry?.slice(markName.length + 1)
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
