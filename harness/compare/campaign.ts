// Many runs: makes every measurement of a plan that is not there yet, in so many boxes at a time that no core lies idle, and keeps each at once.
import { boxes } from '../boxes/boxes.ts'
import { guestsAtATime } from '../boxes/guest/cores.ts'
import { packetsApart } from '../boxes/packets-apart.ts'
import { formatFaultSpec } from '../faults/spelling.ts'
import type { Ask } from '../model/campaign.ts'
import type { Measurement } from '../model/comparison.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { ClockName } from '../model/units.ts'
import { partOf, type Shard } from '../parts/shard.ts'
import { planes } from '../planes/all.ts'
import type { Ledger } from './ledger.ts'
import { makeAll, type Progress } from './make-all.ts'
import { type Group, measure, type Planned } from './measure.ts'
import { planOf, type Step } from './plan.ts'
import { type Programs, probes } from './programs.ts'
import { refuseNoBox, refuseUnshown } from './refusals.ts'
import { scenarioOf } from './scenario-of.ts'

/** What a campaign works with. */
export interface Means {
  /** Ends it: what was measured until then is returned. */
  readonly signal: AbortSignal
  /** What was measured before, and where the rest is kept. */
  readonly ledger?: Ledger
  /** The built-in probe unless told otherwise. */
  readonly programs?: Programs
  readonly onProgress?: (progress: Progress) => void
  /** Of how many parts which is measured: all where absent. */
  readonly shard?: Shard | undefined
}

/**
 * The measurements of what is asked, in the order of the plan; fewer after an interrupt. A run that could not be made is a doubt, and ends
 * nothing. Throws E_NO_BOX where no box can be made here, and E_CANNOT_SHOW for a fault that cannot be shown in it.
 */
export async function runCampaign(ask: Ask, means: Means): Promise<readonly Measurement[]> {
  const { ledger, programs = probes, signal, shard } = means
  const kind = boxes[ask.clock]
  const whole = planOf(ask).map(step => ({ step, scenario: scenarioOf(step, ask, programs) }))
  refuseUnshown(kind, whole)
  const plan = shard ? partOf(whole, shard) : whole
  await refuseNoBox(kind, signal)
  await using packets = packetsApart()
  const known = new Map((ledger?.measurements ?? []).map(made => [keyOf(made), made]))
  const missing = plan.filter(({ step }) => !known.has(keyOfStep(step)))
  await prepare(missing, signal)
  const keep = async (made: Measurement) => {
    known.set(keyOf(made), made)
    await ledger?.add(made)
  }
  const { group, atATime } = sizes[kind.clock]
  const making = { work: inGroups(missing, group), before: plan.length - missing.length, missing: missing.length }
  await makeAll({ ...making, atATime: atATime(), signal, onProgress: means.onProgress }, async one => {
    const measurements = await measure(one, ask, { kind, folder: packets.path, signal })
    for (const measurement of measurements) await keep(measurement)
    return measurements
  })
  return plan.flatMap(({ step }) => known.get(keyOfStep(step)) ?? [])
}

/** In virtual time one by one: everything in one guest starts in the same tick of its wheel. In real time side by side: they only wait. */
const sizes: Readonly<Record<ClockName, { readonly group: number; readonly atATime: () => number }>> = {
  virtual: { group: 1, atATime: guestsAtATime },
  real: { group: 16, atATime: () => 1 },
}

function inGroups(plan: readonly Planned[], size: number): Group[] {
  const [first, ...rest] = plan.slice(0, size)
  return first ? [[first, ...rest], ...inGroups(plan.slice(size), size)] : []
}

/** What programs need is made once, before anything waits for it. */
async function prepare(plan: readonly Planned[], signal: AbortSignal): Promise<void> {
  const [first] = plan
  await planes.netns.prepare?.(signal)
  await Promise.all((first?.scenario.hosts ?? []).map(async ({ program }) => program.prepare?.(signal)))
}

/** Alike however their fields are ordered. */
function keyOf({ settings, phase, ...spec }: Pick<Measurement, 'settings' | 'fault' | 'state' | 'phase'>): string {
  return `${formatSettings(settings)} ${formatFaultSpec(spec)} ${phase}`
}

function keyOfStep({ settings, spec, phase }: Step): string {
  return keyOf({ settings, ...spec, phase })
}
