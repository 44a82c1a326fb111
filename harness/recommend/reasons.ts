// Why each number is what it is.

import { seconds } from '../judge/words.ts'
import type { Ms } from '../model/units.ts'
import { staysBelow } from './kept.ts'
import type { KeepaliveSettings, Reason, Wish } from './wish.ts'

/** One for each setting. */
export function reasonsFor(settings: KeepaliveSettings, wish: Wish): readonly Reason[] {
  const { keepalive, userTimeoutMs, synRetries } = settings
  const { idleMs, intervalMs, count } = keepalive
  return [
    { about: `idle ${whole(idleMs)}`, text: forIdle(settings, wish) },
    { about: `interval ${whole(intervalMs)}, count ${count}`, text: forProbes(settings, wish) },
    ...(userTimeoutMs === undefined
      ? []
      : [{ about: `user timeout ${whole(userTimeoutMs)}`, text: forUserTimeout(wish) }]),
    ...(synRetries === undefined
      ? []
      : [
          {
            about: `SYN retries ${synRetries}`,
            text: `the most that give a connect up within ${whole(wish.withinMs)}`,
          },
        ]),
    ...wish.limits
      .filter(({ unsure }) => unsure)
      .map(({ name }) => ({
        about: name,
        text: 'nobody says whether keepalive probes count as traffic there: try it, or send something of your own',
      })),
  ]
}

/** What keeps it from being a second longer. */
function forIdle({ keepalive }: KeepaliveSettings, { limits, withinMs }: Wish): string {
  const next = { keepalive: { ...keepalive, idleMs: keepalive.idleMs + 1_000 } }
  const names = limits
    .map(({ name, idleMs }) => (/^\d/.test(name) ? whole(idleMs) : `${name}'s ${whole(idleMs)}`))
    .join(', ')
  if (limits.length > 0 && !staysBelow(next, limits))
    return `the longest that is below ${names}, however late the timer`
  const below = limits.length > 0 ? `below ${names}, and ` : ''
  return `${below}the longest that leaves room for the probes within ${whole(withinMs)}`
}

function forProbes({ keepalive, userTimeoutMs }: KeepaliveSettings, { tolerateMs }: Wish): string {
  const { intervalMs, count } = keepalive
  if (userTimeoutMs !== undefined) return 'the user timeout stands in for the count, which is for whatever has none'
  const length = seconds((count - 1) * intervalMs)
  if (count === 1) return 'a single probe that is lost ends the connection: no silence is to be sat out'
  return `probes go on for ${length}, longer than the silence of ${whole(tolerateMs)} that is to be sat out`
}

function forUserTimeout({ tolerateMs, withinMs }: Wish): string {
  const silence = tolerateMs === 0 ? '' : `, and data is sent again after a silence of ${whole(tolerateMs)}`
  return `while data is unacknowledged keepalive is off: this ends it within ${whole(withinMs)}${silence}`
}

/** As a person would write it. */
export function whole(ms: Ms): string {
  return ms >= 120_000 && ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`
}
