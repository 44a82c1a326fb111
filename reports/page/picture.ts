// What a timeline is drawn of.
import type { TimelineView } from '../html/view.ts'
import type { Measure } from './labels.ts'
import type { Layout } from './layout.ts'
import type { Group } from './marks.ts'

/** All of it, as data. */
export interface Picture {
  readonly view: TimelineView
  readonly layout: Layout
  readonly groups: readonly Group[]
  /** The words of each sign, by its row. */
  readonly signs: ReadonlyMap<number, string>
  readonly measure: Measure
}
