// Of which traffic a fault is: of all, or of one path, one port, one connection. One type and one spelling for every kind that may be narrowed down.
import { HalfopenError } from '../kit/errors.ts'
import type { HostName } from '../model/units.ts'
import { type Conditions, pathOf } from '../timers/conditions.ts'
import type { Effect, Unpredictable } from '../timers/effect.ts'
import { well } from '../timers/outage.ts'
import { asHost, asSide, type HostAmong, type HostLike, hostsAmong } from './hosts.ts'

/** Of all traffic; all that is said here has to hold for what is struck. */
export interface Where<H extends HostName = HostName> {
  /** Of these two hosts alone. */
  readonly between?: readonly [H, H]
  /** To and from this port of a server. */
  readonly port?: Port
  /** Of one connection alone, whatever is made later. */
  readonly connection?: WhichConnection
}

/** The same, one way: toward a host. */
export interface WhereToward<H extends HostName = HostName> extends Where<H> {
  /** Only what travels to this host; both ways where absent. */
  readonly toward?: H | 'both'
}

/** The one that has stood longest when the fault comes, or the nth that was made, from 1: of those that the rest of it is about. */
export type WhichConnection = 'oldest' | Nth

/**
 * A TCP port.
 * @asType integer
 * @minimum 1
 * @maximum 65535
 */
export type Port = number

/**
 * From 1.
 * @asType integer
 * @minimum 1
 * @maximum 1000000
 */
export type Nth = number

/** As authors write it. */
export interface WhereOptions<H extends HostName = HostName> {
  /** Two hosts: only what passes between them. @default everybody */
  between?: readonly [HostLike<H>, HostLike<H>]
  /** A server's port: only what goes to it and comes from it. @default any */
  port?: number
  /** One connection: the `oldest` that stands, or the nth that was made, from 1. @default all */
  connection?: 'oldest' | number
}

/** As authors write it, one way. */
export interface WhereTowardOptions<H extends HostName = HostName> extends WhereOptions<H> {
  /** Only what travels to this host. @default 'both' */
  toward?: HostLike<H> | 'both'
}

/** The names of its fields. */
export const whereFields = ['between', 'port', 'connection'] as const

/** What was written, as data. Throws E_WHERE for a port or a connection that cannot be. */
export function asWhere<H extends HostName>(
  kind: string,
  { between, port, connection }: WhereOptions<H>,
): Where<HostAmong<H>> {
  if (port !== undefined && !isWhole(port, 65_535)) throw refusal(kind, 'a port is from 1 to 65535', port, '5432')
  if (connection !== undefined && connection !== 'oldest' && !isWhole(connection, 1_000_000))
    throw refusal(kind, 'a connection is the oldest, or the nth that was made, from 1', connection, "'oldest' or 1")
  const pair = between && ([asHost(between[0]), asHost(between[1])] as const)
  if (pair && pair[0] === pair[1])
    throw refusal(kind, 'between is of two hosts', `${pair[0]}, ${pair[1]}`, "between: ['client', 'server']")
  return {
    ...(pair === undefined ? {} : { between: pair }),
    ...(port === undefined ? {} : { port }),
    ...(connection === undefined ? {} : { connection }),
  }
}

/** The same, one way. */
export function asWhereToward<H extends HostName>(
  kind: string,
  options: WhereTowardOptions<H>,
): WhereToward<HostAmong<H>> {
  const { toward } = options
  return { ...(toward === undefined ? {} : { toward: asSide(toward) }), ...asWhere(kind, options) }
}

/** The hosts that it names. */
export function hostsIn({ toward, between }: WhereToward): readonly HostName[] {
  return [...new Set(hostsAmong(toward, ...(between ?? [])))]
}

/** Whether it is narrowed down to less than all traffic of some hosts. */
export function isNarrow({ between, port, connection }: Where): boolean {
  return between !== undefined || port !== undefined || connection !== undefined
}

/** The effect on a path that it is about; on any other one nothing is wrong. A new connection is not the one that is struck. */
export function struckOn<E extends Effect | Unpredictable>(
  where: WhereToward,
  on: Conditions,
  effect: () => E,
  what: string,
): E | Effect | Unpredictable {
  const { from, to } = pathOf(on)
  const named = hostsIn(where)
  if (named.some(host => host !== from && host !== to)) return { kernel: well, reason: `${what} is not on its path` }
  if (where.port !== undefined) return { why: `whether ${what} is at its port is not said by its settings` }
  const found = effect()
  return 'why' in found ? found : { ...found, ...(where.connection === undefined ? {} : { connecting: well }) }
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most
}

function refusal(kind: string, cause: string, got: unknown, example: string): HalfopenError {
  return new HalfopenError('E_WHERE', `Cannot use the fault ${kind}: ${cause}, got "${String(got)}"`, {
    fix: `Write ${example}`,
  })
}
