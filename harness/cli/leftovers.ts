// Processes of runs whose reaper is gone as well: what a machine that was cut off in mid-run may still carry. Never what a live run owns.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { sleep } from '../kit/clock.ts'
import { markName } from '../kit/reaper.ts'
import type { Finding } from '../planes/plane.ts'

/** A finding that names them, and the command that ends them. None where there is no /proc. */
export async function findLeftovers(): Promise<Finding> {
  const first = leftNow()
  // What ends while it is looked at is nobody's leftover: a run's last processes go after its harness.
  if (first.length > 0) await sleep(reapedWithinMs)
  const left = first.length === 0 ? [] : leftNow().filter(({ pid }) => first.some(before => before.pid === pid))
  if (left.length === 0)
    return { what: 'leftovers', state: 'ready', detail: 'none: every process of every run is accounted for' }
  const named = left.map(({ pid, command }) => `${pid} ${command.slice(0, 60)}`).join(', ')
  return { what: 'leftovers', state: 'blocked', detail: named, fix: `kill -9 ${left.map(({ pid }) => pid).join(' ')}` }
}

/** A reaper's rounds take less. */
const reapedWithinMs = 500

interface Process {
  readonly pid: number
  readonly parent: number
  readonly mark: string | undefined
  readonly command: string
}

/** Those with the mark of a run that is over. In a box programs have the mark of that box: what it descends from has the run's. */
function leftNow(): readonly Process[] {
  const processes = new Map(pids().map(pid => [pid, processOf(pid)]))
  const reaped = new Set(
    [...processes.values()].flatMap(({ command }) => /reaper\.program\.\w+ (\S+)$/.exec(command)?.[1] ?? []),
  )
  const isKept = (mark: string) => reaped.has(mark) || isHarness(Number(mark.split('-')[0]))
  const isOwned = (its: Process | undefined): boolean =>
    its !== undefined && ((its.mark !== undefined && isKept(its.mark)) || isOwned(processes.get(its.parent)))
  return [...processes.values()].filter(its => its.mark !== undefined && !isOwned(its))
}

/** A run's mark begins with the number of its harness, which may be about to replace a reaper. */
function isHarness(pid: number): boolean {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('node')
  } catch {
    return false
  }
}

function processOf(pid: number): Process {
  const entry = read(pid, 'environ')
    .split('\0')
    .find(variable => variable.startsWith(`${markName}=`))
  return {
    pid,
    parent: Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0),
    mark: entry?.slice(markName.length + 1),
    command: read(pid, 'cmdline').replaceAll('\0', ' ').trim(),
  }
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
