// A client's settings as its sockets show them. What is declared adds what no socket shows, and is compared with what one does. Pure.
import { isDeepStrictEqual } from 'node:util'
import type { FoundConnection, FoundSocket } from '../model/found.ts'
import { isClient } from '../model/host.ts'
import type { Path } from '../model/observer.ts'
import type { Run, RunHost, SettingsDifference } from '../model/report.ts'
import type { Settings } from '../model/settings.ts'
import type { StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'

/** A connection whose program could be looked into. */
export type Shown = FoundConnection & { readonly socket: FoundSocket & Required<Pick<FoundSocket, 'set'>> }

/** The connections of a path, with what is known of them so long after the fault: a bound of a script is judged while that goes on. */
export function foundBy(afterMs: Ms, step: StepRecord | undefined, { from, to }: Path): FoundConnection[] {
  return (step?.found ?? []).flatMap(one => {
    if (one.from !== from || one.to !== to) return []
    const { nextWriteMs } = one
    return [typeof nextWriteMs === 'number' && nextWriteMs > afterMs ? { ...one, nextWriteMs: 'none' as const } : one]
  })
}

/** Whether what it is set to was read. */
export function isShown(found: FoundConnection): found is Shown {
  return found.socket?.set !== undefined
}

/**
 * What decides by the kernel as it was read, the rest as it was declared; what a program sets once it is connected no socket shows before.
 * `sysctls`: of its host.
 */
export function settingsSeen(
  declared: Settings,
  { socket: { set }, state }: Shown,
  sysctls: HostSysctls = {},
): Settings {
  const { keepalive, userTimeoutMs: _, synRetries: __, rtoMaxMs: ___, ...rest } = declared
  const retries2 = sysctls['net.ipv4.tcp_retries2'] ?? declared.retries2
  const toCome = state === 'connecting' && keepalive ? { keepalive } : {}
  return { ...rest, ...toCome, ...set, ...(retries2 === undefined ? {} : { retries2 }) }
}

/** Where the two are not the same. What was not declared is not compared, nor what is not set yet: many set options once connected. */
export function differing(hosts: readonly RunHost[], steps: readonly StepRecord[]): Pick<Run, 'differences'> {
  const found = differences(hosts, steps)
  return found.length > 0 ? { differences: found } : {}
}

function differences(hosts: readonly RunHost[], steps: readonly StepRecord[]): readonly SettingsDifference[] {
  const all = hosts
    .filter(host => isClient(host) && !host.undeclared)
    .flatMap(host =>
      steps.flatMap(({ found = [], sysctls }) =>
        found
          .filter(one => one.from === host.name && one.state !== 'connecting')
          .filter(isShown)
          .flatMap(one => difference(host, settingsSeen({}, one, sysctls?.[host.name])) ?? []),
      ),
    )
  return all.filter((one, at) => all.findIndex(other => isDeepStrictEqual(one, other)) === at)
}

function difference({ name, settings }: RunHost, seen: Settings): SettingsDifference | undefined {
  const names = decidedByKernel.filter(
    key => settings[key] !== undefined && !isDeepStrictEqual(settings[key], seen[key]),
  )
  if (names.length === 0) return undefined
  const only = (of: Settings) =>
    Object.fromEntries(names.flatMap(key => (of[key] === undefined ? [] : [[key, of[key]]])))
  return { host: name, declared: only(settings), seen: only(seen) }
}

type HostSysctls = Readonly<Record<string, number>>

const decidedByKernel = ['keepalive', 'userTimeoutMs', 'retries2', 'synRetries', 'rtoMaxMs'] as const
