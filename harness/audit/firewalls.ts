// Which firewalls of the facts forget a connection without a word before its keepalive speaks. Pure.
import { type Middlebox, middleboxes } from '../facts/middleboxes.ts'
import type { Ms } from '../model/units.ts'
import { firing } from '../predict/wheel.ts'
import type { Keepalive } from './connection.ts'

/** Shortest limit first. None are known to where it is not visible whether keepalive is on. */
export function silentFirewalls(keepalive: Keepalive): Firewalls {
  const silence = silenceOf(keepalive)
  const killers = forgetful.filter(box => forgets(box, silence))
  const isKnown = (box: Forgetful) => box.confidence !== 'unverified' && box.idleMs <= silence.leastMs
  return { certain: killers.filter(isKnown).map(brief), possible: killers.filter(box => !isKnown(box)).map(brief) }
}

/** `certain`: the facts say so, in a source. `possible`: from memory, or whether probes count as traffic there is not known. */
export interface Firewalls {
  readonly certain: readonly Firewall[]
  readonly possible: readonly Firewall[]
}

/** A middlebox by its name in the facts, and how long a connection may be silent there. */
export interface Firewall {
  readonly id: string
  readonly idleMs: Ms
}

interface Silence {
  /** For so long an idle connection is silent in any case. */
  readonly leastMs: Ms
  /** It may be for so long. */
  readonly mostMs: Ms
}

function silenceOf(keepalive: Keepalive): Silence {
  if (keepalive === 'off') return { leastMs: Number.POSITIVE_INFINITY, mostMs: Number.POSITIVE_INFINITY }
  if (keepalive === 'not visible') return { leastMs: 0, mostMs: Number.POSITIVE_INFINITY }
  if ('idleAtLeastMs' in keepalive) return { leastMs: keepalive.idleAtLeastMs, mostMs: Number.POSITIVE_INFINITY }
  const [, latestMs] = firing([keepalive.idleMs])
  return { leastMs: keepalive.idleMs, mostMs: latestMs }
}

/** Probes keep it awake where they come in time and are known to count as traffic. */
function forgets({ idleMs, keepaliveResetsTimer }: Forgetful, { mostMs }: Silence): boolean {
  return idleMs <= mostMs || keepaliveResetsTimer !== true
}

type Forgetful = Middlebox & { readonly idleMs: Ms }

/** Limits of the same firewall for data that nobody acknowledges: an idle connection never meets them. */
const whileUnacknowledged = new Set(['linux-conntrack-unacked', 'linux-conntrack-retrans'])

const forgetful = middleboxes
  .filter((box): box is Forgetful => box.atExpiry === 'silent' && box.idleMs !== undefined)
  .filter(({ id }) => !whileUnacknowledged.has(id))
  .toSorted((a, b) => a.idleMs - b.idleMs)

const brief = ({ id, idleMs }: Forgetful): Firewall => ({ id, idleMs })
