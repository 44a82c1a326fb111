// What is to be measured, as a list: settings x faults x phases. Pure.
import { isControl, noFault } from '../faults/none.ts'
import type { Ask } from '../model/campaign.ts'
import type { FaultSpec } from '../model/fault-spec.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { decidingPeriodMs, longestPeriodMs } from '../predict/period.ts'

/** One measurement that is to be made. */
export interface Step {
  readonly settings: Settings
  readonly spec: FaultSpec
  readonly phase: number
  /** How long healthy traffic goes on before the fault. */
  readonly offsetMs: Ms
}

/** Every measurement of a campaign: cell by cell, so that what was measured until an interrupt is whole cells. */
export function planOf({ more = [], ...ask }: Planned): readonly Step[] {
  return [ask, ...more].flatMap(one => stepsOf({ ...ask, ...one }))
}

type Planned = Omit<Ask, 'watchMs' | 'soakMs' | 'clock'>

function stepsOf({ settings, faults, phases, traffic }: Planned): readonly Step[] {
  return settings.flatMap(setting => {
    const cells = faults.flatMap(spec => {
      const everyMs = (decidingPeriodMs({ settings: setting, ...spec }) ?? withoutPeriodMs) / phases
      return Array.from({ length: phases }, (_, phase) => stepOf(setting, spec, phase, everyMs))
    })
    const control = traffic && !cells.some(({ spec }) => isControl(spec.fault))
    return control ? [...cells, stepOf(setting, healthy, 0, 0)] : cells
  })
}

/** How long a client is watched while nobody is dead: a healthy one for several of its periods, so that its packets can be counted. */
export function soakOf({ settings, spec }: Pick<Step, 'settings' | 'spec'>, { soakMs }: Pick<Ask, 'soakMs'>): Ms {
  return isControl(spec.fault) ? Math.max(shortestControlMs, 8 * periodOf(settings)) : soakMs
}

function stepOf(settings: Settings, spec: FaultSpec, phase: number, everyMs: Ms): Step {
  return { settings, spec, phase, offsetMs: calmMs + phase * everyMs }
}

const healthy: FaultSpec = { fault: noFault() }
const shortestControlMs = 600_000

/** After how long a healthy connection is in the same phase again, whatever decides. */
export function periodOf(settings: Settings): Ms {
  return longestPeriodMs(settings) ?? withoutPeriodMs
}

/** Who says nothing by itself has no phases: a second, as good as any. */
const withoutPeriodMs = 1_000

/** What follows a handshake, a delayed acknowledgement too, is over by then. */
const calmMs = 1_000
