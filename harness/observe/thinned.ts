// Which of an observer's many events can still decide something. Pure. Leaving the others out changes no outcome and no mistake.
import { isHealthy, isLoss, type Observation } from '../model/observation.ts'
import type { Ms } from '../model/units.ts'

/**
 * The events of one observer without those that decide nothing: before the first milestone only how each connection stood last counts; from
 * then on, of what a connection says again and again, the first time and the last. What another kind comes between, or a milestone, is said anew.
 */
export function thinned(
  events: readonly Observation[],
  { milestonesMs, wholeFromMs = forever }: Limits,
): Observation[] {
  const sorted = events.toSorted((a, b) => a.atMs - b.atMs)
  const beginsMs = Math.min(wholeFromMs, ...milestonesMs)
  const at = sorted.findIndex(({ atMs }) => atMs >= beginsMs)
  const [before, after] = at < 0 ? [sorted, []] : [sorted.slice(0, at), sorted.slice(at)]
  const kept = new Set([...latest(before), ...changes(after, milestonesMs), ...sorted.slice(-newest)])
  return events.filter(event => kept.has(event) || event.atMs >= wholeFromMs || sortOf(event) === undefined)
}

/** Where outcomes may turn. */
export interface Limits {
  /** When faults came and were healed, and when something was judged. */
  readonly milestonesMs: readonly Ms[]
  /** From here on nothing is left out: a milestone may still turn out to lie there. */
  readonly wholeFromMs?: Ms | undefined
}

const forever = Number.POSITIVE_INFINITY
/** So many stay in any case: one may come late, and belong between them. */
const newest = 100

/** How every connection that stands was seen last, and the last loss of any. */
function latest(sorted: readonly Observation[]): Iterable<Observation> {
  const last = new Map(sorted.flatMap(event => (sortOf(event) ? [[event.connection, event] as const] : [])))
  const standing = [...last.values()].filter(event => !isLoss(event))
  return [...standing, ...sorted.filter(isLoss).slice(-1)]
}

/** The first and the last of each stretch of equal news on a connection. That somebody is back is more than one more good answer. */
function changes(sorted: readonly Observation[], milestonesMs: readonly Ms[]): Iterable<Observation> {
  const kept = new Set<Observation>()
  const stretches = {
    loss: new Map<number | undefined, Stretch>(),
    health: new Map<number | undefined, Stretch>(),
    return: new Map<number | undefined, Stretch>(),
  }
  const counts = { loss: 0, health: 0 }
  for (const event of sorted) {
    const sort = sortOf(event)
    if (!sort) continue
    counts[sort]++
    const others = counts[sort === 'loss' ? 'health' : 'loss']
    const passed = milestonesMs.filter(ms => ms <= event.atMs).length
    const news = stretches[event.kind === 'recovered' ? 'return' : sort]
    const known = news.get(event.connection)
    if (known && known.others === others && known.passed === passed) known.last = event
    else {
      kept.add(event)
      if (known) kept.add(known.last)
      news.set(event.connection, { others, passed, last: event })
    }
  }
  for (const news of Object.values(stretches)) for (const { last } of news.values()) kept.add(last)
  return kept
}

/** It goes on as long as nobody says the opposite and no milestone passes. */
interface Stretch {
  readonly others: number
  readonly passed: number
  last: Observation
}

function sortOf(event: Observation): 'loss' | 'health' | undefined {
  if (isLoss(event)) return 'loss'
  return isHealthy(event) ? 'health' : undefined
}
