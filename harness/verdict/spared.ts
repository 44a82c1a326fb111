// Whom a fault in force took nothing from: that he noticed nothing is no failure of his, and what he noticed was something else.
import { touches } from '../faults/paths.ts'
import type { Bound, Verdict } from '../model/bound.ts'
import type { Connection } from '../model/connection.ts'
import { type Host, reached } from '../model/host.ts'
import { type Path, readObserver } from '../model/observer.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Observer } from '../model/units.ts'

/** Why there was nothing for the observer to notice; undefined where there was, for one of those at least whom he depends on. */
export function sparedWords(by: Observer, step: StepRecord, traffic: Traffic): string | undefined {
  const { does, evidence } = step
  const spared = evidence?.spared ?? []
  if (spared.length === 0 || !isFault(does)) return undefined
  const everybody = spared.find(({ from, to }) => from === undefined && to === undefined)
  if (everybody) return everybody.why
  const struck = traffic.connections.filter(path => touches(does, path))
  const own = struck.filter(dependsOn(by, traffic.hosts))
  const whys = (own.length > 0 ? own : struck).map(
    path => spared.find(({ from, to }) => from === path.from && to === path.to)?.why,
  )
  return whys.every(why => why !== undefined) ? whys[0] : undefined
}

/** Without a loss there is none to notice: a demand for one is left open, and silence is what was to be seen, for that reason. */
export function unlessSpared(why: string | undefined, bound: Bound, negated: boolean, verdict: Verdict): Verdict {
  if (why === undefined) return verdict
  const demandsLoss = (bound.expect !== 'silence') !== negated
  if (demandsLoss) return { status: 'inconclusive', reason: why }
  return verdict.status === 'pass' ? { ...verdict, reason: why } : verdict
}

interface Traffic {
  readonly hosts: readonly Pick<Host, 'name' | 'connectsTo'>[]
  readonly connections: readonly Connection[]
}

/** His own connections and those of whom he connects to, and so on: a loss behind a hop may come through. */
function dependsOn(by: Observer, hosts: Traffic['hosts']): (path: Path) => boolean {
  const read = readObserver(by)
  if (read?.level === 'wire') {
    const { path } = read
    return ({ from, to }) => !path || (path.from === from && path.to === to)
  }
  const host = hosts.find(({ name }) => name === read?.host)
  const through = host ? reached(host, hosts).map(({ name }) => name) : []
  return ({ from, to }) => through.includes(from) || to === host?.name
}
