// Why each number is what it is.

import { given, inSeconds, seconds } from '../kit/format-time.ts'
import { stepFor } from './candidates.ts'
import {
  type KeepaliveSettings,
  onePacketMs,
  type Reason,
  type Requirements,
  silenceWords,
  soughtWithinMs,
} from './requirements.ts'
import { staysBelow } from './satisfies.ts'

/** One for each setting. */
export function reasonsFor(settings: KeepaliveSettings, requirements: Requirements): readonly Reason[] {
  const { keepalive, userTimeoutMs, synRetries } = settings
  const { idleMs, intervalMs, count } = keepalive
  return [
    { about: `idle ${inSeconds(idleMs)}`, text: forIdle(settings, requirements) },
    { about: `interval ${inSeconds(intervalMs)}, count ${count}`, text: forProbes(settings, requirements) },
    ...(userTimeoutMs === undefined
      ? []
      : [{ about: `user timeout ${inSeconds(userTimeoutMs)}`, text: forUserTimeout(requirements) }]),
    ...(synRetries === undefined
      ? []
      : [
          {
            about: `SYN retries ${synRetries}`,
            text: `the most that give a connect up within ${given(requirements.withinMs)}`,
          },
        ]),
    ...requirements.limits
      .filter(({ unsure }) => unsure)
      .map(({ name }) => ({
        about: name,
        text: 'nobody says whether keepalive probes count as traffic there: try it, or send something of your own',
      })),
  ]
}

/** What keeps it from being a second longer. */
function forIdle({ keepalive }: KeepaliveSettings, requirements: Requirements): string {
  const { limits, withinMs } = requirements
  const next = { keepalive: { ...keepalive, idleMs: keepalive.idleMs + 1_000 } }
  const names = limits
    .map(({ name, box, idleMs }) => (box ? `${name}'s ${given(idleMs)}` : given(idleMs)))
    .join(' and ')
  if (limits.length > 0 && !staysBelow(next, limits)) return `the longest below ${names}, however late the timer`
  const sought = soughtWithinMs(requirements)
  const longest =
    stepFor({ ...requirements, withinMs: sought }, keepalive.idleMs / 1_000) > 1 ? 'about the longest' : 'the longest'
  const enough = sought < withinMs ? `, and that is rare enough: ${given(withinMs)} would save next to nothing` : ''
  const below = limits.length > 0 ? `below ${names}, and ` : ''
  return `${below}${longest} that leaves room for the probes within ${given(sought)}${enough}`
}

function forProbes({ keepalive, userTimeoutMs }: KeepaliveSettings, { tolerateMs }: Requirements): string {
  const { intervalMs, count } = keepalive
  if (userTimeoutMs !== undefined)
    return 'the user timeout ends it before the count does, which is for a program that has none'
  if (count === 1)
    return 'no silence is to be sat out, and so one lost probe ends it: without --tolerate 0 that is sat out'
  if (tolerateMs === onePacketMs)
    return 'one lost probe is sat out: --tolerate 5s asks for more, and --tolerate 0 for less'
  return `probes go on for ${seconds((count - 1) * intervalMs)}, longer than the silence of ${given(tolerateMs)} that is to be sat out`
}

function forUserTimeout(requirements: Requirements): string {
  const silence = requirements.tolerateMs === 0 ? '' : `, and sits out ${silenceWords(requirements.tolerateMs)}`
  return `keepalive is off while data is unacknowledged, and what is written just before it tells begins anew: together they end it within ${given(soughtWithinMs(requirements))}${silence}`
}
