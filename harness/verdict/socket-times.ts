// What was seen of a path: how long an answer takes, how long its sockets wait for one, and how often the peer speaks. Pure.
import type { FoundConnection } from '../model/found.ts'
import { appOf } from '../model/observer.ts'
import type { RunHost } from '../model/report.ts'
import type { StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import type { Circumstances } from '../predict/circumstances.ts'
import { rtoMinMs } from '../predict/round-trip.ts'
import type { Seen } from './outcome.ts'

/** As the fault found them; nothing of those that are still connecting, which have no round trip yet. */
export function socketTimes(found: readonly FoundConnection[]): Pick<Circumstances, 'rtoMs' | 'rttMs'> {
  const sockets = found.flatMap(({ socket, state }) => (state === 'connecting' ? [] : (socket ?? [])))
  const rtos = sockets.flatMap(({ rtoMs }) => rtoMs ?? [])
  const trips = sockets.flatMap(({ rttMs, rtoMs = 0 }) => rttMs ?? [0, Math.max(0, rtoMs - rtoMinMs)])
  if (rtos.length === 0) return {}
  return { rtoMs: spanOf(rtos), rttMs: spanOf(trips) }
}

/** A link that was asked for says how long its way is; its sockets, how long they wait. */
export function timeouts(
  found: readonly FoundConnection[],
  trip: readonly [Ms, Ms] | undefined,
): Pick<Circumstances, 'rtoMs' | 'rttMs'> {
  const { rttMs, rtoMs } = socketTimes(found)
  if (rtoMs === undefined) return {}
  return trip ? { rtoMs } : { rtoMs, rttMs }
}

/** How often the peer speaks, by what its client says that it heard: the last before the fault, and the first after it. */
export function heardOf(
  { name }: RunHost,
  step: StepRecord | undefined,
  { observations }: Seen,
): Pick<Circumstances, 'peerTalksEveryMs'> {
  if (!step) return {}
  const heard = observations.filter(({ by, kind }) => by === appOf(name) && kind === 'traffic').map(({ atMs }) => atMs)
  const [after] = heard.filter(atMs => atMs > step.atMs)
  if (after === undefined) return {}
  return { peerTalksEveryMs: after - Math.max(...heard.filter(atMs => atMs <= step.atMs), 0) }
}

/** What their server said by itself on any of them; on several, how often nobody asks. */
export function unaskedOn(found: readonly FoundConnection[]): Pick<Circumstances, 'unasked'> {
  const [first, ...others] = found.flatMap(({ unasked }) => unasked ?? [])
  if (first === undefined) return {}
  return { unasked: others.length === 0 ? first : {} }
}

function spanOf(times: readonly Ms[]): readonly [Ms, Ms] {
  return [Math.min(...times), Math.max(...times) + nextMs]
}

/** What the next answer may add, if it is acknowledged late: an eighth of TCP_DELACK_MIN to the round trip, and a tick. */
const nextMs = 10
