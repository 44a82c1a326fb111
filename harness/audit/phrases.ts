// The words for what an audit found: durations as they were set, states, detectors. Pure.
import { seconds } from '../kit/format-time.ts'
import type { Ms } from '../model/units.ts'
import type { Detectors, Now } from './connection.ts'
import type { Firewall } from './firewalls.ts'
import type { Notice, Notices } from './noticing.ts'

/** A duration that somebody set: `240 s`, `350 s`, `500 ms`, `1 h`, `5 days`. */
export function limitText(ms: Ms): string {
  if (ms < 1_000) return `${ms} ms`
  return ms < 1_000_000 ? `${ms / 1_000} s` : seconds(ms)
}

/** `idle 3 min`, `unanswered for 40 s, 5 tries`, `window closed`, `connecting, 3 tries`, `peer has closed`. */
export function nowText(state: string, { state: doing, idleMs, unheardMs, unanswered }: Now): string {
  const tries = unanswered > 0 ? `, ${unanswered} ${unanswered === 1 ? 'try' : 'tries'}` : ''
  if (state === 'CLOSE-WAIT') return 'peer has closed'
  if (doing === 'connecting') return `connecting${tries}`
  if (doing === 'zero-window') return `peer takes no data${tries}`
  if (unanswered > 0) return `unanswered${unheardMs === undefined ? '' : ` ${seconds(unheardMs)}`}${tries}`
  if (doing === 'data-in-flight') return 'busy'
  return idleMs === undefined ? 'idle' : `idle ${seconds(idleMs)}`
}

/** `keepalive off`, `keepalive 30/10/3, user timeout 25 s`, `keepalive on, idle 40 s or more`. */
export function detectorsText({ keepalive, userTimeoutMs }: Detectors): string {
  const timeout = typeof userTimeoutMs === 'number' ? `, user timeout ${limitText(userTimeoutMs)}` : ''
  if (keepalive === 'off') return `keepalive off${timeout}`
  if (keepalive === 'not visible') return `keepalive not visible${timeout}`
  if ('idleAtLeastMs' in keepalive) return `keepalive on, idle ${seconds(keepalive.idleAtLeastMs)} or more${timeout}`
  const { idleMs, intervalMs, count } = keepalive
  return `keepalive ${idleMs / 1_000}/${intervalMs / 1_000}/${count}${timeout}`
}

/** `never idle, 15 min 37 s busy`, `2 min 15 s connecting`, `40 s or more idle, busy not visible`, `reported already`. */
export function noticesText(notices: Notices): string {
  const texts = Object.entries(notices).map(([doing, notice]: [string, Notice]) => noticeText(doing, notice))
  return texts.join(', ') || 'reported already'
}

function noticeText(doing: string, notice: Notice): string {
  if (notice.kind === 'never') return `never ${doing}`
  if (notice.kind === 'within') return `${seconds(notice.toMs)} ${doing}`
  return notice.atLeastMs ? `${seconds(notice.atLeastMs)} or more ${doing}` : `${doing} not visible`
}

/** The first of each limit, so that three names say most: `azure-lb 240 s, aws-nlb-tcp 350 s, gcp-vpc-firewall 600 s and 16 more`. */
export function firewallsText(firewalls: readonly Firewall[]): string {
  const named = firewalls
    .filter(({ idleMs }, i) => firewalls.findIndex(other => other.idleMs === idleMs) === i)
    .slice(0, 3)
  const names = named.map(({ id, idleMs }) => `${id} ${limitText(idleMs)}`).join(', ')
  return firewalls.length > named.length ? `${names} and ${firewalls.length - named.length} more` : names
}
