// Which connections a fault strikes: those of its hosts and its port, or one alone: the nth that was made, or the oldest that stood.

import type { Connection } from '../model/connection.ts'
import type { Fault } from '../model/fault.ts'
import type { FoundConnection } from '../model/found.ts'
import type { HostName } from '../model/units.ts'
import { whereOf } from './all.ts'
import { touches } from './paths.ts'
import { hostsIn, type Where } from './where.ts'

/** Whether it strikes a connection. Where it is of one alone that was not seen, it may be any of those that the rest of it is about. */
export function strikes(
  does: Fault,
  found: readonly FoundConnection[] | undefined,
  connections: readonly Connection[],
): (connection: Connection) => boolean {
  const one = struckConnection(does, found, connections)
  const isThere = isAbout(whereOf(does))
  return connection => touches(does, connection) && isThere(connection) && (!one || one.id === connection.id)
}

/** Undefined where it is not of one alone, or that was not seen. */
export function struckConnection(
  does: Fault,
  found: readonly FoundConnection[] | undefined,
  connections: readonly Connection[],
): Connection | undefined {
  const where = whereOf(does)
  if (where.connection === undefined) return undefined
  const made = connections.filter(isAbout(where))
  const stood = found?.flatMap(({ connection }) => connection ?? [])
  return typeof where.connection === 'number' ? made[where.connection - 1] : made.find(({ id }) => stood?.includes(id))
}

/** Between its hosts, at its port. What has no port in the record may be at any. */
export function isAbout(where: Where & Parameters<typeof hostsIn>[0]): (connection: Connection) => boolean {
  const { between, port } = where
  const named = hostsIn(where)
  const isThere = between ? isAtBoth(named) : named.length > 0 ? isAtOne(named) : () => true
  return one => isThere(one) && (port === undefined || one.remote === undefined || one.remote.port === port)
}

/** Whether one of its ends is one of them. */
export function isAtOne(names: readonly HostName[]): (connection: Connection) => boolean {
  return ({ from, to }) => names.includes(from) || names.includes(to)
}

function isAtBoth(names: readonly HostName[]): (connection: Connection) => boolean {
  return ({ from, to }) => names.every(name => name === from || name === to)
}
