// How long a client went on answering from before the fault: the price of not noticing.
import { isClient } from '../harness/model/host.ts'
import { isLoss, type Observation } from '../harness/model/observation.ts'
import { appOf } from '../harness/model/observer.ts'
import type { Run } from '../harness/model/report.ts'
import type { Ms } from '../harness/model/units.ts'

/**
 * The stale answers of a run and how long they lasted, over all outages of all clients, one after the other; undefined where there were
 * none.
 */
export function staleAnswers({ observations, hosts }: Pick<Run, 'observations' | 'hosts'>): Stale | undefined {
  const apps = hosts.filter(isClient).map(({ name }) => appOf(name))
  const outages = apps.flatMap(app => observations.filter(({ by }) => by === app).reduce(gather, []))
  const answers = outages.reduce((sum, outage) => sum + outage.answers, 0)
  const forMs = outages.reduce((sum, outage) => sum + outage.forMs, 0)
  return answers > 0 ? { answers, forMs } : undefined
}

/** `forMs`: from the first to the last. */
export interface Stale {
  answers: number
  forMs: Ms
}

interface Outage extends Stale {
  firstMs: Ms
  over: boolean
}

/**
 * A stale answer begins an outage or goes on with it; good news, or giving up, ends it. What the client counted itself since the outage
 * began goes before our count of its lines.
 */
function gather(outages: readonly Outage[], { kind, atMs, stale: counted }: Observation): readonly Outage[] {
  const last = outages.at(-1)
  const open = last && !last.over ? last : undefined
  if (kind === 'stale-answer') {
    const { firstMs = atMs, answers = 0 } = open ?? {}
    const outage = { answers: answers + 1, forMs: atMs - firstMs, ...counted, firstMs, over: false }
    return open ? outages.with(-1, outage) : [...outages, outage]
  }
  const ends = isLoss({ kind }) || kind === 'traffic' || kind === 'recovered'
  return open && ends ? outages.with(-1, { ...open, ...counted, over: true }) : outages
}
