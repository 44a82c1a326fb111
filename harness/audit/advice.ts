// What to set, and why: a line for each thing that a connection lacks. Says nothing where it would have to guess. Pure.
import type { Ms } from '../model/units.ts'
import type { Connection, Keepalive, NamespaceSettings } from './connection.ts'
import type { Firewalls } from './firewalls.ts'
import type { Notice, Notices } from './noticing.ts'
import { limitText } from './words.ts'

/** Without `withinMs`: what a connection should have in any case. */
export function adviceFor(found: Audited): Advice[] {
  if (found.connection.state === 'CLOSE-WAIT') return [toClose]
  return [forKeepalive(found), forUserTimeout(found), forConnecting(found)].filter(advice => advice !== undefined)
}

/** `set`: what it is about. */
export interface Advice {
  readonly set: 'keepalive' | 'user timeout' | 'connect timeout' | 'close'
  readonly text: string
}

interface Audited {
  readonly connection: Connection
  readonly notices: Notices
  readonly firewalls: Firewalls
  readonly kernel: NamespaceSettings
  readonly withinMs?: Ms | undefined
}

const toClose: Advice = { set: 'close', text: 'the peer has, and the program still holds it' }

function forKeepalive({ connection, notices, firewalls, kernel, withinMs }: Audited): Advice | undefined {
  const { keepalive, userTimeoutMs } = connection.detectors
  const [first] = firewalls.certain
  const timed = typeof userTimeoutMs === 'number' // it replaces the count of probes
  const sum = timed ? 'idle + interval' : 'idle + interval x count'
  const late = isLate(notices.idle, withinMs) && !(timed && sumMs(keepalive) <= (withinMs ?? 0))
  const goals = [
    ...(late && withinMs !== undefined ? [`${sum} below ${limitText(withinMs)}`] : []),
    ...(first && first.idleMs <= (withinMs ?? first.idleMs)
      ? [`idle below ${limitText(first.idleMs)} for ${first.id}`]
      : []),
  ]
  if (goals.length === 0) return undefined
  const what = keepalive === 'off' ? 'SO_KEEPALIVE with' : 'keepalive'
  const how = isLeftToTheKernel(keepalive, kernel) ? byKernel : ''
  return { set: 'keepalive', text: `${what} ${goals.join(', ')}${how}` }
}

function forUserTimeout({ connection, notices, kernel, withinMs }: Audited): Advice | undefined {
  const { userTimeoutMs } = connection.detectors
  const below = withinMs === undefined ? '' : ` below ${limitText(withinMs)}`
  if (typeof userTimeoutMs === 'number') {
    const late = isLate(notices.busy, withinMs) && userTimeoutMs > 0
    return late ? { set: 'user timeout', text: `TCP_USER_TIMEOUT${below}, not ${limitText(userTimeoutMs)}` } : undefined
  }
  if (userTimeoutMs === 'not visible' || !isLate(notices.busy, withinMs ?? 0)) return undefined
  const reason = `unacknowledged data puts keepalive to rest, and tcp_retries2=${kernel.retries2} decides`
  return { set: 'user timeout', text: `TCP_USER_TIMEOUT or a request timeout${below}: ${reason}` }
}

function forConnecting({ notices, withinMs }: Audited): Advice | undefined {
  if (!isLate(notices.connecting, withinMs)) return undefined
  return { set: 'connect timeout', text: `a connect timeout of the program below ${limitText(withinMs ?? 0)}` }
}

/** The soonest that a peer can be given up where a user timeout decides. */
function sumMs(keepalive: Keepalive): Ms {
  return typeof keepalive === 'object' && 'count' in keepalive
    ? keepalive.idleMs + keepalive.intervalMs
    : Number.POSITIVE_INFINITY
}

/** The numbers of a socket that set none are those of its namespace, and change with them. */
function isLeftToTheKernel(keepalive: Keepalive, { keepalive: given }: NamespaceSettings): boolean {
  if (typeof keepalive !== 'object' || !('count' in keepalive)) return false
  const { idleMs, intervalMs, count } = keepalive
  return idleMs === given.idleMs && intervalMs === given.intervalMs && count === given.count
}

const byKernel = '; the program left this to the kernel: sysctl net.ipv4.tcp_keepalive_* is enough'

function isLate(notice: Notice | undefined, withinMs = Number.POSITIVE_INFINITY): boolean {
  if (notice === undefined) return false
  if (notice.kind === 'not visible') return (notice.atLeastMs ?? 0) > withinMs
  return notice.kind === 'never' || notice.toMs > withinMs
}
