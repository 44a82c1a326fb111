// In how many phases of its period a scenario is to be run, as its author writes it, checked at the door.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Phases } from '../model/phases.ts'
import { type Duration, lengthOf } from './duration.ts'
import { refuseUnknown } from './unknown.ts'

/** How many, and over which period where nothing tells it. */
export type PhasesSpec =
  | number
  | {
      /** From 2 to 100. */
      count: number
      /** The period that decides when a loss is noticed, such as a heartbeat's. @default that which is declared, or seen on the connections */
      over?: Duration
    }

/** Throws E_PHASES, E_UNKNOWN_FIELD, E_DURATION. */
export function parsePhases(claim: string, written: PhasesSpec): Phases {
  if (typeof written === 'number') return { count: counted(claim, written) }
  refuseUnknown(`phases of "${claim}"`, written, ['count', 'over'])
  const count = counted(claim, written.count)
  if (written.over === undefined) return { count }
  const overMs = lengthOf(`\`over\` of the phases of "${claim}"`, written.over)
  if (overMs > 0 && overMs <= longestMs) return { count, overMs }
  throw refused(claim, `they are spread over a period of up to 20 days, got "${shown(written.over)}"`)
}

function counted(claim: string, count: number): number {
  if (Number.isInteger(count) && count >= 2 && count <= most) return count
  throw refused(claim, `their count is a whole number from 2 to ${most}, got "${shown(count)}"`)
}

function refused(claim: string, cause: string): HalfopenError {
  return new HalfopenError('E_PHASES', `Cannot use the phases of "${claim}": ${cause}`, {
    fix: "Write phases: 8, or phases: { count: 8, over: '2s' }",
  })
}

const most = 100
/** Timers count to 2^31 ms. */
const longestMs = 20 * 86_400_000
