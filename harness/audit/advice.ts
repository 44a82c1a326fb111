// What to set, and why: a line for each thing that a connection lacks. Says nothing where it would have to guess. Pure.
import type { Ms } from '../model/units.ts'
import type { Connection, KeepaliveNumbers, NamespaceSettings } from './connection.ts'
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

const toClose: Advice = { set: 'close', text: 'its peer has closed it; the program was told, and still holds it' }

function forKeepalive({ connection, notices, firewalls, kernel, withinMs }: Audited): Advice | undefined {
  const { keepalive, userTimeoutMs } = connection.detectors
  const [first] = firewalls.certain
  const late = isLate(notices.idle, withinMs) && !(keepalive !== 'off' && typeof userTimeoutMs === 'number')
  if (!late && !first) return undefined
  const goals = [
    late && withinMs !== undefined && `idle + interval x count below ${limitText(withinMs)}`,
    first &&
      first.idleMs <= (withinMs ?? first.idleMs) &&
      `idle below ${limitText(first.idleMs)}, the limit of ${first.id}`,
  ].filter(goal => typeof goal === 'string')
  if (keepalive === 'off') return { set: 'keepalive', text: `SO_KEEPALIVE with ${goals.join(', and ')}` }
  const how =
    typeof keepalive === 'object' && 'count' in keepalive && isLeftToTheKernel(keepalive, kernel) ? `. ${byKernel}` : ''
  return { set: 'keepalive', text: `${goals.join(', and ')}${how}` }
}

function forUserTimeout({ connection, notices, kernel, withinMs }: Audited): Advice | undefined {
  const { userTimeoutMs, keepalive } = connection.detectors
  const below = withinMs === undefined ? '' : ` below ${limitText(withinMs)}`
  if (typeof userTimeoutMs === 'number') {
    const late = isLate(notices.busy, withinMs) || (keepalive !== 'off' && isLate(notices.idle, withinMs))
    return late
      ? { set: 'user timeout', text: `TCP_USER_TIMEOUT${below}: it is ${limitText(userTimeoutMs)} now` }
      : undefined
  }
  if (userTimeoutMs === 'not visible' || !isLate(notices.busy, withinMs ?? 0)) return undefined
  const reason = `while data is unacknowledged keepalive rests, and tcp_retries2=${kernel.retries2} decides`
  return { set: 'user timeout', text: `TCP_USER_TIMEOUT, or a request timeout of the program,${below}: ${reason}` }
}

function forConnecting({ notices, withinMs }: Audited): Advice | undefined {
  if (!isLate(notices.connecting, withinMs)) return undefined
  return { set: 'connect timeout', text: `a connect timeout of the program below ${limitText(withinMs ?? 0)}` }
}

/** The numbers of a socket that set none are those of its namespace, and change with them. */
function isLeftToTheKernel({ idleMs, intervalMs, count }: KeepaliveNumbers, { keepalive }: NamespaceSettings): boolean {
  return idleMs === keepalive.idleMs && intervalMs === keepalive.intervalMs && count === keepalive.count
}

const byKernel =
  'The program left the numbers to the kernel: sysctl net.ipv4.tcp_keepalive_* of its namespace is enough'

function isLate(notice: Notice | undefined, withinMs = Number.POSITIVE_INFINITY): boolean {
  if (notice === undefined) return false
  if (notice.kind === 'not visible') return (notice.atLeastMs ?? 0) > withinMs
  return notice.kind === 'never' || notice.toMs > withinMs
}
