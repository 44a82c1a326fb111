// In which state a fault found the connections, and what their sockets were set to, in words.
import { seconds } from '../harness/kit/format-time.ts'
import { formatDuration } from '../harness/model/format-duration.ts'
import type { FoundConnection } from '../harness/model/found.ts'
import { stateNames } from './phrases.ts'

/**
 * `client > server idle, quiet for 1.2 s; keepalive 10/5/3, no user timeout`;
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
  const socket = socketWords(one)
  return socket === '' ? head : `${head}; ${socket}`
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

function more(all: readonly FoundConnection[]): string {
  const unacked = all.reduce((sum, { unackedBytes }) => sum + unackedBytes, 0)
  const unread = all.reduce((sum, { unreadBytes = 0 }) => sum + unreadBytes, 0)
  const queues = [bytes(unacked, 'unacknowledged'), bytes(unread, 'unread')].filter(words => words !== '')
  const quietMs = Math.min(...all.map(one => one.quietMs))
  return `, ${[...queues, `quiet for ${seconds(quietMs)}`].join(', ')}`
}

function bytes(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? 'byte' : 'bytes'} ${what}`
}
