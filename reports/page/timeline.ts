// The picture of a run with its names and buttons: what is seen of it is drawn anew from data each time, and keys lead through it.
import type { TimelineView } from '../html/view.ts'
import { element } from './dom.ts'
import { draw } from './draw.ts'
import { layoutOf } from './layout.ts'
import { groupsOf } from './marks.ts'
import { measure, names } from './names.ts'
import type { Picture } from './picture.ts'
import { Pointer } from './pointer.ts'
import type { Rows } from './rows.ts'
import { paint } from './stroke.ts'
import { spanWords, tools } from './tools.ts'
import { type Range, Zoomed } from './zoomed.ts'

/** Its element, and what others ask of it. */
export class Timeline {
  readonly element = element('div', { class: 'picture' })
  readonly #picture: Picture
  readonly #svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  readonly #plot = element('div', {
    class: 'plot',
    tabindex: 0,
    role: 'group',
    'aria-roledescription': 'timeline',
    'aria-label':
      'Timeline. Arrow keys: from event to event; plus and minus: zoom; shift and arrows: move; 0: all of it.',
  })
  readonly #span = element('output', { class: 'span' })
  readonly #zoomed: Zoomed
  readonly #pointer: Pointer

  /** `changed` is told what is seen as soon as it stands still, `chosen` of a row that somebody points at. */
  constructor(view: TimelineView, rows: Rows, changed: (range: Range) => void, chosen: (row: number) => void) {
    const signs = new Map(rows.view.signs.map(({ row, label }) => [row, label]))
    const layout = layoutOf(view)
    this.#picture = { view, layout, groups: groupsOf(rows), signs, measure }
    this.#zoomed = new Zoomed(
      view,
      this.#plot,
      () => this.#draw(),
      () => changed(this.range),
    )
    this.#pointer = new Pointer(this.#picture, rows, this.#plot, { zoomed: this.#zoomed, chosen })
    this.#svg.setAttribute('role', 'img')
    this.#svg.setAttribute('aria-label', view.story)
    this.#svg.setAttribute('height', String(layout.height))
    this.#plot.append(this.#svg, ...this.#pointer.elements)
    const { element: named, width } = names(layout)
    const frame = element('div', { class: 'timeline', style: `--names:${width}px` }, named, this.#plot)
    this.element.append(tools(view, this.#zoomed, this.#span), frame)
    this.#plot.addEventListener('keydown', event => this.#key(event))
    new ResizeObserver(() => this.resize()).observe(this.#plot)
    this.#zoomed.fit()
  }

  get range(): Range {
    return this.#zoomed.range
  }

  /** Points at a row, and shows where it is. */
  choose(row: number): void {
    this.#pointer.choose(row)
  }

  /** To a width of its own, as paper has, or to that which it has on the screen. */
  resize(width: number = Math.floor(this.#plot.clientWidth)): void {
    this.#zoomed.resize(width)
  }

  #draw(): void {
    const { scale, width, range } = this.#zoomed
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${this.#picture.layout.height}`)
    paint(this.#svg, draw(this.#picture, scale))
    this.#pointer.moved()
    this.#span.textContent = `shown: ${spanWords(range.toMs - range.fromMs)}`
  }

  #key(event: KeyboardEvent): void {
    const act = keys[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act(this.#zoomed, this.#pointer, event.shiftKey)
  }
}

const keys: Readonly<Record<string, (zoomed: Zoomed, pointer: Pointer, shift: boolean) => void>> = {
  '+': (zoomed, pointer) => zoomed.by(2, pointer.ms),
  '=': (zoomed, pointer) => zoomed.by(2, pointer.ms),
  '-': (zoomed, pointer) => zoomed.by(0.5, pointer.ms),
  '0': zoomed => zoomed.all(),
  Escape: (_zoomed, pointer) => pointer.clear(),
  Enter: (_zoomed, pointer) => pointer.confirm(),
  ArrowRight: (zoomed, pointer, shift) => (shift ? zoomed.move(0.25) : pointer.step(1)),
  ArrowLeft: (zoomed, pointer, shift) => (shift ? zoomed.move(-0.25) : pointer.step(-1)),
}
