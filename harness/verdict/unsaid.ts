// What a program was told of a loss, or did about one, while its own words were silent: an alarm that nobody rings is no silence. Pure.
import { touches } from '../faults/paths.ts'
import type { Bound } from '../model/bound.ts'
import type { Connection } from '../model/connection.ts'
import { isLoss, type Observation } from '../model/observation.ts'
import { hostOf, isApp, kernelOf } from '../model/observer.ts'
import type { BoundResult, Run } from '../model/report.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { HostName, Ms } from '../model/units.ts'
import { lengthMs } from './detected.ts'

/**
 * What happened to the connections of a program that is asked for its own words, and that it did not say in time; undefined where there was
 * nothing to say, or it did. Where it made and ended connections before the fault as well, that is its way of working.
 */
export function unsaid({ bound, outcome, judgedAtMs }: Asked, run: Seen): Unsaid | undefined {
  const step = run.steps.find(({ id }) => id === bound.since)
  const host = hostOf(bound.by)
  if (!isApp(bound.by) || host === undefined || !step || !isFault(step.does)) return undefined
  const untilMs = silentUntil(bound, outcome, { step, endedAtMs: judgedAtMs ?? run.endedAtMs })
  if (untilMs === undefined) return undefined
  const { does } = step
  const own = run.connections.filter(one => one.from === host && one.protocol === undefined && touches(does, one))
  const losses = run.observations.filter(seen => isLoss(seen) && seen.connection !== undefined)
  const before = new Set(losses.filter(({ atMs }) => atMs < step.atMs).map(({ connection }) => connection))
  const standing = own.filter(({ id, bornMs }) => bornMs < step.atMs && !before.has(id))
  const about = { host, step, untilMs, standing, losses: losses.filter(({ atMs }) => atMs >= step.atMs) }
  const isItsWay = own.some(({ id }) => before.has(id))
  return toldByKernel(about, isItsWay) ?? (isItsWay ? undefined : leftIn(about, own))
}

/** Counted from the fault. */
export type Unsaid =
  /** Its kernel gave the peer up, or was told, and with that its next call on the socket. */
  | { readonly what: 'told'; readonly host: HostName; readonly afterMs: Ms; readonly code: string }
  /** It ended a connection that stood by itself; `reopenedMs`: and had opened another by then. */
  | { readonly what: 'ended'; readonly host: HostName; readonly to: HostName; readonly reopenedMs?: Ms }
  /** It opened another one, and what became of the first was not seen. */
  | { readonly what: 'opened'; readonly host: HostName; readonly to: HostName; readonly afterMs: Ms }

type Asked = Pick<BoundResult, 'bound' | 'outcome' | 'judgedAtMs'>
type Seen = Pick<Run, 'steps' | 'observations' | 'connections' | 'endedAtMs'>

interface About {
  readonly host: HostName
  readonly step: StepRecord
  readonly untilMs: Ms
  readonly standing: readonly Connection[]
  readonly losses: readonly Observation[]
}

/** Until when its words were silent although they should not have been; undefined where they were not, or nobody knows. */
function silentUntil(
  bound: Bound,
  outcome: Asked['outcome'],
  { step, endedAtMs }: { step: StepRecord; endedAtMs: Ms },
): Ms | undefined {
  if (bound.expect === 'recovery' || outcome?.kind === 'blind' || outcome?.kind === 'recovered') return undefined
  if (outcome?.kind === 'silent') return outcome.cut === undefined ? endedAtMs : undefined
  const isLate = bound.expect === 'detection' && outcome && outcome.afterMs > bound.withinMs
  return isLate ? step.byMs + bound.withinMs : undefined
}

/** A goodbye of its peer is no news to who ends connections all the time. */
function toldByKernel({ host, step, untilMs, standing, losses }: About, isItsWay: boolean): Unsaid | undefined {
  const ids = new Set(standing.map(({ id }) => id))
  const told = losses.find(
    ({ by, atMs, connection = 0 }) => by === kernelOf(host) && atMs <= untilMs && ids.has(connection),
  )
  if (!told || (isItsWay && told.kind !== 'lost')) return undefined
  return { what: 'told', host, afterMs: lengthMs(step.byMs, told.atMs), code: told.code ?? told.kind }
}

/** Who ends a connection says so on the wire, at once or when its way is free again; its kernel, which gave nothing up, does not tell. */
function leftIn({ host, step, untilMs, standing, losses }: About, own: readonly Connection[]): Unsaid | undefined {
  const healedMs = Math.min(step.healedAtMs ?? untilMs, untilMs)
  const next = own.find(({ bornMs }) => bornMs > step.byMs && bornMs < healedMs)
  const ended = standing.find(({ id }) => {
    const its = losses.filter(({ connection }) => connection === id)
    const [first] = its.filter(({ by }) => by === 'wire')
    if (!first || its.some(({ by }) => by === kernelOf(host))) return false
    return next !== undefined || first.atMs <= healedMs || first.kind === 'reset'
  })
  const reopened = next && { reopenedMs: lengthMs(step.byMs, next.bornMs) }
  if (ended) return { what: 'ended', host, to: ended.to, ...reopened }
  return next && standing.length > 0
    ? { what: 'opened', host, to: next.to, afterMs: lengthMs(step.byMs, next.bornMs) }
    : undefined
}
