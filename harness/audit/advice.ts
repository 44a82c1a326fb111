// What to set, and why: a line for each thing that a connection lacks. Says nothing where it would have to guess. Pure.
import type { Ms } from '../model/units.ts'
import type { Connection, Keepalive, NamespaceSettings } from './connection.ts'
import type { Firewalls } from './firewalls.ts'
import type { Notice, Notices } from './noticing.ts'
import { limitText } from './phrases.ts'

/** Without `withinMs`: what a connection should have in any case. */
export function adviceFor(found: Audited): Advice[] {
  if (found.connection.state === 'CLOSE-WAIT') return [toClose]
  const all = [forKeepalive(found), forUserTimeout(found), forZeroWindow(found), forConnecting(found)]
  return all.filter(advice => advice !== undefined)
}

/** One line, and what it is about. */
export interface Advice {
  readonly about: 'keepalive' | 'user timeout' | 'connect timeout' | 'close'
  readonly text: string
}

interface Audited {
  readonly connection: Connection
  readonly notices: Notices
  readonly firewalls: Firewalls
  readonly settings: NamespaceSettings
  readonly withinMs?: Ms | undefined
}

const toClose: Advice = {
  about: 'close',
  text: 'close it: the peer has, and the program was notified and still holds it',
}

function forKeepalive({ connection, notices, firewalls, settings, withinMs }: Audited): Advice | undefined {
  const { keepalive, userTimeoutMs } = connection.detectors
  const [first] = firewalls.certain
  const timed = typeof userTimeoutMs === 'number' // it replaces the count of probes
  const sum = timed ? 'idle + interval' : 'idle + interval x count'
  const late = isLate(notices.idle, withinMs) && !(timed && sumMs(keepalive) <= (withinMs ?? 0))
  const goals = [
    ...(late && withinMs !== undefined
      ? [`${sum} below ${limitText(withinMs)}${isRare(keepalive) ? ' with an interval no longer than idle' : ''}`]
      : []),
    ...(first && first.idleMs <= (withinMs ?? first.idleMs)
      ? [`${isRare(keepalive) ? 'idle and interval' : 'idle'} below ${limitText(first.idleMs)} for ${first.id}`]
      : []),
  ]
  if (goals.length === 0) return undefined
  const what = keepalive === 'off' ? 'set SO_KEEPALIVE with' : "set keepalive's"
  const how = isLeftToTheKernel(keepalive, settings) ? byKernel : ''
  return { about: 'keepalive', text: `${what} ${goals.join(', ')}${how}` }
}

function forUserTimeout({ connection, notices, settings, withinMs }: Audited): Advice | undefined {
  const { userTimeoutMs } = connection.detectors
  const below = withinMs === undefined ? '' : ` below ${limitText(withinMs)}`
  if (typeof userTimeoutMs === 'number') {
    if (!isLate(notices.busy, withinMs)) return undefined
    return { about: 'user timeout', text: `set TCP_USER_TIMEOUT${below}: it is ${limitText(userTimeoutMs)}` }
  }
  if (userTimeoutMs === 'not visible' || !isLate(notices.busy, withinMs ?? 0)) return undefined
  const reason = `while busy tcp_retries2=${settings.retries2} decides, not keepalive`
  return { about: 'user timeout', text: `set TCP_USER_TIMEOUT or a request timeout${below}: ${reason}` }
}

/** TCP_USER_TIMEOUT runs while the window is closed, whether the peer answers or not: net/ipv4/tcp_timer.c, tcp_probe_timer(). */
function forZeroWindow({ connection: { now, detectors } }: Audited): Advice | undefined {
  const { userTimeoutMs } = detectors
  if (now.state !== 'zero-window' || typeof userTimeoutMs !== 'number') return undefined
  const text = `mind TCP_USER_TIMEOUT: a living peer that takes no data for ${limitText(userTimeoutMs)} is given up as well`
  return { about: 'user timeout', text }
}

function forConnecting({ notices, withinMs }: Audited): Advice | undefined {
  if (!isLate(notices.connecting, withinMs)) return undefined
  return { about: 'connect timeout', text: `set a connect timeout of the program below ${limitText(withinMs ?? 0)}` }
}

/** Once a probe was answered the timer runs for the interval: a shorter idle time is that of the first probe alone. */
function isRare(keepalive: Keepalive): boolean {
  return typeof keepalive === 'object' && 'count' in keepalive && keepalive.intervalMs > keepalive.idleMs
}

/** The soonest that a peer can be given up where a user timeout decides. */
function sumMs(keepalive: Keepalive): Ms {
  return typeof keepalive === 'object' && 'count' in keepalive
    ? Math.max(keepalive.idleMs, keepalive.intervalMs) + keepalive.intervalMs
    : Number.POSITIVE_INFINITY
}

/** The numbers of a socket that set none are those of its namespace, and change with them. */
function isLeftToTheKernel(keepalive: Keepalive, { keepalive: given }: NamespaceSettings): boolean {
  if (typeof keepalive !== 'object' || !('count' in keepalive)) return false
  const { idleMs, intervalMs, count } = keepalive
  return idleMs === given.idleMs && intervalMs === given.intervalMs && count === given.count
}

const byKernel = ' (the program set none: sysctl net.ipv4.tcp_keepalive_* will do)'

function isLate(notice: Notice | undefined, withinMs = Number.POSITIVE_INFINITY): boolean {
  if (notice === undefined) return false
  if (notice.kind === 'not visible') return (notice.atLeastMs ?? 0) > withinMs
  return notice.kind === 'never' || notice.toMs > withinMs
}
