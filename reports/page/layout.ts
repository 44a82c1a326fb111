// The rows of the picture from top to bottom, each with its name and its height. Pure.
import type { LaneView, LimitView, StepView, TimelineView } from '../html/view.ts'

/** One row. */
export type Placed = Row & { readonly y: number; readonly height: number; readonly name: string; readonly of?: string }

type Row =
  | { readonly kind: 'step'; readonly step: StepView }
  | { readonly kind: 'limit'; readonly limit: LimitView }
  | { readonly kind: 'predicted'; readonly limit: LimitView }
  | { readonly kind: 'lane'; readonly lane: LaneView; readonly at: number }
  | { readonly kind: 'axis' }

/** All rows, where the lanes begin and end, and how high it is altogether. */
export interface Layout {
  readonly rows: readonly Placed[]
  readonly lanesFrom: number
  readonly lanesTo: number
  readonly height: number
}

/** Where each row stands. What is more than a screen's worth of steps or bounds is told in the tables alone. */
export function layoutOf({ steps, limits, lanes }: TimelineView): Layout {
  const rows: Placed[] = []
  let y = 4
  const put = (row: Row, height: number, name: string, of?: string) => {
    rows.push({ ...row, y, height, name, ...(of === undefined ? {} : { of }) })
    y += height
  }
  for (const step of steps.slice(0, mostSteps)) put({ kind: 'step', step }, 25, step.isFault ? 'fault' : 'step')
  for (const limit of limits.slice(0, mostLimits)) {
    put({ kind: 'limit', limit }, 29, 'demanded')
    if (limit.predicted) put({ kind: 'predicted', limit }, 25, 'predicted')
  }
  y += 4
  const lanesFrom = y
  for (const [at, lane] of lanes.entries()) put({ kind: 'lane', lane, at }, heights[lane.of], lane.host, lane.of)
  const lanesTo = y
  put({ kind: 'axis' }, 27, 'time')
  return { rows, lanesFrom, lanesTo, height: y }
}

const mostSteps = 12
const mostLimits = 8
const heights = { program: 30, stale: 22, kernel: 24, packets: 40 } as const
