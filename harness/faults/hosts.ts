// Hosts as a fault's author names them.
import { HalfopenError } from '../kit/errors.ts'
import type { HostName } from '../model/units.ts'

/** A host by its name, or by a program of a testbed that runs on it. */
export type HostLike<H extends HostName = HostName> = H | { readonly host: H }

/** Its name. Throws E_HOST for what names none. */
export function asHost<H extends HostName>(host: HostLike<H>): H {
  const name = typeof host === 'string' ? host : host?.host
  if (typeof name === 'string' && hostName.test(name)) return name
  throw new HalfopenError('E_HOST', `Cannot use the fault: it needs a host, got "${String(name)}"`, {
    fix: "Name it, such as 'server', or pass a program of the testbed",
  })
}

/** Its name, or `both` for the two ends of every path. */
export function asSide<H extends HostName>(side: HostLike<H> | 'both'): H | 'both' {
  return side === 'both' ? side : asHost(side)
}

/** The hosts among what is named: `both` is none. */
export function hostsAmong<H extends HostName>(...names: readonly (H | 'both' | undefined)[]): readonly H[] {
  return names.flatMap(name => (name === undefined || name === 'both' ? [] : [name]))
}

const hostName = /^(?!(?:both|wire)$)[a-z][\w-]*(?:#\d+)?$/i
