// What a connection of a client was doing when the fault came, and for how long it had been at it. Pure.
import type { ConnectionState } from '../model/connection-state.ts'
import type { FoundConnection } from '../model/found.ts'
import type { Circumstances } from '../predict/circumstances.ts'
import { kernelsOf } from '../timers/kernel.ts'
import { asSpan, type Span } from '../timers/span.ts'
import { heldForMs } from '../timers/tcp/zero-window.ts'
import { socketTimes } from './socket-times.ts'

/** By the client's own end: a window that is closed for its peer holds nothing of it back. */
export function stateOf({ state, socket }: FoundConnection): ConnectionState {
  return state === 'zero-window' && socket?.timer !== undefined && socket.timer !== 'persist' ? 'idle' : state
}

/** What data was on its way, or held back, in every one of them: a program's settings do not say it. */
export function busyState(found: readonly FoundConnection[]): ConnectionState | undefined {
  const [state, ...others] = new Set(found.map(stateOf))
  return others.length === 0 && (state === 'zero-window' || state === 'data-in-flight') ? state : undefined
}

/** A closed window is as old as its probes have become rare. Of several the span; nothing where one of them does not say. */
export function heldSince(
  found: readonly FoundConnection[],
  on: Pick<Circumstances, 'settings' | 'kernel' | 'sysctls'>,
): Pick<Circumstances, 'sinceMs'> {
  const ages = found.map((one): readonly Span[] | undefined => {
    const { timer, dueMs, backoff = 0 } = one.socket ?? {}
    if (timer !== 'persist' || dueMs === undefined) return undefined
    const { rttMs = 0, rtoMs } = socketTimes([one])
    const waits = { rttMs: asSpan(rttMs), ...(rtoMs === undefined ? {} : { rtoMs: asSpan(rtoMs) }) }
    const held = { ...waits, userTimeoutMs: on.settings.userTimeoutMs }
    return kernelsOf(on).flatMap(rules => {
      const age = heldForMs(rules, held, { backoff, dueMs })
      return age ? [age] : []
    })
  })
  const all = ages.flatMap(one => one ?? [])
  if (all.length === 0 || ages.some(one => one === undefined || one.length === 0)) return {}
  return { sinceMs: [Math.min(...all.map(age => age[0])), Math.max(...all.map(age => age[1]))] }
}
