// Who has the cores that a guest waits for: other runs of this user, by process, command and age, and whether one of them is suspended and gives nothing back.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { seconds } from '../../kit/format-time.ts'
import { coreOf, usableCores } from './cores.ts'

/** A run that has some of them. */
export interface Holder {
  readonly pid: number
  readonly command: string
  readonly cores: readonly number[]
  readonly ageMs: number
  readonly suspended: boolean
}

/** All but the run that this process belongs to. None where /proc does not tell. */
export function otherHolders(): readonly Holder[] {
  const inodes = listening()
  if (inodes.size === 0) return []
  const own = runOf(process.pid)
  const held = processes().flatMap(pid => {
    const cores = socketsOf(pid).flatMap(inode => inodes.get(inode) ?? [])
    const run = cores.length > 0 ? runOf(pid) : own
    return run === own ? [] : [{ run, pid, cores }]
  })
  return [...Map.groupBy(held, ({ run }) => run)].map(([run, its]) => ({
    pid: run,
    command: commandOf(run),
    cores: [...new Set(its.flatMap(({ cores }) => cores))].sort((a, b) => a - b),
    ageMs: ageOf(run),
    suspended: its.some(({ pid }) => statOf(pid)?.state === 'T'),
  }))
}

/**
 * `core 1 is held by 4711 "halfopen run", 12 min old and suspended: if it is yours, kill -CONT 4711 lets it go on, ...`; undefined where enough is
 * left, and nobody who has one is suspended. Who goes on is waited for: it may be somebody else's.
 */
export function heldWords(holders: readonly Holder[] = otherHolders()): string | undefined {
  const all = new Set(holders.flatMap(({ cores }) => cores)).size >= usableCores().length
  const telling = all ? holders : holders.filter(({ suspended }) => suspended)
  return telling.length === 0 ? undefined : telling.map(words).join('; ')
}

/** Whether no core will come back by itself. */
export function heldForGood(holders: readonly Holder[] = otherHolders()): boolean {
  const kept = holders.filter(({ suspended }) => suspended).flatMap(({ cores }) => cores)
  return new Set(kept).size >= usableCores().length
}

function words({ pid, command, cores, ageMs, suspended }: Holder): string {
  const which = cores.length === 1 ? `core ${cores[0]} is` : `cores ${cores.join(' and ')} are`
  const what = suspended
    ? ` and suspended: if it is yours, kill -CONT ${pid} lets it go on, and kill -9 ${pid} ends it`
    : ', and given back as its guests end'
  return `${which} held by ${pid} "${command.slice(0, 80)}", ${seconds(ageMs)} old${what}`
}

/** The cores' sockets by their numbers: proc_net_unix is in proc_net(5); only who listens has one, and not those who wait for it. */
function listening(): ReadonlyMap<string, number> {
  const lines = read('/proc/net/unix').split('\n')
  return new Map(
    lines.flatMap(line => {
      const [, flags, inode, name = ''] = /^\S+ \S+ \S+ (\w+) \w+ \w+ +(\d+) @(.*)$/.exec(line) ?? []
      const core = coreOf(name.replace(/@+$/, ''))
      return flags === '00010000' && inode !== undefined && core !== undefined ? [[inode, core] as const] : []
    }),
  )
}

function socketsOf(pid: number): readonly string[] {
  return entries(`/proc/${pid}/fd`).flatMap(fd => /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1] ?? [])
}

/** A worker is of the command that began it, which a person knows: the outermost Node above it that is ours or Vitest's. */
function runOf(pid: number): number {
  let run = pid
  for (let at = statOf(pid)?.parent ?? 0; at > 1 && /^node/.test(basename(link(`/proc/${at}/exe`))); ) {
    if (/\b(halfopen|vitest)\b/.test(commandOf(at))) run = at
    at = statOf(at)?.parent ?? 0
  }
  return run
}

function ageOf(pid: number): number {
  const upMs = Number(read('/proc/uptime').split(' ')[0]) * 1_000
  return Math.max(0, upMs - (statOf(pid)?.startedMs ?? upMs))
}

/** proc_pid_stat(5): a name may hold spaces and brackets; its times are in hundredths of a second. */
function statOf(pid: number): { state: string; parent: number; startedMs: number } | undefined {
  const fields = /^\d+ \(.*\) (.*)$/s.exec(read(`/proc/${pid}/stat`))?.[1]?.split(' ')
  return fields && { state: fields[0] ?? '', parent: Number(fields[1]), startedMs: Number(fields[19]) * 10 }
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`)
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
}

function processes(): readonly number[] {
  return entries('/proc').map(Number).filter(Number.isInteger)
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
