// Packets vanish without a word, both ways or one, for good or for a while.
import { type Duration, parseMs } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { type Conditions, pathOf } from '../timers/conditions.ts'
import { silent, well, wellFrom } from '../timers/outage.ts'
import { asHost, asSide, type HostLike, hostsAmong } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { healed } from './on-path.ts'
import { bare, timed } from './values.ts'

/**
 * Packets vanish, both ways unless `toward` says which, and for everybody unless `between` names two hosts; with `for` it heals by
 * itself, a blip.
 * @example blackHole({ toward: 'server', for: '5s' })
 * @throws E_HOST when `toward` or `between` names none
 * @throws E_DURATION when `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function blackHole<const H extends HostName = never>(options: BlackHoleOptions<H> = {}): BlackHole<H> {
  refuseUnknown('fault black-hole', options, ['toward', 'between', 'for'])
  const { toward = 'both', between, for: length } = options
  return {
    kind: 'black-hole',
    toward: asSide(toward),
    ...(between === undefined ? {} : { between: [asHost(between[0]), asHost(between[1])] }),
    ...(length === undefined ? {} : { forMs: parseMs(length) }),
  }
}

/** Which way, between whom, and how long. */
export interface BlackHoleOptions<H extends HostName = HostName> {
  /** @default 'both' */
  toward?: HostLike<H> | 'both'
  /** @default everybody */
  between?: readonly [HostLike<H>, HostLike<H>]
  /** @default for good */
  for?: Duration
}

/**
 * Packets toward the named host vanish without a word, or both ways; `between`: of these two hosts alone. `forMs`: heals by itself after
 * that long, a blip.
 */
export interface BlackHole<H extends HostName = HostName> {
  readonly kind: 'black-hole'
  readonly toward: H | 'both'
  readonly between?: readonly [H, H]
  readonly forMs?: Ms
}

/** What there is to know of it. */
export const blackHoleKind: FaultKind<BlackHole> = {
  spellings: [
    bare('black-hole', () => blackHole()),
    timed(
      'blip',
      '5s',
      ms => blackHole({ for: ms }),
      ({ forMs }) => forMs,
    ),
  ],
  hosts: ({ toward, between = [] }) => [...new Set(hostsAmong(toward, ...between))],
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: ({ forMs }) => forMs !== undefined,
  effect: (fault, on) => {
    const { toward, forMs } = fault
    if (!liesOnPath(fault, on)) return { kernel: well, reason: 'the hole is not on its path' }
    return {
      kernel: forMs === undefined ? silent : wellFrom(healed(forMs, on)),
      ...(toward === pathOf(on).to ? { peerTalks: true } : {}),
    }
  },
}

function liesOnPath({ toward, between }: BlackHole, on: Conditions): boolean {
  const { from, to } = pathOf(on)
  return [toward === 'both' ? [] : [toward], between ?? []].flat().every(host => host === from || host === to)
}
