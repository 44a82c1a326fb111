// After how long a connection's kernel would notice that its peer is gone: the predictions, as far as the settings are visible. Pure.
import type { Ms } from '../model/units.ts'
import { firing } from '../predict/wheel.ts'
import type { Connection, NamespaceSettings } from './connection.ts'

/** For each state that the connection can be in when its peer loses power. None where its peer has closed it already. */
export function noticesOf({ state, detectors, now }: Connection, kernel: NamespaceSettings): Notices {
  const { keepalive, userTimeoutMs } = detectors
  if (state === 'CLOSE-WAIT') return {}
  if (state === 'SYN-SENT')
    return {
      connecting: {
        kind: 'within',
        fromMs: 63_000,
        toMs: 131_000,
        because: `tcp_syn_retries=${detectors.synRetries ?? 6}`,
      },
    }
  return { idle: idle(), busy: busy() }

  function idle(): Notice {
    if (keepalive === 'off') return { kind: 'never', because: 'keepalive is off' }
    if (keepalive === 'not visible') return { kind: 'not visible', because: 'whether keepalive is on is not visible' }
    if ('idleAtLeastMs' in keepalive)
      return {
        kind: 'not visible',
        atLeastMs: keepalive.idleAtLeastMs,
        because: 'keepalive is on, its numbers are not visible',
      }
    const { idleMs, intervalMs, count } = keepalive
    const probes =
      typeof userTimeoutMs === 'number' ? Math.max(1, Math.ceil((userTimeoutMs - idleMs) / intervalMs)) : count
    const [, toMs] = firing([idleMs, ...Array.from({ length: probes }, () => intervalMs)])
    return { kind: 'within', fromMs: intervalMs * probes, toMs, because: 'keepalive' }
  }

  function busy(): Notice {
    if (userTimeoutMs === 'not visible') return { kind: 'not visible', because: 'a user timeout is not visible' }
    if (typeof userTimeoutMs === 'number')
      return { kind: 'within', fromMs: userTimeoutMs, toMs: userTimeoutMs * 1.2 + 500, because: 'user timeout' }
    return {
      kind: 'within',
      fromMs: 924_600,
      toMs: 985_000 + (now.rtoMs ?? 0),
      because: `tcp_retries2=${kernel.retries2}`,
    }
  }
}

/** `busy`: data is unacknowledged, which switches keepalive off. */
export interface Notices {
  readonly idle?: Notice
  readonly busy?: Notice
  readonly connecting?: Notice
}

/** When the peer is given up, counted from its loss, and which setting decides. */
export type Notice =
  | { readonly kind: 'within'; readonly fromMs: Ms; readonly toMs: Ms; readonly because: string }
  | { readonly kind: 'never'; readonly because: string }
  | { readonly kind: 'not visible'; readonly atLeastMs?: Ms; readonly because: string }
