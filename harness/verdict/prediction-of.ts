// What was to be expected of a bound: the path of whoever is to notice, his settings, and the step that he is to notice.
import { isDeepStrictEqual } from 'node:util'
import { needsOf, silences } from '../faults/all.ts'
import { isControl } from '../faults/none.ts'
import { behindHop } from '../faults/paths.ts'
import type { Bound } from '../model/bound.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import type { FoundConnection } from '../model/found.ts'
import { isClient, isOverUdp } from '../model/host.ts'
import { roundTripOf } from '../model/link.ts'
import { isKernel, isOn, kernelOf, type Path, readObserver } from '../model/observer.ts'
import type { RunRecord } from '../model/record.ts'
import type { RunHost } from '../model/report.ts'
import type { Network } from '../model/scenario.ts'
import { isFault, type Step, type StepRecord } from '../model/step.ts'
import type { Observer } from '../model/units.ts'
import { type Circumstances, type Prediction, unpredictable } from '../predict/circumstances.ts'
import { predict } from '../predict/predict.ts'
import { delayedAckMs } from '../predict/round-trip.ts'
import { halfMadeAt, synackRetriesOf } from './half-made.ts'
import { behindWords, handedOn, losesClients } from './hop.ts'
import { kernelAlone } from './kernel-alone.ts'
import type { Seen } from './outcome.ts'
import { pathUnder } from './path-under.ts'
import { foundBy, isShown, settingsSeen } from './seen-settings.ts'
import { alikes, quietOf, together } from './several.ts'
import { heardOf, timeouts, unaskedOn } from './socket-times.ts'
import { busyState, closedSince, struckBy } from './state-found.ts'

/** What a prediction is made from. */
export interface Foreseen extends Pick<Partial<RunRecord>, 'kernel' | 'clock'> {
  readonly seen: Seen
  readonly hosts: readonly RunHost[]
  /** The steps that were to be taken, where they were not. */
  readonly planned?: readonly Step[]
  /** What the first client's connection was doing when the first step came. */
  readonly state?: ConnectionState | undefined
  /** What the kernels were set to. */
  readonly network?: Network | undefined
  /** In whichever phase the fault had come, and not in that in which it came. */
  readonly anyPhase?: true
}

/** Undefined where there is nothing to predict: recovery is the programs' own affair, and what is no fault takes nothing away. */
export function predictionOf(bound: Bound, on: Foreseen): Foretold | undefined {
  const { by, expect, since, every } = bound
  const step = on.seen.steps.find(({ id }) => id === since)
  const does = step?.does ?? on.planned?.find(({ id }) => id === since)?.does
  if (expect === 'recovery' || !does || !isFault(does)) return undefined
  const read = readObserver(by)
  const host = read?.level === 'wire' ? undefined : on.hosts.find(({ name }) => name === read?.host)
  const halfMade = host && halfMadeAt(host, does, { by, step }, on)
  if (halfMade) return predict(halfMade)
  if (!host || !isClient(host)) return predict({ settings: {}, fault: does, by })
  if (step && isDisturbed(step, on.seen)) return unpredictable('another fault was in force as well')
  if (asksOtherwise(does, on.network))
    return unpredictable('how long the router sends to the dead host is set for this scenario')
  const behind = behindHop(does, host, on.hosts)
  const hop = behind && on.hosts.find(({ name }) => name === behind.path.from)
  if (behind && hop) {
    const toward = onPath(hop, behind.path, { does, step, by: kernelOf(hop.name) }, on)
    return unpredictable(behindWords(host, behind, toward))
  }
  if (isOfDatagrams(pathUnder(does, host), on)) return unpredictable(noKernelTimer)
  const [lost] = isKernel(by) ? losesClients(does, host, on.hosts) : []
  if (lost !== undefined)
    return unpredictable(`${host.name} may lose ${lost}, which connects to it, and nothing is known of that`)
  return onPath(host, pathUnder(does, host), { does, step, by, every }, on)
}

/** `kernelAlone`: it is of when its kernel alone would tell. */
export type Foretold = Prediction & { readonly kernelAlone?: true }

/** What a host's sockets and settings say of the loss on one of its paths. */
function onPath(host: RunHost, path: Path, { does, step, by, every }: Struck, on: Foreseen): Foretold {
  const { seen, network, kernel, clock, hosts } = on
  const links = [path.from, path.to].flatMap(name => network?.links?.[name] ?? [])
  if (links.some(({ lossPercent = 0 }) => lossPercent > 0))
    return unpredictable('chance decides which packets a link loses')
  const { healedAtMs, byMs = 0, sinceMs, quietMs } = step ?? {}
  const trip = roundTripOf(network?.links, [path.from, path.to])
  const hostSysctls = step?.sysctls?.[host.name]
  const circumstances = {
    fault: does,
    path,
    ...(trip ? { rttMs: [trip[0], trip[1] + delayedAckMs] as const } : {}),
    wayMs: trip ?? 0,
    ...heardOf(host, step, seen),
    by,
    kernel,
    clock,
    quietMs: on.anyPhase ? undefined : quietMs?.[host.name],
    sinceMs,
    sysctls: { ...network?.sysctls?.[host.name], ...hostSysctls },
    synackRetries: synackRetriesOf(path.to, network),
    family: network?.family,
    healedMs: healedAtMs === undefined || healedAtMs > seen.endedAtMs ? undefined : healedAtMs - byMs,
    relayed: sawPackets(host, step, seen) ? false : ('unknown' as const),
  }
  const state = host === hosts.find(isClient) ? on.state : undefined
  const found = struckBy(does, foundBy(seen.endedAtMs - byMs, step, path), seen.connections)
  if (host.undeclared)
    return {
      ...kernelAlone({ ...circumstances, ...unaskedOn(found) }, found, { every, state, hostSysctls }),
      kernelAlone: true,
    }
  const declared = handedOn(host, hosts)
  const shown = found.filter(isShown).map(one => settingsSeen(declared, one, hostSysctls))
  const [settings = declared, ...others] = shown
  if (others.some(other => !isDeepStrictEqual(other, settings)))
    return unpredictable('its connections are not set alike')
  const busy = state ?? busyState(found)
  const since = closedSince(found, { asked: state, found: busy }, { ...circumstances, settings })
  const all = {
    ...circumstances,
    ...timeouts(found, trip),
    ...unaskedOn(found),
    ...since,
    ...unreadWrites(does, found),
    settings,
    state: busy,
  }
  if (found.length < 2) return predict(all)
  const each = alikes(found, () => settings).map(alike => predict({ ...all, ...quietOf(alike, found, circumstances) }))
  return together(each, every)
}

/** To a program that is stopped: what it is sent lies in its kernel, whatever was declared of it. */
function unreadWrites(fault: Fault, found: readonly FoundConnection[]): Pick<Circumstances, 'nextWriteMs'> {
  if (!silences(fault).some(({ what }) => what === 'program')) return {}
  const writes = found.flatMap(({ nextWriteMs }) => (typeof nextWriteMs === 'number' ? [nextWriteMs] : []))
  return writes.length === 0 ? {} : { nextWriteMs: [Math.min(...writes), Math.max(...writes)] }
}

/** By what its programs say, or by what was seen where they do not. */
function isOfDatagrams(path: Path, { hosts, seen }: Pick<Foreseen, 'hosts' | 'seen'>): boolean {
  const made = seen.connections.filter(isOn(path))
  return isOverUdp(path, hosts) || (made.length > 0 && made.every(({ protocol }) => protocol === 'udp'))
}

/** What is told in the place of a window. */
const noKernelTimer = 'no kernel prediction: UDP has no timer that gives a peer up'

interface Struck {
  readonly does: Fault
  readonly step: StepRecord | undefined
  readonly by: Observer
  readonly every?: boolean | undefined
}

/** Where an address moves, the router's neighbour table decides for how long it goes on sending to who had it. */
function asksOtherwise(fault: Fault, network: Network | undefined): boolean {
  const moves = needsOf(fault).some(({ what }) => what === 'stand-in')
  return moves && Object.keys(network?.sysctls?.router ?? {}).some(key => key.includes('.neigh.'))
}

/**
 * Whether another fault was in force at the same time: one that stood already, or came before the watch was over. A control shows what earlier
 * faults have left, healed or not.
 */
function isDisturbed(step: StepRecord, { steps, endedAtMs }: Seen): boolean {
  return steps.some(({ id, does, atMs, healedAtMs = Number.POSITIVE_INFINITY }) => {
    if (id === step.id || !isFault(does)) return false
    if (id < step.id && isControl(step.does)) return true
    return id < step.id ? healedAtMs > step.atMs : atMs < endedAtMs
  })
}

/** Whose packets or whose kernel was watched is the peer itself, and no proxy. */
function sawPackets({ name }: RunHost, step: StepRecord | undefined, { observations }: Seen): boolean {
  return step?.quietMs?.[name] !== undefined || observations.some(({ by }) => by === kernelOf(name))
}
