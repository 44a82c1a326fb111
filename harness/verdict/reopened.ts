// The connection that a program opens where its kernel was told that one was lost: a reconnect, unless it is its way of working. Pure.
import { strikes } from '../faults/struck.ts'
import type { Connection } from '../model/connection.ts'
import { isLoss, type Observation } from '../model/observation.ts'
import { isOn, kernelOf, wireOf } from '../model/observer.ts'
import type { NoticedUnsaid, Run } from '../model/report.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { HostName, Ms, Observer } from '../model/units.ts'
import { atOnceMs, isSame, lookMs } from './alike.ts'
import { dependenceOf } from './depends.ts'
import { lengthMs } from './detected.ts'

/** The first connection that it opened where one had been lost, once its kernel knew that. */
export function reopened({ by, host, step, untilMs }: Its, seen: Seen): NoticedUnsaid | undefined {
  const { connections } = seen
  const habits = gapsOf(host, seen).filter(({ next }) => next.bornMs < step.atMs)
  const known = new Set(connections.filter(one => one.from === host && one.bornMs < step.atMs).map(({ to }) => to))
  const isNew = (one: Connection, lost: Connection) => isOn(lost)(one) || isSameAddress(one, lost) || !known.has(one.to)
  const all = lossesOf({ by, host, step, untilMs }, seen).flatMap(({ lost, endMs, told }) => {
    const next = connections
      .filter(one => one.from === host && one.id !== lost.id && one.bornMs >= endMs - lookMs)
      .filter(one => one.bornMs > step.atMs && one.bornMs <= untilMs && isNew(one, lost))
      .find(one => !isAsked(one, connections))
    if (!next) return []
    const gapMs = lengthMs(endMs, next.bornMs)
    if (habits.some(one => one.to === next.to && isAlike(one, { gapMs }))) return []
    const first = firstBornMs(host, connections)
    const afterMs = lengthMs(step.byMs, next.bornMs)
    return [{ from: host, to: next.to, afterMs, ageMs: lengthMs(first, next.bornMs), gapMs, told }]
  })
  return all.toSorted((a, b) => a.afterMs - b.afterMs)[0]
}

/** Of the connections that its fault struck, or else of all that its program has, those that its kernel was told of, or that ended. */
function lossesOf({ by, host, step, untilMs }: Its, seen: Seen): readonly Loss[] {
  const { connections, observations } = seen
  const { does, found } = step
  const own = connections.filter(one => one.from === host && one.bornMs <= step.byMs)
  const struck = isFault(does) ? own.filter(strikes(does, found, connections)) : []
  const { isOn: isItsOwn } = dependenceOf(by, seen)
  const about = struck.length > 0 ? struck : own.filter(isItsOwn)
  // Where nobody looks at its sockets, it is the wire on which it ended.
  const witness = observations.some(one => one.by === kernelOf(host)) ? kernelOf(host) : wireOf()
  return about.flatMap(lost => {
    const its = observations.filter(one => one.connection === lost.id && isLoss(one) && one.atMs >= step.atMs)
    const told = its.find(one => one.by === witness && one.atMs <= untilMs)
    if (!told) return []
    const endMs = Math.min(...its.map(({ atMs }) => atMs))
    const { by: from, atMs, code = told.kind } = told
    return [{ lost, endMs, told: { by: from, afterMs: lengthMs(step.byMs, atMs), code } }]
  })
}

interface Loss {
  readonly lost: Connection
  readonly endMs: Ms
  readonly told: { readonly by: Observer; readonly afterMs: Ms; readonly code: string }
}

/** When it made its first one. */
export function firstBornMs(host: HostName, connections: readonly Connection[]): Ms {
  return Math.min(...connections.filter(({ from }) => from === host).map(({ bornMs }) => bornMs))
}

/** How long after the end of one connection its program opened the next to the same host. */
export function gapsOf(
  host: HostName,
  { connections, observations }: Pick<Seen, 'connections' | 'observations'>,
): readonly Gap[] {
  const own = connections.filter(({ from }) => from === host)
  return own.flatMap(one => {
    const endMs = endOf(one, observations)
    const next = own.find(other => isOn(one)(other) && other.id !== one.id && other.bornMs >= endMs - lookMs)
    return next ? [{ to: one.to, gapMs: lengthMs(endMs, next.bornMs), next }] : []
  })
}

interface Gap {
  readonly to: HostName
  readonly gapMs: Ms
  readonly next: Connection
}

function endOf({ id, left }: Connection, observations: readonly Observation[]): Ms {
  const losses = observations.filter(one => one.connection === id && isLoss(one)).map(({ atMs }) => atMs)
  return Math.min(left?.atMs ?? Number.POSITIVE_INFINITY, ...losses)
}

/** Within a tenth. */
export function isAlike(one: Pick<Gap, 'gapMs'>, { gapMs }: Pick<NoticedUnsaid, 'gapMs'>): boolean {
  return gapMs !== undefined && isSame([one.gapMs, 0], [gapMs, 0])
}

/** Another host may have taken its address. */
function isSameAddress({ remote }: Connection, other: Connection): boolean {
  return remote !== undefined && remote.address === other.remote?.address && remote.port === other.remote.port
}

/** Somebody had connected to its host right before: who stands in between hands that on. */
function isAsked({ from, bornMs }: Connection, connections: readonly Connection[]): boolean {
  return connections.some(one => one.to === from && one.bornMs >= bornMs - atOnceMs && one.bornMs <= bornMs + lookMs)
}

/** The part of a run that shows it. */
export type Seen = Pick<Run, 'connections' | 'observations' | 'hosts'>

/** Whose connections, since which step, and until when. */
export interface Its {
  readonly by: Observer
  readonly host: HostName
  readonly step: StepRecord
  readonly untilMs: Ms
}
