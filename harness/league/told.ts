// What a judged run says of a client: what it was told and when, and when it had its first good answer again. Pure.
import { wasKeptAlive } from '../faults/all.ts'
import { isControl } from '../faults/none.ts'
import type { Back, LeagueMeasurement, Told } from '../model/league.ts'
import { isHealthy, isLoss } from '../model/observation.ts'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
import { type LeagueStep, named } from './plan.ts'

/** A measurement of the run in which its loss was to be noticed. */
export function measurementOf(step: LeagueStep, run: Run): LeagueMeasurement {
  const [result] = run.bounds
  const socket = run.steps[0]?.found?.find(({ socket: own }) => own?.set)?.socket?.set
  const { predictedMs } = result ?? {}
  return {
    ...named(step),
    told: toldIn(step, run),
    ...(socket === undefined ? {} : { socket }),
    ...(predictedMs === undefined || isControl(step.cell.fault) ? {} : { kernel: predictedMs }),
    ...(run.notRepeatable === undefined ? {} : { notRepeatable: run.notRepeatable }),
    networkMs: Math.round(run.endedAtMs),
    wallMs: Math.round(run.wallMs),
  }
}

/** One that could not be made. */
export function doubted(step: LeagueStep, reason: string): LeagueMeasurement {
  return { ...named(step), told: { kind: 'doubt', reason }, networkMs: 0, wallMs: 0 }
}

function toldIn({ cell }: LeagueStep, run: Run): Told {
  const [result] = run.bounds
  const [injection] = run.steps
  if (run.error !== undefined || !result?.outcome || !injection) return { kind: 'doubt', reason: doubtIn(run) }
  const { outcome } = result
  if (outcome.kind === 'detected') {
    const { afterMs, uncertaintyMs, by } = outcome
    const code = by.code === undefined ? {} : { code: by.code }
    return { kind: 'lost', afterMs: micros(afterMs), uncertaintyMs: micros(uncertaintyMs), ...code, words: by.detail }
  }
  if (outcome.kind !== 'silent') return { kind: 'doubt', reason: doubtIn(run) }
  const { status } = result.verdict
  const kept = wasKeptAlive(cell.fault, injection.evidence?.facts ?? {})
  if (status === 'inconclusive' && !kept) return { kind: 'doubt', reason: doubtIn(run) }
  return { kind: 'nothing', watchedMs: Math.round(outcome.watchedMs), ...(kept ? { keptAlive: true } : {}) }
}

/** From the healing, or from its own loss where nothing had to be healed. */
export function backIn(run: Run, healed: boolean, withinMs: Ms): Back {
  const [injection] = run.steps
  const fromMs = healed ? injection?.healedAtMs : firstLoss(run, injection?.atMs)
  if (run.error !== undefined || !injection) return { kind: 'doubt', reason: doubtIn(run) }
  if (fromMs === undefined)
    return { kind: 'doubt', reason: healed ? 'its fault was not healed' : 'no loss was reported to it' }
  const own = run.observations.filter(({ by }) => by === 'client-app')
  const early = own.find(event => isHealthy(event) && event.atMs > injection.byMs && event.atMs < fromMs)
  if (healed && early) return { kind: 'doubt', reason: 'it says that it is back before its server is' }
  const first = own.find(event => isHealthy(event) && event.atMs >= fromMs)
  if (!first) return { kind: 'not back', watchedMs: Math.min(withinMs, Math.round(run.endedAtMs - fromMs)) }
  const lost = own.some(event => isLoss(event) && event.atMs >= injection.atMs && event.atMs <= first.atMs)
  return { kind: 'back', afterMs: micros(first.atMs - fromMs), ...(lost ? {} : { wentOn: true }) }
}

function firstLoss({ observations }: Run, sinceMs: Ms | undefined): Ms | undefined {
  return observations.find(event => event.by === 'client-app' && isLoss(event) && event.atMs >= (sinceMs ?? 0))?.atMs
}

function doubtIn({ error, bounds, verdict }: Run): string {
  if (error !== undefined) return error
  const [first] = bounds
  const told = first?.verdict ?? verdict
  return 'reason' in told && told.reason !== undefined ? told.reason : 'nothing was injected'
}

function micros(ms: Ms): Ms {
  return Math.round(ms * 1_000) / 1_000
}
