// What a connection of a client was doing when the fault came, and for how long it had been at it. Pure.
import { whereOf } from '../faults/all.ts'
import { struckConnection } from '../faults/struck.ts'
import type { Connection } from '../model/connection.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import type { FoundConnection } from '../model/found.ts'
import type { Circumstances } from '../predict/circumstances.ts'
import { heldSince } from '../predict/held-since.ts'
import { socketTimes } from './socket-times.ts'

/** Of those on a path the one that is struck, where the fault is of one alone: what has no id in the record may be it. */
export function struckBy(
  does: Fault,
  found: readonly FoundConnection[],
  made: readonly Connection[],
): readonly FoundConnection[] {
  if (whereOf(does).connection === undefined) return found
  const id = struckConnection(does, found, made)?.id
  const known = id === undefined ? [] : found.filter(one => one.connection === id)
  const unnamed = found.filter(one => one.connection === undefined)
  return [known, unnamed, found].find(some => some.length > 0) ?? []
}

/** By the client's own end: a window that is closed for its peer holds nothing of it back. */
export function stateOf({ state, socket }: FoundConnection): ConnectionState {
  return state === 'zero-window' && socket?.timer !== undefined && socket.timer !== 'persist' ? 'idle' : state
}

/** What data was on its way, or held back, in every one of them: a program's settings do not say it. */
export function busyState(found: readonly FoundConnection[]): ConnectionState | undefined {
  const [state, ...others] = new Set(found.map(stateOf))
  return others.length === 0 && (state === 'zero-window' || state === 'data-in-flight') ? state : undefined
}

/** How long its window was closed, where it was and no scenario brought it there. Of several the span; nothing where one of them does not say. */
export function closedSince(
  found: readonly FoundConnection[],
  state: { readonly asked: ConnectionState | undefined; readonly found: ConnectionState | undefined },
  on: Pick<Circumstances, 'settings' | 'kernel' | 'sysctls'>,
): Pick<Circumstances, 'sinceMs'> {
  if (state.asked !== undefined || state.found !== 'zero-window') return {}
  const ages = found.map(one => (one.socket ? heldSince(one.socket, { ...on, ...socketTimes([one]) }) : []))
  const all = ages.flat()
  if (all.length === 0 || ages.some(one => one.length === 0)) return {}
  return { sinceMs: [Math.min(...all.map(age => age[0])), Math.max(...all.map(age => age[1]))] }
}
