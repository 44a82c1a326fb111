// Settings in their one short spelling: what a command line takes, a report shows, and parseSettings() reads again.
import { formatDuration } from './format-duration.ts'
import type { Settings } from './settings.ts'

/**
 * `off`, `linux`, or items joined by commas, such as `keepalive=10/5/3,user-timeout=25s`.
 * @example formatSettings({ userTimeoutMs: 25_000 }) // user-timeout=25s
 */
export function formatSettings(settings: Settings): string {
  const { keepalive, userTimeoutMs, retries2, synRetries, rtoMaxMs } = settings
  const { heartbeat, readDeadlineMs, requestTimeoutMs, asksEveryMs } = settings
  const items = [
    ...(keepalive ? [keepaliveText(keepalive)] : []),
    ...item('user-timeout', userTimeoutMs, formatDuration),
    ...item('retries2', retries2, String),
    ...item('syn-retries', synRetries, String),
    ...item('rto-max', rtoMaxMs, formatDuration),
    ...item('heartbeat', heartbeat, ({ everyMs, deadlineMs }) =>
      [everyMs, deadlineMs].flatMap(ms => (ms === undefined ? [] : [formatDuration(ms)])).join('/'),
    ),
    ...item('read-deadline', readDeadlineMs, formatDuration),
    ...item('request-timeout', requestTimeoutMs, formatDuration),
    ...item('asks', asksEveryMs, formatDuration),
  ]
  return items.length > 0 ? items.join(',') : 'off'
}

/** What Linux does where a program switches SO_KEEPALIVE on and sets nothing else: tcp(7), tcp_keepalive_time and its like. */
export const linuxKeepalive = { idleMs: 7_200_000, intervalMs: 75_000, count: 9 } as const

function keepaliveText({ idleMs, intervalMs, count }: NonNullable<Settings['keepalive']>): string {
  const own = [idleMs / 1_000, intervalMs / 1_000, count].join('/')
  return own === '7200/75/9' ? 'linux' : `keepalive=${own}`
}

function item<T>(name: string, value: T | undefined, text: (value: T) => string): string[] {
  return value === undefined ? [] : [`${name}=${text(value)}`]
}
