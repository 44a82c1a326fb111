// A program's settings as its author writes them, in the scenario's own units, checked at the door: a misspelt one must never count as off.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { type Duration, lengthOf } from './duration.ts'
import { type Range, ranges } from './setting-ranges.ts'
import { parseSettings } from './settings.ts'
import { refuseUnknown } from './unknown.ts'

/**
 * How a program tries to notice a dead peer: what is absent is switched off, or as Linux has it. Or all of it in its short spelling, such as
 * `'keepalive=60/10/6,user-timeout=25s'`, `'linux'` or `'heartbeat=10s/5s'`.
 */
export type SettingsSpec = SettingsOptions | string

/** Settings by their names. */
export interface SettingsOptions {
  /** SO_KEEPALIVE with TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT: tcp(7). @default off */
  keepalive?: Keepalive
  /** TCP_USER_TIMEOUT: tcp(7), RFC 5482. @default off */
  userTimeout?: Duration
  /** net.ipv4.tcp_retries2, from 0 to 255. @default 15 */
  retries2?: number
  /** TCP_SYNCNT, or net.ipv4.tcp_syn_retries, from 1 to 127. @default 6 */
  synRetries?: number
  /** TCP_RTO_MAX_MS, or net.ipv4.tcp_rto_max_ms, from 1 s. Linux 6.15. @default '120s' */
  rtoMax?: Duration
  /** An application heartbeat. Without a `deadline` no answer is expected. @default off */
  heartbeat?: { every: Duration; deadline?: Duration }
  /** The peer is given up when nothing was received for so long. @default off */
  readDeadline?: Duration
  /** The peer is given up when a request was not answered for so long. @default off */
  requestTimeout?: Duration
  /** Its own traffic: a request after each so long, and none while one is unanswered. @default off */
  asks?: Duration
}

/** SO_KEEPALIVE, in whole seconds, because the kernel counts in them. */
export interface Keepalive {
  idle: Duration
  interval: Duration
  count: number
}

/** The settings of that program as data. Throws E_SETTINGS for what no kernel takes, E_UNKNOWN_FIELD for a misspelt one, E_DURATION. */
export function parseSettingsSpec(spec: SettingsSpec, program = 'a program'): Settings {
  try {
    return parsed(spec)
  } catch (thrown) {
    if (!(thrown instanceof HalfopenError)) throw thrown
    const { code, problem, fix, cause } = thrown
    const whose = `the settings of ${program}`
    const named = problem.replace('the settings', whose)
    throw new HalfopenError(code, named === problem ? `${problem} in ${whose}` : named, {
      ...(fix === undefined ? {} : { fix }),
      cause,
    })
  }
}

function parsed(spec: SettingsSpec): Settings {
  if (typeof spec === 'string') return parseSettings(spec)
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec))
    throw refusal('they are neither a text nor an object', shown(spec), "Write settings: 'keepalive=60/10/6'")
  refuseUnknown('settings', spec, known)
  const { keepalive, userTimeout, retries2, synRetries, rtoMax, heartbeat, readDeadline, requestTimeout, asks } = spec
  return {
    ...(keepalive === undefined ? {} : { keepalive: parseKeepalive(keepalive) }),
    ...(userTimeout === undefined ? {} : { userTimeoutMs: length('userTimeout', userTimeout) }),
    ...(retries2 === undefined ? {} : { retries2: whole('retries2', retries2, ranges.retries2) }),
    ...(synRetries === undefined ? {} : { synRetries: whole('synRetries', synRetries, ranges.synRetries) }),
    ...(rtoMax === undefined ? {} : { rtoMaxMs: length('rtoMax', rtoMax, ranges.rtoMaxMs) }),
    ...(heartbeat === undefined ? {} : { heartbeat: parseHeartbeat(heartbeat) }),
    ...(readDeadline === undefined ? {} : { readDeadlineMs: length('readDeadline', readDeadline) }),
    ...(requestTimeout === undefined ? {} : { requestTimeoutMs: length('requestTimeout', requestTimeout) }),
    ...(asks === undefined ? {} : { asksEveryMs: length('asks', asks) }),
  }
}

/** SO_KEEPALIVE as data. Throws E_SETTINGS, E_UNKNOWN_FIELD, E_DURATION. */
function parseKeepalive(keepalive: Keepalive): NonNullable<Settings['keepalive']> {
  refuseUnknown('keepalive', keepalive, ['idle', 'interval', 'count'])
  const { idle, interval, count } = keepalive
  const [idleMs, intervalMs] = [
    lengthOf(asWritten('keepalive.idle'), idle),
    lengthOf(asWritten('keepalive.interval'), interval),
  ]
  const { least, most, step } = ranges.keepaliveMs
  const odd = [idleMs, intervalMs].find(ms => ms % step !== 0 || ms < least || ms > most)
  if (odd !== undefined)
    throw refusal(
      'keepalive counts whole seconds from 1 to 32767',
      `${odd / 1_000}`,
      "Write { idle: '10s', interval: '5s', count: 3 }",
    )
  return { idleMs, intervalMs, count: whole('keepalive.count', count, ranges.probes) }
}

function parseHeartbeat(heartbeat: NonNullable<SettingsOptions['heartbeat']>): NonNullable<Settings['heartbeat']> {
  refuseUnknown('heartbeat', heartbeat, ['every', 'deadline'])
  const { every, deadline } = heartbeat
  return {
    everyMs: length('heartbeat.every', every),
    ...(deadline === undefined ? {} : { deadlineMs: length('heartbeat.deadline', deadline) }),
  }
}

const known = [
  ...['keepalive', 'userTimeout', 'retries2', 'synRetries', 'rtoMax'],
  ...['heartbeat', 'readDeadline', 'requestTimeout', 'asks'],
]

function length(name: string, duration: Duration, { least, most }: Range = ranges.ms): Ms {
  const ms = lengthOf(asWritten(name), duration)
  if (ms >= least && ms <= most) return ms
  throw refusal(`${name} is a length of time from ${least} ms to ${most} ms`, shown(duration), "Write it as '30s'")
}

/** Where a setting stands, as its author wrote it. */
const asWritten = (name: string) => `\`${name}\` of the settings`

function whole(name: string, value: number, { least, most }: Range): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw refusal(
    `${name} is a whole number from ${least} to ${most}`,
    shown(value),
    'Write what the kernel takes: tcp(7)',
  )
}

function refusal(cause: string, got: string, fix: string): HalfopenError {
  return new HalfopenError('E_SETTINGS', `Cannot use the settings: ${cause}, got "${got}"`, { fix })
}
