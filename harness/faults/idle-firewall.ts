// A firewall forgets a connection that was silent for too long, and tells nobody.
import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { type Middlebox, middleboxes } from '../facts/middleboxes.ts'
import { findAnyMiddlebox, middleboxProtocol, udpMiddleboxes } from '../facts/udp-middleboxes.ts'
import { HalfopenError } from '../kit/errors.ts'
import { formatDuration } from '../model/format-duration.ts'
import type { HostName, Ms } from '../model/units.ts'
import type { Conditions } from '../timers/conditions.ts'
import type { Effect, Unpredictable } from '../timers/effect.ts'
import { well } from '../timers/outage.ts'
import { pauseMs } from '../timers/pause.ts'
import { forgetting, type OnNextPacket } from './forgetting.ts'
import type { FaultKind, IdleLimit, Spelling } from './kind.ts'
import { readLength } from './values.ts'
import { asWhere, hostsIn, struckOn, type Where, type WhereOptions, whereFields } from './where.ts'

/**
 * A firewall forgets a connection that was idle for so long; what comes later it drops, unless `onNextPacket` says that it
 * answers with a RST. Or a middlebox by its name, with its own limit.
 * @example idleFirewall('aws-nlb')
 * @example idleFirewall({ idle: '350s', onNextPacket: 'reset' })
 * @example idleFirewall('linux-conntrack-udp') // of a program with protocol: 'udp', whose clients may begin again at any time
 * @throws E_MIDDLEBOX when it is not known, has no limit that is known, tells its clients, or has one that no idle connection meets
 * @throws E_HOST when `between` names none
 * @throws E_WHERE when there can be no such pair, port or connection
 * @throws E_DURATION when `idle` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function idleFirewall<const H extends HostName = never>(
  options: string | IdleFirewallOptions<H>,
  where: WhereOptions<H> = {},
): IdleFirewall<H> {
  refuseUnknown('fault idle-firewall', where, whereFields)
  if (typeof options === 'string')
    return { ...asFirewall(findAnyMiddlebox(options)), ...asWhere('idle-firewall', where) }
  refuseUnknown('fault idle-firewall', options, ['idle', 'onNextPacket', ...whereFields])
  return {
    kind: 'idle-firewall',
    idleMs: lengthOf('`idle` of the fault idle-firewall', options.idle),
    onNextPacket: options.onNextPacket ?? 'drop',
    ...asWhere('idle-firewall', { ...where, ...options }),
  }
}

/** A limit of one's own. */
export interface IdleFirewallOptions<H extends HostName = HostName> extends WhereOptions<H> {
  idle: Duration
  /** @default 'drop' */
  onNextPacket?: OnNextPacket
}

/**
 * A firewall forgets a connection after `idleMs` without a byte; what comes later is dropped or answered with a RST. `box`: whose
 * limit that is, for the report.
 */
export interface IdleFirewall<H extends HostName = HostName> extends Where<H> {
  readonly kind: 'idle-firewall'
  readonly idleMs: Ms
  readonly onNextPacket: OnNextPacket
  readonly box?: string
}

const spelling: Spelling<IdleFirewall> = {
  name: 'idle-firewall',
  takes: "a middlebox, or a limit in whole seconds, and ',reset' where it answers with a RST",
  example: 'aws-nlb',
  read: (value = '') => {
    const [limit = '', ...more] = value.split(',')
    const answered = more.length === 1 && more[0] === 'reset'
    if (limit === '' || (more.length > 0 && !answered)) return undefined
    if (!/^\d/.test(limit)) return answered ? undefined : idleFirewall(limit)
    const idle = readLength(limit, 1_000)
    if (idle === undefined || idle % 1_000 !== 0) return undefined
    return idleFirewall({ idle, onNextPacket: answered ? 'reset' : 'drop' })
  },
  write: ({ idleMs, onNextPacket, box }) => {
    if (box === undefined) return `${formatDuration(idleMs)}${onNextPacket === 'reset' ? ',reset' : ''}`
    return [...middleboxes, ...udpMiddleboxes].some(({ id, ...limit }) => id === box && forgets(limit))
      ? box
      : undefined
  },
}

/** What there is to know of it. In force when the limit is reached: idleness counts from the injection on. */
export const idleFirewallKind: FaultKind<IdleFirewall> = {
  spellings: [spelling],
  inForceWithinMs: ({ idleMs }) => 2 * idleMs,
  idleLimit: ({ idleMs, box }) => ({ idleMs, ...(box === undefined ? {} : { box, ...protocolOf(box) }) }),
  resets: ({ onNextPacket }) => onNextPacket === 'reset',
  keptAlive: ({ forgotten }) => forgotten === 0,
  hosts: hostsIn,
  where: fault => fault,
  takes: () => 'memory',
  effect: (fault, on) => {
    return struckOn(fault, on, () => forgotten(fault, on), 'the firewall')
  },
}

function forgotten({ idleMs, onNextPacket }: IdleFirewall, on: Conditions): Effect | Unpredictable {
  const gapMs = on.state === undefined || on.state === 'idle' ? pauseMs(on) : undefined
  if (gapMs && gapMs[1] < idleMs) return { kernel: well, reason: 'its own traffic comes before the firewall forgets' }
  if (gapMs && gapMs[0] <= idleMs) return { why: 'the phase of a timer decides whether the firewall forgets before it' }
  return { ...forgetting(onNextPacket), quietMs: [idleMs, idleMs] }
}

/** Where nobody says what becomes of the next packet, it is dropped: the harder case for a client. */
function asFirewall({ id, name, onNextPacket = 'drop', ...limit }: Middlebox): IdleFirewall<never> {
  if (forgets(limit)) return { kind: 'idle-firewall', idleMs: limit.idleMs, onNextPacket, box: id }
  const cause =
    limit.of === 'unacknowledged'
      ? 'its limit is of data that nobody acknowledges'
      : limit.idleMs === undefined
        ? 'nobody says after how long it forgets'
        : 'it closes connections, and notifies both ends'
  throw new HalfopenError('E_MIDDLEBOX', `Cannot use ${name} as an idle firewall: ${cause}, got "${id}"`, {
    fix: "Give a limit of your own: 350s, in a script { idle: '350s' }",
  })
}

function protocolOf(box: string): Pick<IdleLimit, 'protocol'> {
  const protocol = middleboxProtocol(box)
  return protocol === undefined ? {} : { protocol }
}

type Limit = Pick<Middlebox, 'idleMs' | 'atExpiry' | 'of'>

function forgets(limit: Limit): limit is Limit & { readonly idleMs: Ms } {
  return limit.idleMs !== undefined && limit.atExpiry !== 'closes' && limit.of === undefined
}
