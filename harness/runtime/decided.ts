// Whether watching longer can still change what a bound's observer has shown: asked after each event, and each event is looked at once.
import { healsAfterMs } from '../faults/all.ts'
import type { Bound } from '../model/bound.ts'
import { isHealthy, isLoss, type Observation } from '../model/observation.ts'
import { type Action, isFault } from '../model/step.ts'
import type { Recorder } from '../observe/recorder.ts'
import type { InForce } from '../planes/plane.ts'
import { concerns, sightingsOf } from '../verdict/sightings.ts'
import { follow, type Speakers } from './follow.ts'

/** Made when the step is in force. `does`: what the step is, since it may heal by itself. */
export function deciderOf(
  bound: Bound,
  { does, live: step }: { readonly does: Action; readonly live: InForce },
  hosts: Speakers,
  recorder: Recorder,
): () => boolean {
  const fresh = follow(hosts, recorder)
  const own = () => sightingsOf(bound.by, { observations: fresh(), connections: recorder.connections })
  if (bound.expect === 'silence') return () => false
  if (bound.expect === 'recovery') return recovered(step, isFault(does) && healsAfterMs(does) !== undefined, own)
  const about = () => own().filter(concerns(bound.by, { does, found: step.found }, recorder.connections))
  return bound.every ? everyLost(step, about) : once(() => about().some(seen => isLoss(seen) && seen.atMs >= step.atMs))
}

/** What is true once stays so. */
function once(holds: () => boolean): () => boolean {
  let held = false
  return () => {
    held ||= holds()
    return held
  }
}

/** All of the connections that stood: which those are is known when the step has come. */
function everyLost(step: InForce, own: () => readonly Observation[]): () => boolean {
  const standing = new Set<number>()
  return () => {
    for (const { connection, atMs, ...seen } of own()) {
      if (connection === undefined) continue
      if (isLoss(seen)) standing.delete(connection)
      else if (atMs < step.atMs && isHealthy(seen)) standing.add(connection)
    }
    return standing.size === 0
  }
}

/** A good answer after the healing, or, where nothing heals, after a loss. */
function recovered(step: InForce, heals: boolean, own: () => readonly Observation[]): () => boolean {
  let lost = false
  let goodAtMs = Number.NEGATIVE_INFINITY
  return () => {
    for (const seen of own()) {
      if (isLoss(seen)) {
        lost = true
        goodAtMs = Number.NEGATIVE_INFINITY
      } else if (isHealthy(seen) && seen.atMs >= step.atMs) goodAtMs = seen.atMs
      else if (isHealthy(seen)) lost = false
    }
    const { healedAtMs } = step
    if (healedAtMs !== undefined) return goodAtMs >= healedAtMs
    return !heals && lost && goodAtMs >= step.atMs
  }
}
