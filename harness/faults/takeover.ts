// High availability by address: a host is switched off, and a while later another one has its address.

import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { formatDuration } from '../model/format-duration.ts'
import type { HostName, Ms } from '../model/units.ts'
import { resetFrom, wellFrom } from '../timers/outage.ts'
import type { Span } from '../timers/span.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { elsewhere, healed, roleOf } from './on-path.ts'
import { aLength, readLength } from './values.ts'

/**
 * The server is switched off, and after `after` the standby has its address. `announce`: with a
 * gratuitous ARP, so that the router knows at once (RFC 5227 section 3).
 * @example takeover({ after: '2s' })
 * @throws E_HOST when `host` or `by` names none, or both name the same
 * @throws E_DURATION when `after` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function takeover(options?: TakeoverOptions): Takeover<'server' | 'standby'>
/**
 * `host` is switched off, and after `after` its address is `by`'s.
 * @example takeover({ host: 'db', by: 'spare', announce: false })
 */
export function takeover<const H extends HostName>(options: TakeoverOptions & HandOver<H>): Takeover<H>
export function takeover(options: TakeoverOptions & Partial<HandOver<HostName>> = {}): Takeover {
  refuseUnknown('fault takeover', options, ['host', 'by', 'after', 'announce'])
  const { host = 'server', by = 'standby', after = 0, announce = true } = options
  const [dead, heir] = [asHost(host), asHost(by)]
  if (dead === heir)
    throw new HalfopenError('E_HOST', `Cannot use the fault takeover: nobody takes over from itself, got "${dead}"`, {
      fix: "Write takeover({ host: 'server', by: 'standby' })",
    })
  return { kind: 'takeover', host: dead, by: heir, afterMs: lengthOf('`after` of the fault takeover', after), announce }
}

/** When it is taken over, and whether that is told. */
export interface TakeoverOptions {
  /** @default '0s' */
  after?: Duration
  /** @default true */
  announce?: boolean
}

/** Whose address goes to whom. */
interface HandOver<H extends HostName> {
  host: HostLike<H>
  by: HostLike<H>
}

/**
 * The host is switched off, and after `afterMs` another one takes its address over; `announce`: with a gratuitous ARP (RFC 5227 section
 * 3).
 */
export interface Takeover<H extends HostName = HostName> {
  readonly kind: 'takeover'
  readonly host: H
  readonly by: H
  readonly afterMs: Ms
  readonly announce: boolean
}

const what = 'switched off'

/** What there is to know of it. */
export const takeoverKind: FaultKind<Takeover> = {
  spellings: [
    {
      name: 'takeover',
      takes: `${aLength} until the standby takes over, or none`,
      example: '2s',
      read: (value = '0s') => {
        const after = readLength(value, 0)
        return after === undefined ? undefined : takeover({ after })
      },
      write: ({ afterMs }) => (afterMs === 0 ? undefined : formatDuration(afterMs)),
    },
  ],
  hosts: ({ host, by }) => [host, by],
  needs: ({ host, by }) => [{ what: 'stand-in', host, by }],
  healsAfterMs: ({ afterMs }) => afterMs,
  silences: ({ host }) => [{ host, what: 'host' }],
  befalls: ({ host }) => ({ host, what }),
  takes: () => 'more',
  effect: ({ host, afterMs, announce }, on) => {
    const role = roleOf(host, on)
    if (role !== 'peer') return elsewhere(role, what)
    const takenMs: Span = announce ? healed(afterMs, on) : [afterMs + unheardMs, Number.POSITIVE_INFINITY]
    return { kernel: resetFrom(takenMs), connecting: wellFrom(takenMs) }
  },
}

/** A router that was not told asks again when its entry has run out: at the earliest DELAY_FIRST_PROBE_TIME and three probes later, arp(7). */
const unheardMs = 8_000
