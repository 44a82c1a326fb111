// What has to be measured to prove a recommendation, and whether what was measured does.

import { blackHole } from '../faults/black-hole.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { formatFaultSpec } from '../faults/spelling.ts'
import type { Ask } from '../model/campaign.ts'
import type { Found, Measurement } from '../model/comparison.ts'
import type { FaultSpec } from '../model/fault-spec.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { type Requirements, statesOf, type Way } from './requirements.ts'
import { latestMs, losses, noticedIn } from './satisfies.ts'

/** What has to be measured, in every phase. */
export interface Trial {
  readonly losses: readonly FaultSpec[]
  /** The silence that is to be sat out. What is said while connecting is no word about it. */
  readonly silences: readonly FaultSpec[]
  readonly firewalls: readonly FaultSpec[]
  /** What is lost while nothing is in flight, and then written to, so often that it may come just before keepalive tells. */
  readonly written?: { readonly faults: readonly FaultSpec[]; readonly asksEveryMs: Ms }
  /** How long a loss is waited for: long enough to say by how much it was missed, and for a firewall to forget. */
  readonly watchMs: Ms
  /** How long a client is watched that is to keep its peer. */
  readonly soakMs: Ms
}

/** Settings, and what they are to do. */
interface Tried {
  readonly requirements: Requirements
  readonly settings: Settings
}

/** The trial of a recommendation. A loss that a connect survives, because somebody answers in the end, is none. */
export function trialOf({ requirements, settings }: Tried): Trial {
  const { withinMs, tolerateMs, limits } = requirements
  const states = statesOf(requirements)
  return {
    losses: states.flatMap(state =>
      losses
        .filter(fault => state !== 'connecting' || isSure(settings, fault, requirements))
        .map(fault => ({ fault, state })),
    ),
    silences: states
      .filter(state => state !== 'connecting' && tolerateMs > 0)
      .map(state => ({ fault: blackHole({ for: tolerateMs }), state })),
    firewalls: [...new Set(limits.map(({ idleMs }) => idleMs))].map(idleMs => ({
      fault: idleFirewall({ idle: idleMs }),
      state: 'idle',
    })),
    ...(requirements.busy ? { written: writtenOf({ requirements, settings }) } : {}),
    watchMs: 2 * Math.max(withinMs, ...limits.map(({ idleMs }) => idleMs)),
    soakMs: tolerateMs + 2 * withinMs,
  }
}

/** All that has to be measured under the settings alone. */
export function faultsOf({ losses: lost, silences, firewalls }: Trial): readonly FaultSpec[] {
  return [...lost, ...silences, ...firewalls]
}

/** In whole seconds, and one of them before keepalive tells; the losses that data in flight notices last. */
function writtenOf({ requirements, settings }: Tried): NonNullable<Trial['written']> {
  const latestS = Math.floor(latestMs(settings, 'idle', requirements) / 1_000)
  return {
    faults: losses.slice(0, 2).map(fault => ({ fault, state: 'idle' })),
    asksEveryMs: Math.max(1, latestS - 1) * 1_000,
  }
}

/** What a campaign is asked for it. */
export function askOf(
  trial: Trial,
  settings: Settings,
  { phases, clock, rttMs }: Pick<Ask, 'phases' | 'clock'> & { readonly rttMs: Ms | undefined },
): Ask {
  const { written, watchMs, soakMs } = trial
  const more = written && { settings: [{ ...settings, asksEveryMs: written.asksEveryMs }], faults: written.faults }
  return {
    ...{ settings: [settings], faults: faultsOf(trial), ...(more ? { more: [more] } : {}), watchMs, soakMs },
    ...{ phases, clock, ...(rttMs === undefined ? {} : { rttMs }) },
  }
}

/** How many faults and states that is, each of them in every phase. */
export function countOf(trial: Trial): number {
  return faultsOf(trial).length + (trial.written?.faults.length ?? 0)
}

function isSure(settings: Settings, fault: FaultSpec['fault'], way: Way): boolean {
  const [earliest = 0] = noticedIn(settings, 'connecting', way, fault) ?? []
  return earliest > 0
}

/** What was measured, and what it proves. */
export interface Proof {
  /** Everything was measured and did as it should. `not proved`: something was in doubt, or was not measured. */
  readonly verdict: 'proved' | 'refuted' | 'not proved'
  readonly trial: Trial
  readonly phases: number
  readonly measurements: readonly Measurement[]
  /** Of the losses that were noticed; absent where none was. */
  readonly slowestMs?: Ms
  /** As predicted over the whole period, of the losses: what the phases between may take. */
  readonly latestMs?: Ms
  readonly failures: readonly Failure[]
  /** Nothing can be concluded from these. */
  readonly doubts: readonly Failure[]
}

/** The lines of a named program, tried on the library itself; or why they were not. */
export type OnSubject = { readonly program: string } & (
  | { readonly subject: Library; readonly set: object; readonly proof: Proof; readonly untried?: never }
  | { readonly untried: string; readonly proof?: never }
)

/** What it was tried on. */
interface Library {
  readonly id: string
  readonly library: string
  readonly version: string
  readonly server: string
  /** While it is idle its kernel was the witness: its program waits for no word, and is told at its next question. */
  readonly deafWhenIdle?: true
}

/** A measurement, and what is wrong with it. */
export interface Failure {
  readonly measurement: Measurement
  readonly why:
    | 'late'
    | 'late in another phase'
    | 'never'
    | 'gave up a living peer'
    | 'forgotten'
    | 'elsewhere than predicted'
    | 'inconclusive'
}

/**
 * Whether the measurements of a trial prove it. A connect that succeeds, because somebody answers again, has lost nothing. What lies elsewhere
 * than predicted refutes it too: it is not understood.
 */
export function proofOf(trial: Trial, phases: number, measurements: readonly Measurement[], withinMs: Ms): Proof {
  const firewalls = new Set(trial.firewalls.map(formatFaultSpec))
  const connects = new Set(trial.losses.filter(({ state }) => state === 'connecting').map(formatFaultSpec))
  const judged = measurements.flatMap(measurement => {
    const { outside, orNever, found } = measurement
    const spec = formatFaultSpec(measurement)
    const survived = found.kind === 'censored' && orNever && connects.has(spec)
    const wrong = survived ? undefined : wrongIn(found, firewalls.has(spec), withinMs)
    const why =
      wrong ??
      (isLateInAnother(measurement, withinMs) ? 'late in another phase' : undefined) ??
      (outside ? 'elsewhere than predicted' : undefined)
    return why ? [{ measurement, why } as const] : []
  })
  const times = measurements.flatMap(({ found }) => (found.kind === 'detected' ? [timeOf(found)] : []))
  const latest = measurements.flatMap(({ found, whole }) =>
    found.kind === 'detected' && Array.isArray(whole?.predicted) ? [whole.predicted[1]] : [],
  )
  const failures = judged.filter(({ why }) => why !== 'inconclusive')
  const doubts = judged.filter(({ why }) => why === 'inconclusive')
  const missing = countOf(trial) * phases - measurements.length
  return {
    verdict: failures.length > 0 ? 'refuted' : doubts.length > 0 || missing > 0 ? 'not proved' : 'proved',
    trial,
    phases,
    measurements,
    ...(times.length > 0 ? { slowestMs: Math.max(...times) } : {}),
    ...(latest.length > 0 ? { latestMs: Math.max(...latest) } : {}),
    failures,
    doubts,
  }
}

function wrongIn(found: Found, firewall: boolean, withinMs: Ms): Failure['why'] | undefined {
  switch (found.kind) {
    case 'doubt':
      return 'inconclusive'
    case 'soaked':
      return found.mistakes.length > 0 ? 'gave up a living peer' : undefined
    case 'censored':
      return found.keptAlive ? undefined : firewall ? 'forgotten' : 'never'
    case 'detected':
      if (firewall) return 'forgotten'
      return timeOf(found) > withinMs ? 'late' : undefined
    default:
      return found satisfies never
  }
}

/** Between the phases that were measured it may take longer. */
function isLateInAnother({ found, whole }: Measurement, withinMs: Ms): boolean {
  return found.kind === 'detected' && Array.isArray(whole?.predicted) && whole.predicted[1] > withinMs
}

/** The fault may have begun so much earlier. */
function timeOf({ afterMs, uncertaintyMs }: { afterMs: Ms; uncertaintyMs: Ms }): Ms {
  return afterMs + uncertaintyMs
}
