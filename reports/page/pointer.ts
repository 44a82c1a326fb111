// What is pointed at in a timeline, by mouse or by keys: a line with the exact time, what stands there, and the same words for a screen reader.
import { element } from './dom.ts'
import { kindWords, whoWords } from './log-words.ts'
import { rowAt, stopFrom, stopsOf } from './nearest.ts'
import type { Picture } from './picture.ts'
import type { Rows } from './rows.ts'
import { exact, sinceOrigin } from './scales.ts'
import type { Zoomed } from './zoomed.ts'

/** Whom the pointer asks and tells: `chosen` of a row that is to be shown elsewhere. */
interface Pointing {
  readonly zoomed: Zoomed
  readonly chosen: (row: number) => void
}

/** One for each picture. */
export class Pointer {
  readonly #picture: Picture
  readonly #rows: Rows
  readonly #plot: HTMLElement
  readonly #to: Pointing
  readonly #tip = element('div', { class: 'tip', hidden: true })
  readonly #said = element('output', { class: 'sr', 'aria-live': 'polite' })
  readonly #line = element('div', { class: 'cross', hidden: true })
  /** Rows that a key goes to. */
  readonly #stops: readonly number[]
  #row: number | undefined
  #hoverMs: number | undefined

  constructor(picture: Picture, rows: Rows, plot: HTMLElement, to: Pointing) {
    this.#picture = picture
    this.#rows = rows
    this.#plot = plot
    this.#to = to
    this.#stops = stopsOf(picture.groups)
    plot.addEventListener('pointermove', event => this.#hover(event))
    plot.addEventListener('pointerleave', () => this.moved())
    plot.addEventListener('click', event => this.#click(event))
  }

  get elements(): readonly HTMLElement[] {
    return [this.#line, this.#tip, this.#said]
  }

  /** The instant that is pointed at. */
  get ms(): number | undefined {
    return this.#row === undefined ? this.#hoverMs : this.#rows.at(this.#row)
  }

  /** To the next event that is more than traffic, from the chosen one or from where the picture begins. */
  step(by: 1 | -1): void {
    const { fromMs, toMs } = this.#to.zoomed.range
    const startMs = this.#hoverMs ?? (by === 1 ? fromMs : toMs)
    const chosen = this.#row === undefined ? -1 : this.#stops.indexOf(this.#row)
    const at = chosen < 0 ? stopFrom(this.#stops, this.#rows, startMs, by) : chosen + by
    const row = this.#stops[Math.min(this.#stops.length - 1, Math.max(0, at))]
    if (row !== undefined) this.choose(row)
  }

  choose(row: number): void {
    this.#row = row
    this.#to.zoomed.reveal(this.#rows.at(row))
    this.moved()
    this.#said.textContent = this.#words(row).join(', ')
  }

  /** Tells of the chosen row: it is shown in the list. */
  confirm(): void {
    if (this.#row !== undefined) this.#to.chosen(this.#row)
  }

  clear(): void {
    this.#row = undefined
    this.#hoverMs = undefined
    this.moved()
  }

  /** The picture has moved, or nothing is hovered over any more. */
  moved(): void {
    if (this.#row === undefined) this.#hide()
    else this.#show(this.#rows.at(this.#row), this.#words(this.#row), this.#middleOf(this.#rows.who(this.#row).lane))
  }

  #hover(event: PointerEvent): void {
    const place = this.#place(event)
    const ms = this.#to.zoomed.scale.invert(place.x)
    this.#hoverMs = ms
    const row = this.#rowAt(place)
    const { view } = this.#picture
    if (row === undefined) this.#show(ms, [exact(sinceOrigin(view, ms)), `after the ${view.origin}`], place.y)
    else this.#show(this.#rows.at(row), this.#words(row), place.y)
  }

  #click(event: MouseEvent): void {
    const row = this.#rowAt(this.#place(event))
    if (row === undefined) this.clear()
    else {
      this.choose(row)
      this.#to.chosen(row)
    }
  }

  #place(event: MouseEvent): { readonly x: number; readonly y: number } {
    const box = this.#plot.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  #rowAt(place: { readonly x: number; readonly y: number }): number | undefined {
    return rowAt(this.#picture, this.#rows, this.#to.zoomed.scale, place)
  }

  #words(row: number): readonly [string, string, string] {
    const { view } = this.#picture
    return [
      `${exact(sinceOrigin(view, this.#rows.at(row)))} after the ${view.origin}`,
      `${whoWords(this.#rows.who(row))}: ${kindWords(this.#rows, row)}`,
      this.#rows.text(row),
    ]
  }

  #show(ms: number, [head = '', ...more]: readonly string[], y: number): void {
    const x = this.#to.zoomed.scale(ms)
    const width = this.#plot.clientWidth
    const hidden = x < 0 || x > width
    this.#line.hidden = hidden
    this.#tip.hidden = hidden
    if (hidden) return
    this.#line.style.left = `${x}px`
    this.#tip.replaceChildren(element('b', {}, head), ...more.map(text => element('div', {}, text)))
    const right = x > width / 2
    this.#tip.style.left = right ? '' : `${x + 12}px`
    this.#tip.style.right = right ? `${width - x + 12}px` : ''
    this.#tip.style.top = `${Math.max(2, Math.min(y + 14, this.#picture.layout.height - 70))}px`
  }

  #hide(): void {
    this.#line.hidden = true
    this.#tip.hidden = true
  }

  #middleOf(lane: number | undefined): number {
    const { rows, lanesFrom } = this.#picture.layout
    const row = rows.find(one => one.kind === 'lane' && one.at === lane)
    return row ? row.y + row.height / 2 : lanesFrom
  }
}
