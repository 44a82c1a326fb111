// In which state a fault found the connections, in words.
import { seconds } from '../harness/kit/format-time.ts'
import type { FoundConnection } from '../harness/model/found.ts'
import { stateNames } from './phrases.ts'

/** `client > server idle, quiet for 1.2 s`; `48 of app > pool idle; 2 of app > pool busy, 12 bytes unacknowledged`. */
export function foundWords(found: readonly FoundConnection[] | undefined): string | undefined {
  if (!found || found.length === 0) return undefined
  const alike = Map.groupBy(found, ({ from, to, state }) => `${from} > ${to} ${stateNames[state]}`)
  return [...alike].map(([words, all]) => `${all.length > 1 ? `${all.length} of ` : ''}${words}${more(all)}`).join('; ')
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
