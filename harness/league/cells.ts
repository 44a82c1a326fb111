// What every client is put through: faults, what it is doing when they come, and whether it is then watched coming back.
import type { Duration } from '../define/duration.ts'
import { blackHole } from '../faults/black-hole.ts'
import { frozenPeer } from '../faults/frozen-peer.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { powerOff } from '../faults/power-off.ts'
import { reset } from '../faults/reset.ts'
import { takeover } from '../faults/takeover.ts'
import type { FaultSpec } from '../model/fault-spec.ts'

/** One fault in one state. */
export interface Cell extends FaultSpec {
  /** How the client asks; not at all where absent. */
  readonly asks?: true | Duration
  /** How often it is measured, with the fault at other moments. */
  readonly phases: number
  /** What brings its server back, so that it can be seen whether the client comes back, too: a healing, or nothing that has to be done. */
  readonly returns?: 'healed' | 'by itself'
  /** Its server, or another one, lives on, and talks with it; or where it is not heard. */
  readonly lives?: true | 'unheard'
  /** Which settings can make a difference. */
  readonly of: 'as it comes' | 'every setting'
  /** How long a loss is waited for. @default so long that Linux's own keepalive has told */
  readonly watch?: Duration
}

/** A kernel gives it up after a quarter of an hour, and a library that asks again some minutes later. */
const inFlight = '30min'

/** In the order in which they are told. */
export const cells: readonly Cell[] = [
  { fault: powerOff('server'), phases: 3, of: 'every setting' },
  { fault: powerOff('server'), state: 'awaiting-answer', asks: true, phases: 1, of: 'every setting' },
  {
    fault: powerOff('server'),
    state: 'data-in-flight',
    asks: true,
    phases: 1,
    watch: inFlight,
    returns: 'healed',
    of: 'every setting',
  },
  {
    fault: blackHole(),
    state: 'data-in-flight',
    asks: true,
    phases: 1,
    watch: inFlight,
    returns: 'healed',
    of: 'as it comes',
  },
  {
    fault: blackHole({ toward: 'client' }),
    state: 'data-in-flight',
    asks: true,
    phases: 1,
    watch: inFlight,
    of: 'as it comes',
  },
  { fault: blackHole({ toward: 'server' }), phases: 1, lives: 'unheard', of: 'as it comes' },
  { fault: takeover(), phases: 1, returns: 'by itself', lives: true, of: 'every setting' },
  {
    fault: takeover(),
    state: 'data-in-flight',
    asks: true,
    phases: 1,
    watch: inFlight,
    returns: 'by itself',
    lives: true,
    of: 'as it comes',
  },
  { fault: idleFirewall({ idle: '4min' }), asks: '5min', phases: 1, watch: '30min', lives: true, of: 'every setting' },
  { fault: frozenPeer('server'), phases: 1, watch: '1h', of: 'every setting' },
  {
    fault: frozenPeer('server'),
    state: 'awaiting-answer',
    asks: true,
    phases: 1,
    watch: '1h',
    returns: 'healed',
    of: 'every setting',
  },
  { fault: reset(), phases: 1, watch: '1h', returns: 'by itself', lives: true, of: 'as it comes' },
]
