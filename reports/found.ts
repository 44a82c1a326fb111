// In which state a fault found the connections, what their sockets were set to, and how their kernels had them, in words.
import { given, seconds } from '../harness/kit/format-time.ts'
import { formatDuration } from '../harness/model/format-duration.ts'
import type { FoundConnection, FoundSocket } from '../harness/model/found.ts'
import type { Ms } from '../harness/model/units.ts'
import { stateNames } from './phrases.ts'

/**
 * `client > server idle, quiet for 1.2 s; keepalive 10/5/3, no user timeout; RTO 201 ms, RTT 0.3 ms, window 65,184 bytes, keepalive due in 9.0 s`;
 * `48 of app > pool idle; 2 of app > pool busy, 12 bytes unacknowledged`.
 */
export function foundWords(found: readonly FoundConnection[] | undefined): string | undefined {
  if (!found || found.length === 0) return undefined
  const alike = Map.groupBy(found, one => `${one.from} > ${one.to} ${stateNames[one.state]} ${socketWords(one)}`)
  return [...alike.values()].flatMap(([first, ...others]) => (first ? [wordsOf([first, ...others])] : [])).join('; ')
}

function wordsOf(all: readonly [FoundConnection, ...FoundConnection[]]): string {
  const [one] = all
  const head = `${all.length > 1 ? `${all.length} of ` : ''}${one.from} > ${one.to} ${stateNames[one.state]}${more(all)}`
  const sockets = all.flatMap(({ socket }) => socket ?? [])
  return [head, socketWords(one), figures(sockets)].filter(words => words !== '').join('; ')
}

/** What its socket is set to, as far as that was read: the rest is its host's, or Linux's own. */
function socketWords({ socket, state }: FoundConnection): string {
  if (socket?.notRead !== undefined) return `what it is set to was not read: ${socket.notRead}`
  if (!socket?.set) return ''
  const { keepalive, userTimeoutMs, synRetries } = socket.set
  return [
    keepalive
      ? `keepalive ${[keepalive.idleMs / 1_000, keepalive.intervalMs / 1_000, keepalive.count].join('/')}`
      : 'no keepalive',
    userTimeoutMs === undefined ? 'no user timeout' : `user timeout ${formatDuration(userTimeoutMs)}`,
    ...(state === 'connecting' && synRetries !== undefined ? [`${synRetries} SYN retries`] : []),
  ].join(', ')
}

/** The least and the greatest of those that are alike. */
function figures(sockets: readonly FoundSocket[]): string {
  const timers = Map.groupBy(sockets, ({ timer = 'none' }) => timer)
  return [
    ranged('RTO', sockets, ({ rtoMs }) => rtoMs, given),
    ranged('RTT', sockets, ({ rttMs }) => rttMs, roughly),
    ranged('window', sockets, ({ windowBytes }) => windowBytes, bytesText),
    ...[...timers].map(([timer, of]) =>
      timer === 'none' ? '' : ranged(`${timer} due in`, of, ({ dueMs }) => dueMs, seconds),
    ),
  ]
    .filter(words => words !== '')
    .join(', ')
}

function ranged(
  name: string,
  sockets: readonly FoundSocket[],
  of: (socket: FoundSocket) => number | undefined,
  text: (figure: number) => string,
): string {
  const all = sockets.flatMap(socket => of(socket) ?? [])
  if (all.length === 0) return ''
  const [least, most] = [Math.min(...all), Math.max(...all)].map(text)
  return `${name} ${least === most ? least : `${least} to ${most}`}`
}

const roughly = (ms: Ms): string => `${Number(ms.toPrecision(2))} ms`
const bytesText = (count: number): string => `${count.toLocaleString('en')} bytes`

function more(all: readonly FoundConnection[]): string {
  const unacked = all.reduce((sum, { unackedBytes }) => sum + unackedBytes, 0)
  const unread = all.reduce((sum, { unreadBytes = 0 }) => sum + unreadBytes, 0)
  const queues = [bytes(unacked, 'unacknowledged'), bytes(unread, 'unread')].filter(words => words !== '')
  const quietMs = Math.min(...all.map(one => one.quietMs))
  return `, ${[...queues, `quiet for ${seconds(quietMs)}`].join(', ')}`
}

function bytes(count: number, what: string): string {
  if (count === 0) return ''
  return `${count.toLocaleString('en')} ${count === 1 ? 'byte' : 'bytes'} ${what}`
}
