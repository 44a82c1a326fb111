// A box on the way, as people name it: one of the facts, or how long it remembers a silent connection.
import { optionLength } from '../define/duration.ts'
import { findMiddlebox } from '../facts/middleboxes.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Limit } from './requirements.ts'

/** `azure-lb`, or `240s`. Throws E_MIDDLEBOX, E_DURATION, and E_IDLE_LIMIT for a box behind which keepalive is no help. */
export function parseLimit(text: string): Limit {
  if (/^\d/.test(text)) return { name: text, idleMs: optionLength('--idle-limit', text) }
  const { id, name, idleMs, of, atExpiry, keepaliveResetsTimer } = findMiddlebox(text)
  if (of === 'unacknowledged') throw refused(name, 'it is of data that nobody acknowledges', text, forIdle)
  if (idleMs === undefined) {
    throw refused(
      name,
      'nobody says after how long it forgets a connection',
      text,
      'Measure it, and give the limit: --idle-limit 300s',
    )
  }
  if (keepaliveResetsTimer === false) {
    const tells =
      atExpiry === 'closes'
        ? 'It closes the connection and notifies both ends, so that nothing is lost in silence: leave it out, or'
        : 'Rather'
    throw refused(
      name,
      'keepalive probes do not count as traffic there',
      text,
      `${tells} send something of the protocol's own at least every ${idleMs / 1_000} s`,
    )
  }
  return { name: id, idleMs, box: true, ...(keepaliveResetsTimer === undefined ? { unsure: true } : {}) }
}

const forIdle = 'Leave it out: no idle connection meets it'

function refused(name: string, cause: string, text: string, fix: string): HalfopenError {
  return new HalfopenError('E_IDLE_LIMIT', `Cannot stay below the limit of ${name}: ${cause}, got "${text}"`, { fix })
}
