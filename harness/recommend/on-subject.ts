// The lines of a program, tried on the library itself: what has to be measured of it, and what of a measurement counts. Pure.
import { frozenPeer } from '../faults/frozen-peer.ts'
import type { Measurement } from '../model/comparison.ts'
import { type Trial, trialOf } from './proof.ts'

/** The trial of a library. Its connects cannot be brought about one by one, as the probe's can; a heartbeat tells a frozen server besides. */
export function trialOnSubject({ requirements, settings }: Parameters<typeof trialOf>[0]): Trial {
  const trial = trialOf({ requirements: { ...requirements, connecting: false }, settings })
  const frozen = settings.heartbeat ? (['idle', 'awaiting-answer'] as const) : []
  return { ...trial, losses: [...trial.losses, ...frozen.map(state => ({ fault: frozenPeer('server'), state }))] }
}

/** By its own words alone: a library has timers of its own, and what is foretold is its kernel's. */
export function inItsWords({
  outside: _,
  whole: __,
  predicted: ___,
  orNever: ____,
  ...made
}: Measurement): Measurement {
  return made
}
