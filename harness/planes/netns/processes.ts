// The processes that are in namespaces, whoever started them and however far they forked away, and what they are doing. proc_pid_stat(5)
import { fstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import type { HostName } from '../../model/units.ts'
import type { Netns } from '../../netlink/netns.ts'

/** A process and its state: `R` runs, `S` sleeps, `T` is stopped. */
export interface Process {
  readonly pid: number
  readonly state: string
}

/** All of them, the harness itself and the dead aside. */
export function processesIn(...all: readonly Netns[]): readonly Process[] {
  const known = new Set(all.map(netns => identity(fstatSync(netns.fd))))
  const lives = (pid: string) => {
    const own = quietly(() => statSync(`/proc/${pid}/ns/net`))
    return own !== undefined && known.has(identity(own)) && pid !== String(process.pid)
  }
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && lives(name))
    .flatMap(pid => {
      const state = /^\d+ \(.*\) (\w)/s.exec(quietly(() => readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? '')?.[1]
      return state === undefined || state === 'Z' || state === 'X' ? [] : [{ pid: Number(pid), state }]
    })
}

/** Those of each host, in one round. The harness itself is none of them. */
export function processesByHost(
  places: readonly { readonly host: HostName; readonly netns: Netns }[],
): readonly (readonly [HostName, readonly number[]])[] {
  const known = new Map(
    places.map(({ host, netns }) => [identity(fstatSync(netns.fd)), { host, pids: [] as number[] }]),
  )
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name) && name !== String(process.pid))) {
    const own = quietly(() => statSync(`/proc/${pid}/ns/net`))
    if (own) known.get(identity(own))?.pids.push(Number(pid))
  }
  return [...known.values()].map(({ host, pids }) => [host, pids])
}

/** namespaces(7): two descriptors are of one namespace if both numbers are the same. */
function identity({ dev, ino }: { readonly dev: number; readonly ino: number }): string {
  return `${dev} ${ino}`
}

/** Signals all of them. One that has gone meanwhile is no error. */
export function signalAll(processes: readonly Process[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) quietly(() => process.kill(pid, signal))
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
