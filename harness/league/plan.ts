// What is to be measured, as a list: clients x settings x cells x phases. Pure.
import { parseMs } from '../define/duration.ts'
import { formatFaultSpec } from '../faults/spelling.ts'
import type { LeagueMeasurement, LeagueVariant, VariantName } from '../model/league.ts'
import type { Ms } from '../model/units.ts'
import type { ClientKind } from '../subjects/client-kind.ts'
import { type Cell, cells } from './cells.ts'

/** One measurement that is to be made. */
export interface LeagueStep {
  readonly kind: ClientKind
  readonly variant: VariantName
  readonly set: object
  readonly cell: Cell
  readonly phase: number
  /** Once more with another seed, where its coming back is drawn by chance. */
  readonly again?: true
  /** How long all is well before the fault. */
  readonly offsetMs: Ms
}

/** Client by client, so that what was measured until an interrupt is whole rows. */
export function leaguePlan(kinds: readonly ClientKind[]): readonly LeagueStep[] {
  return kinds.flatMap(kind =>
    waysOf(kind).flatMap(({ name: variant, set }) =>
      cells
        .filter(cell => isMeasured(kind, variant, cell))
        .flatMap(cell => phasesOf(kind, cell).map(phase => ({ kind, variant, set, cell, ...phase }))),
    ),
  )
}

/** Once more, with another seed, what may hang on chance: who came back, and who was told after a question that may have been tried again. */
export function chancesFor(plan: readonly LeagueStep[], made: readonly LeagueMeasurement[]): readonly LeagueStep[] {
  const tried = ({ told, asksEveryMs }: LeagueMeasurement) => told.kind === 'lost' && asksEveryMs !== undefined
  const drawn = made.filter(one => tried(one) || (one.back?.kind === 'back' && !one.back.wentOn))
  const keys = new Set(drawn.map(keyOf))
  return plan
    .filter(step => step.kind.jitter !== undefined && keys.has(keyOf(named(step))))
    .map(step => ({ ...step, again: true }))
}

/** The settings of a client, as it comes first. */
export function waysOf({ variants }: Pick<ClientKind, 'variants'>): readonly LeagueVariant[] {
  return [{ name: 'as it comes', set: {} }, ...variants]
}

/** The same for a measurement and for what is to be measured. */
export function keyOf({ client, variant, asksEveryMs = 0, phase, again, ...spec }: Keyed): string {
  return `${client} ${variant} ${formatFaultSpec(spec)} ${asksEveryMs} ${phase}${again ? ' again' : ''}`
}

type Keyed = Pick<LeagueMeasurement, 'client' | 'variant' | 'fault' | 'state' | 'asksEveryMs' | 'phase' | 'again'>

/** Of a step. */
export function named({ kind, variant, cell, phase, again, offsetMs }: LeagueStep): Keyed & { offsetMs: Ms } {
  const { fault, state, asks } = cell
  return {
    client: kind.id,
    variant,
    fault,
    ...(state === undefined ? {} : { state }),
    ...(asks === undefined ? {} : { asksEveryMs: asks === true ? 1_000 : parseMs(asks) }),
    phase,
    ...(again ? { again } : {}),
    offsetMs,
  }
}

/** Some cannot be idle; and what a setting does not change is measured once. */
function isMeasured(
  { states, busyServer, neverAsks }: ClientKind,
  variant: VariantName,
  { state = 'idle', of, lives, asks }: Cell,
): boolean {
  if (states !== undefined && !states.some(able => able === state)) return false
  if (neverAsks && asks) return false
  if (busyServer === 'unmeasured' && lives === true) return false
  return variant === 'as it comes' || of !== 'as it comes'
}

/**
 * Heartbeats and keepalive of libraries have periods of 10, 60 or 120 s: three moments that differ in all of them. Whom nothing tells while it is
 * idle nothing tells in any phase.
 */
function phasesOf(
  { deafWhenIdle }: ClientKind,
  { phases: several, state = 'idle' }: Cell,
): readonly Pick<LeagueStep, 'phase' | 'offsetMs'>[] {
  const phases = deafWhenIdle && state === 'idle' ? 1 : several
  return Array.from({ length: phases }, (_, phase) => ({ phase, offsetMs: calmMs + phase * apartMs }))
}

/** What follows a handshake is over by then. */
const calmMs = 1_300
const apartMs = 43_000
