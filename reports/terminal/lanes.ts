// Observations as marks, in a lane for each host, for each kernel that was told something, and for the wire. What happens often becomes bands, so that a page stays small however much was seen.
import { isLoss, type Observation } from '../../harness/model/observation.ts'
import { appOf, hostOf, kernelOf } from '../../harness/model/observer.ts'
import type { Run } from '../../harness/model/report.ts'
import type { HostName, Observer } from '../../harness/model/units.ts'
import { usualEnds } from '../../harness/verdict/usual-ends.ts'
import { shownHosts } from '../shown-hosts.ts'
import type { Scale } from './scale.ts'

/**
 * The lanes of a run: who tells, from top to bottom: clients, those first that nobody connects to, the wire, servers. A standby has one where
 * it was seen, and a kernel where it noticed something: a program that was told nothing by it has to be seen as such.
 */
export function lanesOf({ hosts, ...run }: Shown): readonly Told[] {
  const isUsual = usualEnds(run)
  // What comes after the end of the watch was judged by nobody, and what ends in each request is no loss.
  const observations = run.observations.filter(one => one.atMs <= run.endedAtMs && !isUsual(one))
  const by = Map.groupBy(observations, one => one.by)
  const seenBy = (...observers: readonly Observer[]) => observers.flatMap(one => by.get(one) ?? [])
  const ofHost = (name: HostName): readonly Told[] => {
    const [app, kernel] = [seenBy(appOf(name)), seenBy(kernelOf(name))]
    if (!kernel.some(isEvent)) return [{ name, seen: [...app, ...kernel] }]
    return [
      { name, seen: app },
      { name: `${name} kernel`, seen: kernel },
    ]
  }
  const { ends, middles, servers } = shownHosts(hosts, name => observations.some(one => hostOf(one.by) === name))
  const onWire = observations.filter(one => hostOf(one.by) === undefined)
  return [...[...ends, ...middles].flatMap(ofHost), { name: 'wire', seen: onWire }, ...servers.flatMap(ofHost)]
}

type Shown = Pick<Run, 'hosts' | 'observations' | 'steps' | 'bounds' | 'endedAtMs'>

/** A lane by its name, and what its observers saw. */
interface Told {
  readonly name: string
  readonly seen: readonly Observation[]
}

/** What one lane shows. */
export function laneOf(own: readonly Observation[], scale: Scale): Lane {
  const bandOf = (kind: Observation['kind']) =>
    bands(own.filter(observation => observation.kind === kind).map(({ atMs }) => scale.percent(atMs)))
  return { traffic: bandOf('traffic'), stale: bandOf('stale-answer'), events: apart(own.filter(isEvent), scale) }
}

function isEvent(one: Observation): boolean {
  return isLoss(one) || one.kind === 'recovered'
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
