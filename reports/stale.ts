// How long a client went on answering from before the fault: the price of not noticing.
import { seconds } from '../harness/kit/format-time.ts'
import { sum } from '../harness/kit/sum.ts'
import { isClient } from '../harness/model/host.ts'
import { isLoss, type Observation } from '../harness/model/observation.ts'
import { appOf } from '../harness/model/observer.ts'
import type { Run } from '../harness/model/report.ts'
import type { Ms, Observer } from '../harness/model/units.ts'

/**
 * The stale answers of a run and how long they lasted, over all outages of all clients, one after the other; undefined where there were
 * none.
 */
export function staleAnswers({ observations, hosts }: Pick<Run, 'observations' | 'hosts'>): Stale | undefined {
  const byApp = new Map(hosts.filter(isClient).map(({ name }) => [appOf(name) as Observer, new Outages()]))
  for (const observation of observations) byApp.get(observation.by)?.add(observation)
  const outages = [...byApp.values()].flatMap(({ all }) => all)
  const answers = sum(outages.map(outage => outage.answers))
  return answers > 0 ? { answers, forMs: sum(outages.map(({ forMs }) => forMs)) } : undefined
}

/** ` in 1.6 s`; nothing where there was one, or each ended at once: no time is not a length. */
export function lastedWords({ forMs }: Pick<Stale, 'forMs'>): string {
  return forMs < 0.5 ? '' : ` in ${seconds(forMs)}`
}

/** `forMs`: from the first to the last. */
export interface Stale {
  answers: number
  forMs: Ms
}

interface Outage extends Stale {
  firstMs: Ms
}

/** Those of one program; each is kept as it grows, since there may be as many as answers. */
class Outages {
  readonly all: Outage[] = []
  #open: Outage | undefined

  /**
   * A stale answer begins an outage or goes on with it; good news, or giving up, ends it. What the client counted itself since the outage
   * began goes before our count of its lines.
   */
  add({ kind, atMs, stale: counted }: Observation): void {
    if (kind === 'stale-answer') {
      this.#open ??= this.#begun(atMs)
      const { answers, firstMs } = this.#open
      Object.assign(this.#open, { answers: answers + 1, forMs: atMs - firstMs }, counted)
    } else if (isLoss({ kind }) || kind === 'traffic' || kind === 'recovered') {
      if (this.#open) Object.assign(this.#open, counted)
      this.#open = undefined
    }
  }

  #begun(firstMs: Ms): Outage {
    const outage = { answers: 0, forMs: 0, firstMs }
    this.all.push(outage)
    return outage
  }
}
