// The nearest requirements that settings can meet: a later bound, a shorter silence, a user timeout for a connect, a box that remembers longer.

import { type KeepaliveSettings, type Limit, onePacketMs, type Requirements } from './requirements.ts'
import { staysBelow } from './satisfies.ts'
import { bestFor, type OnLook } from './search.ts'

/** Those that there are, in whole seconds; none where nothing near does. */
export function nearestTo(requirements: Requirements, onLook?: OnLook): readonly Requirements[] {
  const isMet = (near: Requirements) => bestFor(near, onLook) !== undefined
  if (!staysBelow(soonest, requirements.limits)) {
    const raised = { ...requirements, limits: requirements.limits.map(longer) }
    return isMet(raised) ? [raised] : nearestTo(raised, onLook)
  }
  const timed = { ...requirements, busy: true }
  return [
    ...asList(later(requirements, isMet)),
    ...asList(shorter(requirements, isMet)),
    ...(requirements.connecting && !requirements.busy && isMet(timed) ? [timed] : []),
  ]
}

/** Nothing probes more often. */
export const soonest: KeepaliveSettings = { keepalive: { idleMs: 1_000, intervalMs: 1_000, count: 1 } }

function longer(limit: Limit): Limit {
  return staysBelow(soonest, [limit]) ? limit : { name: '2s', idleMs: 2_000 }
}

/** The least bound for the same silence. */
function later(requirements: Requirements, isMet: IsMet): Requirements | undefined {
  const from = Math.floor(Math.max(requirements.withinMs, requirements.tolerateMs) / 1_000) + 1
  const asked = (seconds: number) => ({ ...requirements, withinMs: seconds * 1_000 })
  let most = from
  while (!isMet(asked(most))) {
    if (most > mostSeconds) return undefined
    most *= 2
  }
  return asked(leastThat(seconds => isMet(asked(seconds)), from, most))
}

/** The longest silence for the same bound: one lost packet where not even a second is sat out. */
function shorter(requirements: Requirements, isMet: IsMet): Requirements | undefined {
  const asked = (seconds: number) => ({ ...requirements, tolerateMs: seconds * 1_000 })
  if (requirements.tolerateMs === 0 || !isMet(asked(0))) return undefined
  const most = Math.ceil(Math.min(requirements.tolerateMs, requirements.withinMs) / 1_000)
  const longest = leastThat(seconds => !isMet(asked(seconds)), 1, most) - 1
  const packet = { ...requirements, tolerateMs: onePacketMs }
  return longest === 0 && requirements.tolerateMs > onePacketMs && isMet(packet) ? packet : asked(longest)
}

type IsMet = (near: Requirements) => boolean

/** Of whole numbers of which all do from some number on, the least; the last one does. */
function leastThat(does: (number: number) => boolean, from: number, to: number): number {
  if (from >= to) return to
  const middle = Math.floor((from + to) / 2)
  return does(middle) ? leastThat(does, from, middle) : leastThat(does, middle + 1, to)
}

function asList(requirements: Requirements | undefined): Requirements[] {
  return requirements ? [requirements] : []
}

/** Beyond a day nobody waits. */
const mostSeconds = 86_400
