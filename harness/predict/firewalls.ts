// Which boxes on the way forget a client that is idle with these settings. The facts about them are passed in.
import type { Ms } from '../model/units.ts'
import { pauseMs } from '../timers/pause.ts'
import type { Circumstances } from './circumstances.ts'

/**
 * What becomes of an idle connection behind a box.
 * @example survivalOf({ idleMs: 350_000, atExpiry: 'silent' }, { settings: parseSettings('heartbeat=60s') }) // survives
 */
export function survivalOf(box: IdleLimit, on: Pick<Circumstances, 'settings' | 'kernel'>): Survival {
  const { idleMs, atExpiry, keepaliveResetsTimer } = box
  if (idleMs === undefined) return 'unknown'
  const { keepalive: _probes, ...bytes } = on.settings
  const written = against(idleMs, { ...on, settings: bytes })
  const all = against(idleMs, on)
  const spoken = keepaliveResetsTimer === false ? written : all
  if (spoken === 'before') return keepaliveResetsTimer === undefined && written !== 'before' ? 'unknown' : 'survives'
  return spoken === 'either' ? 'unknown' : expired[atExpiry]
}

/** The facts of a middlebox that decide. */
export interface IdleLimit {
  /** How long a connection may be silent; absent where nobody says. */
  readonly idleMs?: Ms
  readonly atExpiry: 'silent' | 'closes' | 'unknown'
  /** Whether keepalive probes count as traffic; absent where nobody says. */
  readonly keepaliveResetsTimer?: boolean
}

/**
 * `survives`: the client's own traffic comes before the limit. `forgotten`: the connection is dead, and nobody is told. `closed`: both ends
 * are told. `unknown`: nobody says, or the phase of a timer decides.
 */
export type Survival = 'survives' | 'forgotten' | 'closed' | 'unknown'

const expired = { silent: 'forgotten', closes: 'closed', unknown: 'unknown' } as const

function against(idleMs: Ms, on: Pick<Circumstances, 'settings' | 'kernel'>): 'before' | 'either' | 'after' {
  const pause = pauseMs(on)
  if (!pause || pause[0] > idleMs) return 'after'
  return pause[1] < idleMs ? 'before' : 'either'
}
