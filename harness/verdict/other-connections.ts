// A loss that one of several connections showed says little of the others: how many of them had not noticed, and would not. Pure.
import { isLoss } from '../model/observation.ts'
import { hostOf, isOn } from '../model/observer.ts'
import type { BoundResult, Run } from '../model/report.ts'
import { isFault } from '../model/step.ts'
import type { HostName } from '../model/units.ts'
import { pathUnder } from './path-under.ts'
import { predictionOf } from './prediction-of.ts'

/**
 * Of a pass by what one connection showed, those that stood beside it and were not lost when that was seen. Those that their own settings
 * would have told of in time are left out. Undefined where there are none, or each was asked for.
 */
export function otherConnections({ bound, outcome, verdict }: BoundResult, run: Run): Others | undefined {
  if (bound.expect !== 'detection' || bound.every || verdict.status !== 'pass' || outcome?.kind !== 'detected')
    return undefined
  const step = run.steps.find(({ id }) => id === bound.since)
  const host = run.hosts.find(({ name }) => name === hostOf(bound.by))
  if (!step || !host || !isFault(step.does)) return undefined
  const path = pathUnder(step.does, host)
  const stood = (step.found ?? []).filter(isOn(path)).filter(one => one.state !== 'connecting')
  const lost = new Set(
    run.observations.flatMap(seen => (isLoss(seen) && seen.atMs >= step.atMs ? (seen.connection ?? []) : [])),
  )
  const standing = stood.filter(({ connection }) => connection !== undefined && !lost.has(connection))
  const windows = standing.map(one => {
    const steps = run.steps.map(other => (other.id === step.id ? { ...other, found: [one] } : other))
    return predictionOf(bound, { ...run, seen: { ...run, steps } })?.window
  })
  const late = windows.filter(window => typeof window !== 'object' || window[1] > bound.withinMs)
  if (late.length === 0 || standing.length === stood.length) return undefined
  return {
    host: host.name,
    to: path.to,
    of: stood.length,
    unaware: late.length,
    never: late.every(one => one === 'never'),
  }
}

/** `never`: nothing that their sockets are set to would ever tell. */
export interface Others {
  readonly host: HostName
  readonly to: HostName
  readonly of: number
  readonly unaware: number
  readonly never: boolean
}
