// A process as /proc shows it: who it is, whose it is, and who descends from it. proc_pid_stat(5)
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { HalfopenError } from '../kit/errors.ts'

/** Throws E_NO_PROCESS where there is none, or none any more, and where the id is that of a thread. */
export function processOf(pid: number): Process {
  const read = (file: string) => quietly(`/proc/${pid}/${file}`)
  return processIn(pid, { stat: read('stat'), status: read('status'), cmdline: read('cmdline') })
}

/** The process that files of /proc tell of. Throws as `processOf` does. */
export function processIn(pid: number, { stat, status, cmdline }: ProcFiles): Process {
  const [, state = '', parent = '', ...rest] = stat.slice(stat.lastIndexOf(')')).split(' ')
  if (state === '') {
    throw new HalfopenError('E_NO_PROCESS', `Cannot audit process ${pid}: there is none, or it is hidden from you`, {
      fix: `Look for it with pgrep -a, or docker inspect --format '{{.State.Pid}}' for a container's`,
    })
  }
  if (state === 'Z' || Number(rest[4]) & PF_EXITING)
    throw new HalfopenError('E_NO_PROCESS', `Cannot audit process ${pid}: it has ended`)
  const leader = number(status, 'Tgid')
  if (leader !== pid) {
    const text = `Cannot audit process ${pid}: it is a thread of process ${leader}`
    throw new HalfopenError('E_NO_PROCESS', text, { fix: `Write --pid ${leader}` })
  }
  const startedAt = Number(rest[17]) // field 22
  return { pid, name: nameOf(stat, cmdline), uid: number(status, 'Uid'), parent: Number(parent), startedAt }
}

/** A process. Its id and `startedAt` together mean no other one. */
export interface Process {
  readonly pid: number
  readonly name: string
  readonly uid: number
  readonly parent: number
  /** Ticks since the kernel started. */
  readonly startedAt: number
}

/** Texts of files below /proc/PID; '' for one that cannot be read. */
interface ProcFiles {
  readonly stat: string
  readonly status: string
  readonly cmdline: string
}

/** The children of a process, their children, and so on, nearest first. */
export function descendantsOf(pid: number): number[] {
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  const parents = all.map(name => [Number(name), number(quietly(`/proc/${name}/status`), 'PPid')] as const)
  const found = new Set([pid])
  for (const ancestor of found) for (const [child, parent] of parents) if (parent === ancestor) found.add(child)
  return [...found].slice(1)
}

/** `node orders-web.js`: the arguments may hold secrets, so no more of them than the file of an interpreter. What it calls itself must not steer a terminal. */
function nameOf(stat: string, cmdline: string): string {
  const [program = '', file = ''] = cmdline.split('\0')
  const short = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
  const [own = ''] = basename(program).split(' ') // some write a title of their own over their arguments
  const runs = interpreter.test(own) && file !== '' && !file.startsWith('-') ? ` ${basename(file)}` : ''
  return stripVTControlCharacters(`${own || short}${runs}`).replaceAll(/\p{Cc}+/gu, ' ')
}

/** Of the flags in field 9: it has lost its memory, and may be looked into by nobody any more. include/linux/sched.h */
const PF_EXITING = 4
const interpreter = /^(node|bun|deno|python|ruby|perl|php|java)[\d.]*$/

function number(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1])
}

function quietly(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
