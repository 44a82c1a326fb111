// What part of a run is seen, and how it is changed: by wheel and fingers, which are d3-zoom's, and by whoever asks for a stretch of time.
import { select } from 'd3-selection'
import { zoom, zoomIdentity, zoomTransform } from 'd3-zoom'
import type { TimelineView } from '../html/view.ts'
import { type TimeScale, wholeScale } from './scales.ts'

/** From when to when. */
export interface Range {
  readonly fromMs: number
  readonly toMs: number
}

/** Of one plot. */
export class Zoomed {
  readonly #view: TimelineView
  readonly #plot: HTMLElement
  readonly #zoom = zoom<HTMLElement, unknown>()
  #whole: TimeScale
  #logarithmic: boolean
  #width = 900

  /** `moved` is told at once, `stands` when it moves no more. */
  constructor(view: TimelineView, plot: HTMLElement, moved: () => void, stands: () => void) {
    this.#view = view
    this.#plot = plot
    this.#logarithmic = view.logarithmic
    this.#whole = this.#wholeScale()
    this.#zoom
      .filter((event: Event) => mayZoom(event))
      .on('zoom', moved)
      .on('end', stands)
    this.#limits()
    select(plot).call(this.#zoom)
  }

  get width(): number {
    return this.#width
  }

  get isLogarithmic(): boolean {
    return this.#logarithmic
  }

  /** What is seen fills the width. */
  get scale(): TimeScale {
    const transform = zoomTransform(this.#plot)
    const [from, to] = [0, this.#width].map(place => this.#whole.invert(transform.invertX(place)))
    return this.#whole.within(from ?? 0, to ?? 0)
  }

  get range(): Range {
    const [fromMs = 0, toMs = 0] = this.scale.domain()
    return { fromMs, toMs }
  }

  /** Shows a stretch of time. */
  show({ fromMs, toMs }: Range): void {
    const [from, to] = [this.#whole(fromMs), this.#whole(toMs)]
    const k = this.#width / Math.max(1e-9, to - from)
    select(this.#plot).call(this.#zoom.transform, zoomIdentity.scale(k).translate(-from, 0))
  }

  /** From shortly before the first fault to the end. */
  fit(): void {
    this.show({ fromMs: this.#view.fromMs, toMs: this.#view.untilMs })
  }

  all(): void {
    this.show({ fromMs: Math.min(0, this.#view.fromMs), toMs: this.#view.toMs })
  }

  around(ms: number, muchMs: number): void {
    this.show({ fromMs: Math.max(0, ms - muchMs), toMs: Math.min(this.#view.toMs, ms + muchMs) })
  }

  /** Closer or farther, around an instant that is seen or around the middle. */
  by(factor: number, atMs?: number): void {
    const place = atMs === undefined ? -1 : this.scale(atMs)
    const within = place >= 0 && place <= this.#width ? place : this.#width / 2
    select(this.#plot).call(this.#zoom.scaleBy, factor, [within, 0])
  }

  /** Earlier or later by a part of what is seen. */
  move(part: number): void {
    select(this.#plot).call(this.#zoom.translateBy, (-part * this.#width) / zoomTransform(this.#plot).k, 0)
  }

  /** Keeps the zoom, and moves an instant into the picture. */
  reveal(ms: number): void {
    const place = this.scale(ms)
    if (place < 0 || place > this.#width) select(this.#plot).call(this.#zoom.translateTo, this.#whole(ms), 0)
  }

  resize(width: number): void {
    if (width <= 0 || width === this.#width) return
    this.#again(() => {
      this.#width = width
    })
  }

  setLogarithmic(logarithmic: boolean): void {
    this.#again(() => {
      this.#logarithmic = logarithmic
    })
  }

  /** What is seen stays seen. */
  #again(change: () => void): void {
    const { range } = this
    change()
    this.#whole = this.#wholeScale()
    this.#limits()
    this.show(range)
  }

  #wholeScale(): TimeScale {
    return wholeScale(this.#view, this.#width, this.#logarithmic ? this.#view.smallestMs : undefined)
  }

  /** Down to a tenth of a millisecond, wherever it lies. */
  #limits(): void {
    const { toMs } = this.#view
    const finest = Math.abs(this.#whole(toMs) - this.#whole(toMs - finestMs))
    const all: [[number, number], [number, number]] = [
      [0, 0],
      [this.#width, 1],
    ]
    this.#zoom
      .extent(all)
      .translateExtent(all)
      .scaleExtent([1, this.#width / Math.max(1e-12, finest)])
  }
}

const finestMs = 0.1

/** The wheel scrolls the page, and so does one finger. */
function mayZoom(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey
  if (typeof TouchEvent !== 'undefined' && event instanceof TouchEvent) return event.touches.length > 1
  return event instanceof MouseEvent && event.button === 0
}
