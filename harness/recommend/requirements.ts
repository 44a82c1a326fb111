// What is asked for, and what comes of it.
import { given } from '../kit/format-time.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'

/** What settings have to do. */
export interface Requirements {
  /** A loss is noticed at the latest after this long. */
  readonly withinMs: Ms
  /** A silence of this length, after which the peer answers again, is sat out. `onePacketMs`: one lost packet is. */
  readonly tolerateMs: Ms
  /** On the way are boxes that forget a connection which is silent for so long. */
  readonly limits: readonly Limit[]
  /** The connection may have data in flight when the fault comes, or its program may write into the silence at any time. */
  readonly busy: boolean
  /** It may be about to be made. */
  readonly connecting: boolean
  /** The round trip. @default up to 1 ms */
  readonly rttMs?: Ms
}

/** How long the way is that settings are for. */
export type Way = Pick<Requirements, 'rttMs'>

/** A silence that takes one packet, and its answer is heard with the next one. */
export const onePacketMs: Ms = 200

/** `a silence of 5 s`, or `one lost packet`. */
export function silenceWords(tolerateMs: Ms): string {
  return tolerateMs === onePacketMs ? 'one lost packet' : `a silence of ${given(tolerateMs)}`
}

/** A firewall, load balancer or NAT. */
export interface Limit {
  /** Its name in the facts, or its limit as it was written. */
  readonly name: string
  readonly idleMs: Ms
  /** It is one of the facts, and the name is its own. */
  readonly box?: true
  /** Nobody says whether keepalive probes count as traffic there. */
  readonly unsure?: true
}

/** Settings that probe. */
export type KeepaliveSettings = Settings & Pick<Required<Settings>, 'keepalive'>

/** The states that requirements are about. A request that was acknowledged leaves a connection as an idle one is. */
export function statesOf({ busy, connecting }: Pick<Requirements, 'busy' | 'connecting'>): readonly ConnectionState[] {
  return [
    'idle',
    'awaiting-answer',
    ...(busy ? ['data-in-flight' as const] : []),
    ...(connecting ? ['connecting' as const] : []),
  ]
}

/**
 * The bound for which settings are sought: sooner than asked for where that is late enough. Of user timeouts beyond an hour each is as good
 * as the other: they save less than two packets an hour, and a prediction of them takes as many times longer.
 */
export function soughtWithinMs({ withinMs, tolerateMs, busy }: Requirements): Ms {
  return busy ? Math.min(withinMs, Math.max(3_600_000, 2 * tolerateMs + 600_000)) : withinMs
}

/** Settings that meet the requirements, for the fewest packets, and of those the ones with the largest margin. */
export interface Recommendation {
  readonly requirements: Requirements
  readonly settings: KeepaliveSettings
  /** When a loss is noticed, in each state that the requirements are about; busy, at the latest by what is written after the loss. */
  readonly notices: readonly Notice[]
  /** A silence up to this long is sat out in each of them. */
  readonly sitsOutMs: Ms
  /** Probes and their answers, on an idle connection. */
  readonly packetsPerHour: number
  /** Why each number is what it is. */
  readonly reasons: readonly Reason[]
  /** What these settings do where nothing was required. */
  readonly caveats: readonly Reason[]
}

/** A state, and when a silent loss is noticed in it at the soonest, and any loss at the latest. */
export interface Notice {
  readonly state: ConnectionState
  readonly window: readonly [Ms, Ms]
}

/** What it is about, and why or what. */
export interface Reason {
  readonly about: string
  readonly text: string
}

/** Nothing meets the requirements: why, and the nearest ones that something meets. */
export interface Impossible {
  readonly code: 'E_CONTRADICTION' | 'E_TOO_SOON' | 'E_IDLE_LIMIT'
  /** `Cannot ...: why`, without a stop. */
  readonly problem: string
  readonly nearest: readonly Requirements[]
}
