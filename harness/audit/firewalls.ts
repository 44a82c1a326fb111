// Which firewalls of the facts forget a connection without a word before its keepalive speaks. Pure.
import { idleMiddleboxes, type Middlebox } from '../facts/middleboxes.ts'
import type { Kernel } from '../model/kernel.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { survivalOf } from '../predict/firewalls.ts'
import type { Keepalive } from './connection.ts'

/** Shortest limit first. None is certain where it is not visible whether keepalive is on. */
export function silentFirewalls(keepalive: Keepalive, kernel?: Kernel): Firewalls {
  const fated = forgetful.map(box => ({ box, fate: fateOf(box, keepalive, kernel) }))
  const named = (wanted: Fate) => fated.filter(({ fate }) => fate === wanted).map(({ box }) => brief(box))
  return { certain: named('certain'), possible: named('possible') }
}

/** `certain`: the facts say so, in a source. `possible`: they are from memory, or do not say what would decide. */
export interface Firewalls {
  readonly certain: readonly Firewall[]
  readonly possible: readonly Firewall[]
}

/** A middlebox by its name in the facts, and how long a connection may be silent there. */
export interface Firewall {
  readonly id: string
  readonly idleMs: Ms
  readonly confidence: Middlebox['confidence']
}

type Fate = 'certain' | 'possible' | 'none'

function fateOf(box: Forgetful, keepalive: Keepalive, kernel: Kernel | undefined): Fate {
  if (keepalive === 'not visible') return 'possible'
  const survival = survivalOf(box, { settings: settingsOf(keepalive), kernel })
  if (survival === 'survives') return isWhole(keepalive) ? 'none' : 'possible'
  return survival === 'forgotten' && box.confidence !== 'unverified' ? 'certain' : 'possible'
}

/** Of keepalive that is visible in part the best is assumed. */
function settingsOf(keepalive: Exclude<Keepalive, 'not visible'>): Settings {
  if (keepalive === 'off') return {}
  if ('count' in keepalive) return { keepalive }
  return { keepalive: { idleMs: keepalive.idleAtLeastMs, intervalMs: 1_000, count: 1 } }
}

const isWhole = (keepalive: Keepalive): boolean => typeof keepalive !== 'object' || 'count' in keepalive

type Forgetful = Middlebox & { readonly idleMs: Ms }

const forgetful = idleMiddleboxes
  .filter((box): box is Forgetful => box.atExpiry !== 'closes' && box.idleMs !== undefined)
  .toSorted((a, b) => a.idleMs - b.idleMs)

const brief = ({ id, idleMs, confidence }: Forgetful): Firewall => ({ id, idleMs, confidence })
