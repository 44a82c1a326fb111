// What is foretold of a client's connections together: each has its own times, and the first or the last of them decides. Pure.
import type { FoundConnection } from '../model/found.ts'
import type { Ms } from '../model/units.ts'
import { type Circumstances, type Prediction, unpredictable } from '../predict/circumstances.ts'

/** Those of a kind that were quiet for as long; of very many, those of a kind. */
export function alikes<C extends FoundConnection>(
  all: readonly C[],
  kindOf: (one: C) => unknown,
): readonly (readonly [C, ...C[]])[] {
  const own = all.length > 1 && all.length <= toldApart
  const alike = Map.groupBy(all, one => JSON.stringify([kindOf(one), own ? one.quietMs : undefined]))
  return [...alike.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []))
}

/** What is known of a host is of the connection that was heard last: of several each says its own. */
export function quietOf(
  alike: readonly FoundConnection[],
  all: readonly FoundConnection[],
  { quietMs }: Pick<Circumstances, 'quietMs'>,
): Pick<Circumstances, 'quietMs'> {
  if (all.length === 1 || quietMs === undefined) return { quietMs }
  const each = alike.map(one => one.quietMs)
  return { quietMs: [Math.min(...each), Math.max(...each) + tickMs] }
}

/** The first that its kernel tells of, or the last. What cannot be told of one cannot be told of all. */
export function together(each: readonly Prediction[], every = false): Prediction {
  const [first = unpredictable(''), ...others] = each
  const dark = each.find(({ window }) => window === undefined)
  if (dark || others.length === 0) return dark ?? first
  const never = each.find(({ window }) => window === 'never')
  const told = each.flatMap(one => (isSpan(one.window) ? [{ ...one, window: one.window }] : []))
  if (told.length === 0 || (every && never)) return never ?? first
  const sure = told.filter(({ orNever }) => !orNever)
  const deciding = (sure.length > 0 && !every ? sure : told).toSorted((a, b) => a.window[1] - b.window[1])
  const decides = every ? deciding.at(-1) : deciding[0]
  const lows = told.map(({ window }) => window[0])
  const low = every ? Math.max(...lows) : Math.min(...lows)
  return decides ? { ...decides, window: [low, decides.window[1]] } : first
}

function isSpan(window: Prediction['window']): window is readonly [Ms, Ms] {
  return typeof window === 'object'
}

/** So many are told apart by how long each was quiet. */
const toldApart = 64
/** Of the slowest usual clock: a socket counts in ticks. */
const tickMs = 10
