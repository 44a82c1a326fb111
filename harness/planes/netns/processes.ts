// The processes that are in namespaces, whoever started them and however far they forked away, and what they are doing. proc_pid_stat(5)
import { fstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { fromStat } from '../../kit/processes.ts'
import { quietly } from '../../kit/quietly.ts'
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
  return everyProcess()
    .filter(({ namespace }) => known.has(namespace))
    .flatMap(({ pid }) => {
      const { state = 'X' } = fromStat(quietly(() => readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? '') ?? {}
      return state === 'Z' || state === 'X' ? [] : [{ pid, state }]
    })
}

/** Those of each host, in one round. */
export function processesByHost(
  places: readonly { readonly host: HostName; readonly netns: Netns }[],
): readonly (readonly [HostName, readonly number[]])[] {
  const pids = Map.groupBy(everyProcess(), ({ namespace }) => namespace)
  return places.map(({ host, netns }) => {
    const own = pids.get(identity(fstatSync(netns.fd))) ?? []
    return [host, own.map(({ pid }) => pid)]
  })
}

/** All but the harness itself, each with the network that it is in. */
function everyProcess(): readonly { readonly pid: number; readonly namespace: string }[] {
  return readdirSync('/proc').flatMap(name => {
    const own = /^\d+$/.test(name) ? quietly(() => statSync(`/proc/${name}/ns/net`)) : undefined
    return own && name !== String(process.pid) ? [{ pid: Number(name), namespace: identity(own) }] : []
  })
}

/** namespaces(7): two descriptors are of one namespace if both numbers are the same. */
function identity({ dev, ino }: { readonly dev: number; readonly ino: number }): string {
  return `${dev} ${ino}`
}

/** Signals all of them. One that has gone meanwhile is no error. */
export function signalAll(processes: readonly Process[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) quietly(() => process.kill(pid, signal))
}
