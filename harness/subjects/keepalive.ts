// SO_KEEPALIVE as a scenario's author writes it: TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT of tcp(7).
import { type Duration, parseMs } from '../define/duration.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Settings } from '../model/settings.ts'

/** Whole seconds, because the kernel counts in them. */
export interface Keepalive {
  idle: Duration
  interval: Duration
  count: number
}

/** The settings. Throws E_KEEPALIVE for anything but whole seconds and a count, E_DURATION. */
export function parseKeepalive({ idle, interval, count }: Keepalive): NonNullable<Settings['keepalive']> {
  const [idleMs, intervalMs] = [parseMs(idle), parseMs(interval)]
  const wrong = [idleMs / 1_000, intervalMs / 1_000, count].find(n => !Number.isInteger(n) || n < 1)
  if (wrong === undefined) return { idleMs, intervalMs, count }
  throw new HalfopenError(
    'E_KEEPALIVE',
    `Cannot set keepalive: the kernel counts whole seconds from 1, got "${wrong}"`,
    { fix: "Write { idle: '10s', interval: '5s', count: 3 }" },
  )
}

/** The flag of this package's own programs. */
export function keepaliveArgs({ keepalive }: Settings): string[] {
  return keepalive ? ['--keepalive', `${keepalive.idleMs}/${keepalive.intervalMs}/${keepalive.count}`] : []
}
