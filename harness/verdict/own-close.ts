// Who closed his connections himself, so that a firewall had nothing to forget: that nothing shows what it did is then no riddle.
import { idleLimitOf, whereOf } from '../faults/all.ts'
import { isAbout } from '../faults/struck.ts'
import { seconds } from '../kit/format-time.ts'
import type { Connection } from '../model/connection.ts'
import type { Fault } from '../model/fault.ts'
import { kernelOf } from '../model/observer.ts'
import type { StepRecord } from '../model/step.ts'
import type { HostName, Ms } from '../model/units.ts'
import type { Seen } from './outcome.ts'

/** As one clause; undefined where a connection was left that the firewall of this step could have forgotten, or nobody saw who closed it. */
export function closedByItself(does: Fault, { healedAtMs }: StepRecord, seen: Seen): string | undefined {
  const { connections, endedAtMs } = seen
  const areAll = (connections.at(-1)?.id ?? 0) <= connections.length
  const own = connections.filter(isAbout(whereOf(does)))
  if (idleLimitOf(does) === undefined || own.length === 0 || !areAll) return undefined
  const closes = own.flatMap(one => closeOf(one, seen, healedAtMs ?? endedAtMs) ?? [])
  if (closes.length < own.length) return undefined
  const longest = seconds(Math.max(...closes.map(({ afterMs }) => afterMs)))
  const [by, ...others] = [...new Set(closes.map(close => close.by))]
  const who = others.length === 0 ? `${by} itself` : 'one of its ends'
  const which = own.length === 1 ? `the connection was closed by ${who} after` : eachOf(own.length, who)
  return `${which} ${longest}, before the firewall could forget it`
}

function eachOf(count: number, who: string): string {
  return `each of ${count} connections was closed by ${who} after at most`
}

/** Who closed it first: his peer's kernel heard of it. */
function closeOf({ id, from, to, bornMs }: Connection, { observations }: Seen, untilMs: Ms): Close | undefined {
  const told = observations
    .filter(({ kind, connection, atMs }) => kind === 'closed' && connection === id && atMs <= untilMs)
    .filter(({ by }) => by === kernelOf(from) || by === kernelOf(to))
    .toSorted((a, b) => a.atMs - b.atMs)[0]
  return told && { by: told.by === kernelOf(to) ? from : to, afterMs: told.atMs - bornMs }
}

interface Close {
  readonly by: HostName
  readonly afterMs: Ms
}
