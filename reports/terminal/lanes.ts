// Observations as marks, in a lane for each host and one for the wire. What happens often becomes bands, so that a page stays small however much was seen.
import { isLoss, type Observation } from '../../harness/model/observation.ts'
import { hostOf } from '../../harness/model/observer.ts'
import type { Run } from '../../harness/model/report.ts'
import { shownHosts } from '../shown-hosts.ts'
import type { Scale } from './scale.ts'

/**
 * The lanes of a run: who tells, from top to bottom: clients, those first that nobody connects to, the wire, servers. A standby has one where
 * it was seen.
 */
export function lanesOf({ hosts, observations }: Pick<Run, 'hosts' | 'observations'>): readonly string[] {
  const { ends, middles, servers } = shownHosts(hosts, name => observations.some(({ by }) => hostOf(by) === name))
  return [...ends, ...middles, wire, ...servers]
}

/** What one lane shows: of a host its program and its kernel. */
export function laneOf(name: string, observations: readonly Observation[], scale: Scale): Lane {
  const observers = [...new Set(observations.map(({ by }) => by))].filter(by => (hostOf(by) ?? wire) === name)
  const isOwn = new Set(observers)
  const own = observations.filter(({ by }) => isOwn.has(by))
  const bandOf = (kind: Observation['kind']) =>
    bands(own.filter(observation => observation.kind === kind).map(({ atMs }) => scale.percent(atMs)))
  return {
    traffic: bandOf('traffic'),
    stale: bandOf('stale-answer'),
    events: apart(
      own.filter(observation => isLoss(observation) || observation.kind === 'recovered'),
      scale,
    ),
  }
}

/** Bands of what happens often, and the events that matter. */
export interface Lane {
  traffic: readonly Band[]
  stale: readonly Band[]
  events: readonly Event[]
}

/** From and to in percent of the width, and how many observations it stands for. */
interface Band {
  from: number
  to: number
  count: number
}

/** An event and the number of others of its kind that it hides, being too close to be told apart. */
interface Event {
  observation: Observation
  percent: number
  others: number
}

const wire = 'wire'
const gapPercent = 0.6

function bands(percents: readonly number[]): Band[] {
  const found: Band[] = []
  for (const percent of percents.toSorted((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && percent - last.to <= gapPercent) Object.assign(last, { to: percent, count: last.count + 1 })
    else found.push({ from: percent, to: percent, count: 1 })
  }
  return found
}

function apart(observations: readonly Observation[], scale: Scale): Event[] {
  const kept: Event[] = []
  for (const observation of observations) {
    const percent = scale.percent(observation.atMs)
    const near = kept.findLast(event => isLoss(event.observation) === isLoss(observation))
    if (near && percent - near.percent < 2) near.others++
    else kept.push({ observation, percent, others: 0 })
  }
  return kept
}
