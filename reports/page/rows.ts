// The log of a run as columns that are quick to search: when, who, what, and in which lane it is drawn. Pure.
import { bisector } from 'd3-array'
import type { LogView, WhoView } from '../html/view.ts'

/** The log, its times counted up. */
export class Rows {
  readonly view: LogView
  readonly atMs: Float64Array

  constructor(view: LogView) {
    this.view = view
    this.atMs = new Float64Array(view.us.length)
    let us = 0
    for (const [row, sinceUs] of view.us.entries()) {
      us += sinceUs
      this.atMs[row] = us / 1_000
    }
  }

  get length(): number {
    return this.atMs.length
  }

  at(row: number): number {
    return this.atMs[row] ?? 0
  }

  who(row: number): WhoView {
    return this.view.whos[this.view.who[row] ?? 0] ?? nobody
  }

  kind(row: number): string {
    return this.view.kinds[this.view.kind[row] ?? 0] ?? ''
  }

  text(row: number): string {
    return this.view.texts[this.view.text[row] ?? 0] ?? ''
  }

  is(row: number, flag: number): boolean {
    return ((this.view.flags[row] ?? 0) & flag) !== 0
  }

  /** The rows of a stretch of time, from the first to the one behind the last. */
  between(fromMs: number, toMs: number): readonly [number, number] {
    return [order.left(this.atMs, fromMs), order.right(this.atMs, toMs)]
  }
}

const nobody: WhoView = { name: '', sort: 'program' }
const order = bisector((atMs: number) => atMs)
