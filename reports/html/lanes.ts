// Who has a lane in the picture of a run: each host's program and kernel, and below them what passes from it to the hosts that it connects to.
import { pathsOf } from '../../harness/model/host.ts'
import { isApp, isKernel, type Path, readObserver } from '../../harness/model/observer.ts'
import type { Run } from '../../harness/model/report.ts'
import type { HostName, Observer } from '../../harness/model/units.ts'
import { shownHosts } from '../shown-hosts.ts'
import type { LaneView } from './view.ts'

/**
 * From top to bottom: clients, those first that nobody connects to, then servers. A standby has lanes where it was seen or had a part in what was
 * done, a kernel where it was seen or asked, and stale answers have one below their program's.
 */
export function lanesOf(run: LaneRun): readonly LaneView[] {
  const paths = wirePaths(run)
  const named = new Set<Observer>(
    [...run.observations, ...run.cuts, ...run.bounds.map(({ bound }) => bound)].map(({ by }) => by),
  )
  const stale = new Set(run.observations.filter(({ kind }) => kind === 'stale-answer').map(({ by }) => by))
  const ofHost = (name: HostName): readonly LaneView[] => [
    { host: name, of: 'program', ...blind(run, `${name}-app`) },
    ...(stale.has(`${name}-app`) ? [{ host: name, of: 'stale' } as const] : []),
    ...(named.has(`${name}-kernel`) ? [{ host: name, of: 'kernel', ...blind(run, `${name}-kernel`) } as const] : []),
    ...paths.filter(({ from }) => from === name).map(path => wireLane(run, path)),
  ]
  const hosts = inOrder(run).flatMap(ofHost)
  return paths.length > 0 ? hosts : [...hosts, { host: wire, of: 'packets', ...blind(run, wire) }]
}

/** What of a run decides it. */
export type LaneRun = Pick<Run, 'hosts' | 'observations' | 'cuts' | 'bounds' | 'packets' | 'steps'>

/** The lane of a program's stale answers. */
export function staleLane(lanes: readonly LaneView[], by: Observer): number | undefined {
  const read = readObserver(by)
  const at = lanes.findIndex(({ host, of }) => of === 'stale' && read?.level === 'app' && host === read.host)
  return at < 0 ? undefined : at
}

/** The lane in which an observer is drawn; undefined where it has none of its own. */
export function laneAt(lanes: readonly LaneView[], by: Observer, path?: Path): number | undefined {
  const read = readObserver(by)
  if (!read) return undefined
  const at = lanes.findIndex(({ host, of }) => {
    if (read.level !== 'wire') return host === read.host && of === (read.level === 'app' ? 'program' : 'kernel')
    const on = read.path ?? path
    return (
      of === 'packets' &&
      (host === wire || (on ? host === pathName(on) : lanes.filter(one => one.of === of).length === 1))
    )
  })
  return at < 0 ? undefined : at
}

/** `app > db`. */
export function pathName({ from, to }: Path): string {
  return `${from} > ${to}`
}

const wire = 'wire'
/** More would hide the hosts: what passes is one lane then. */
const mostPaths = 8

/** The ways on which packets are known by their hosts; none where there are too many of them, or nobody knows. */
function wirePaths({ hosts, packets = [] }: LaneRun): readonly Path[] {
  const pairs = new Set(packets.map(pathName))
  const paths = pathsOf(hosts).filter(path => pairs.has(pathName(path)) || pairs.has(pathName(flipped(path))))
  return paths.length <= mostPaths ? paths : []
}

/** The other way. */
export function flipped({ from, to }: Path): Path {
  return { from: to, to: from }
}

function inOrder({ hosts, observations, steps, packets = [] }: LaneRun): readonly HostName[] {
  const seen = new Set([
    ...observations.flatMap(({ by }) => (isApp(by) || isKernel(by) ? (hostIn(by) ?? []) : [])),
    ...packets.flatMap(({ from, to }) => [from, to]),
    ...steps.flatMap(({ does }) => Object.values(does).filter(value => typeof value === 'string')),
  ])
  const { ends, middles, servers } = shownHosts(hosts, name => seen.has(name))
  return [...ends, ...middles, ...servers]
}

function hostIn(by: Observer): HostName | undefined {
  const read = readObserver(by)
  return read?.level === 'wire' ? undefined : read?.host
}

function wireLane(run: LaneRun, path: Path): LaneView {
  return { host: pathName(path), of: 'packets', ...blind(run, `wire:${path.from}>${path.to}`), ...blind(run, wire) }
}

function blind({ cuts }: LaneRun, by: Observer): Pick<LaneView, 'blind'> {
  const cut = cuts.find(one => one.by === by && one.line?.endedAtMs === undefined)
  return cut ? { blind: { fromMs: cut.atMs, why: cut.why } } : {}
}
