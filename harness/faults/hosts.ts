// Hosts as a fault's author names them.
import { HalfopenError } from '../kit/errors.ts'
import type { HostName } from '../model/units.ts'

/** A host by its name, or by a program of a testbed that runs on it. */
export type HostLike<H extends HostName = HostName> = H | { readonly host: H }

/** The hosts among names: `both` is none. They are inferred from what is written, never from what a scenario would take. */
export type HostAmong<H extends HostName> = Exclude<NoInfer<H>, 'both'>

/** Its name. Throws E_HOST for what names none. */
export function asHost<H extends HostName>(host: HostLike<H>): HostAmong<H> {
  const name = typeof host === 'string' ? host : host?.host
  if (isHost(name)) return name
  throw new HalfopenError('E_HOST', `Cannot use the fault: it needs a host, got "${String(name)}"`, {
    fix: "Name it, such as 'server', or pass a program of the testbed",
  })
}

/** Its name, or `both` for the two ends of every path. */
export function asSide<H extends HostName>(side: HostLike<H> | 'both'): HostAmong<H> | 'both' {
  return side === 'both' ? 'both' : asHost<H>(side)
}

/** The hosts among what is named: `both` is none. */
export function hostsAmong<H extends HostName>(...names: readonly (H | 'both' | undefined)[]): readonly H[] {
  return names.flatMap(name => (name === undefined || name === 'both' ? [] : [name]))
}

function isHost<H extends HostName>(name: H): name is HostAmong<H> {
  return typeof name === 'string' && hostName.test(name)
}

const hostName = /^(?!(?:both|wire)$)[a-z][\w-]*(?:#\d+)?$/i
