// Which row of a log is pointed at in a picture, and to which a key leads. Pure.
import { type Group, isFlow } from './marks.ts'
import type { Picture } from './picture.ts'
import type { Rows } from './rows.ts'
import type { TimeScale } from './scales.ts'

/** The event in the lane at that height that is nearest, if it is near. */
export function rowAt(
  { layout, groups }: Picture,
  rows: Rows,
  scale: TimeScale,
  { x, y }: { readonly x: number; readonly y: number },
): number | undefined {
  const lane = layout.rows.find(row => row.kind === 'lane' && y >= row.y && y < row.y + row.height)
  if (lane?.kind !== 'lane') return undefined
  const [from, to] = rows.between(scale.invert(x - reach), scale.invert(x + reach))
  const drawn = new Set(groups.filter(group => group.lane === lane.at).flatMap(group => group.rows))
  let best: number | undefined
  let bestFar = Number.POSITIVE_INFINITY
  for (let row = from; row < to; row++) {
    const far = Math.abs(scale(rows.at(row)) - x)
    if (far < bestFar && drawn.has(row)) [best, bestFar] = [row, far]
  }
  return best
}

/** Signs, and packets that are more than data, in their order. */
export function stopsOf(groups: readonly Group[]): readonly number[] {
  return groups
    .filter(({ look }) => !isFlow(look))
    .flatMap(({ rows }) => rows)
    .toSorted((a, b) => a - b)
}

/** The stop that comes first after an instant, or the last one before it. */
export function stopFrom(stops: readonly number[], rows: Rows, ms: number, by: 1 | -1): number {
  const behind = stops.findIndex(row => rows.at(row) > ms)
  if (by === 1) return behind < 0 ? stops.length - 1 : behind
  return (behind < 0 ? stops.length : behind) - 1
}

const reach = 9
