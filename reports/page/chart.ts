// A picture of settings in the page: drawn anew for its width, pointed at by mouse and keys, with exact values.
import { exactTime, type Point, type Side } from '../compare/plots.ts'
import { element } from './dom.ts'
import { measure } from './names.ts'
import { drawPlot, type Mark, type Plot, plotHeight, radius } from './plot.ts'
import { paint } from './stroke.ts'

/** One in its place. */
export class Chart {
  readonly #place: HTMLElement
  readonly #svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  readonly #tip = element('div', { class: 'tip', hidden: true })
  readonly #said = element('output', { class: 'sr', 'aria-live': 'polite' })
  #plot: Omit<Plot, 'width' | 'measure'>
  #marks: readonly Mark[] = []
  #width = 520
  #chosen: number | undefined

  constructor(place: HTMLElement, plot: Omit<Plot, 'width' | 'measure'>) {
    this.#place = place
    this.#plot = plot
    const attributes = {
      tabindex: 0,
      role: 'group',
      'aria-roledescription': 'picture',
      'aria-label': `${titles[plot.side]}. Arrow keys: from setting to setting; Enter: its row.`,
    }
    for (const [name, value] of Object.entries(attributes)) place.setAttribute(name, String(value))
    this.#svg.setAttribute('aria-hidden', 'true')
    this.#svg.setAttribute('height', String(plotHeight))
    place.replaceChildren(this.#svg, this.#tip, this.#said)
    place.addEventListener('pointermove', event => this.#hover(event))
    place.addEventListener('pointerleave', () => this.#choose(undefined))
    place.addEventListener('click', () => this.#follow())
    place.addEventListener('keydown', event => this.#key(event))
    place.addEventListener('blur', () => this.#choose(undefined))
    new ResizeObserver(() => this.resize()).observe(place)
    addEventListener('beforeprint', () => this.resize(paperWidth))
    addEventListener('afterprint', () => this.resize())
    this.resize()
  }

  /** Other points in the same picture. */
  show(points: readonly Point[]): void {
    this.#plot = { ...this.#plot, points }
    this.#draw()
  }

  /** To a width of its own, as paper has, or to that which it has on the screen. */
  resize(width: number = Math.floor(this.#place.clientWidth)): void {
    if (width > 0) this.#width = width
    this.#draw()
  }

  #draw(): void {
    const { strokes, marks } = drawPlot({ ...this.#plot, width: this.#width, measure })
    this.#marks = marks
    this.#chosen = undefined
    this.#tip.hidden = true
    this.#svg.setAttribute('viewBox', `0 0 ${this.#width} ${plotHeight}`)
    paint(this.#svg, strokes)
  }

  #hover(event: PointerEvent): void {
    const box = this.#place.getBoundingClientRect()
    const far = ({ x, y }: Mark) => Math.hypot(x - (event.clientX - box.left), y - (event.clientY - box.top))
    const [nearest] = this.#marks.map((mark, at) => ({ at, far: far(mark) })).toSorted((a, b) => a.far - b.far)
    this.#choose(nearest && nearest.far < 24 ? nearest.at : undefined)
  }

  #key(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (event.key === 'Escape') this.#choose(undefined)
    if (event.key === 'Enter') this.#follow()
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || this.#marks.length === 0) return
    event.preventDefault()
    const from = this.#chosen ?? (by === 1 ? -1 : this.#marks.length)
    this.#choose(Math.max(0, Math.min(this.#marks.length - 1, from + by)))
  }

  /** To the row of what is pointed at. */
  #follow(): void {
    const [point] = this.#marks[this.#chosen ?? -1]?.points ?? []
    if (point) document.getElementById(`s${point.number}`)?.focus()
  }

  #choose(at: number | undefined): void {
    if (at === this.#chosen) return
    this.#chosen = at
    this.#svg.querySelector('.chosen')?.remove()
    const mark = this.#marks[at ?? -1]
    this.#tip.hidden = mark === undefined
    if (!mark) return
    const ring = document.createElementNS('http://www.w3.org/2000/svg', 'circle')
    for (const [name, value] of Object.entries({ class: 'chosen', cx: mark.x, cy: mark.y, r: radius + 3 }))
      ring.setAttribute(name, String(value))
    this.#svg.append(ring)
    const lines = mark.points.map(point => pointWords(point, this.#plot.side))
    this.#said.textContent = lines.map(([name, figures]) => `${name}: ${figures}`).join('. ')
    const told = lines
      .slice(0, most)
      .flatMap(([name, figures]) => [element('b', {}, name), element('div', {}, figures)])
    const more = lines.length > most ? [element('div', {}, `and ${lines.length - most} more`)] : []
    this.#tip.replaceChildren(...told, ...more)
    const right = mark.x > this.#width / 2
    this.#tip.style.left = right ? '' : `${mark.x + 12}px`
    this.#tip.style.right = right ? `${this.#width - mark.x + 12}px` : ''
    this.#tip.style.top = `${mark.y + 12}px`
  }
}

const most = 6
const paperWidth = 560
const titles = {
  alarms: 'Slowest detection against false alarms',
  traffic: 'Slowest detection against traffic',
} as const satisfies Record<Side, string>

function pointWords(
  { number, name, time, value, mistaken, dominatedBy }: Point,
  side: Side,
): readonly [string, string] {
  const much = value.toLocaleString('en', { maximumFractionDigits: 3 })
  return [
    `${number} ${name}`,
    [
      `T_D ${exactTime(time)}`,
      side === 'alarms' ? `${much} false alarms per soak` : `${much} packets per hour`,
      ...(side === 'traffic' && mistaken ? ['false alarms'] : []),
      dominatedBy === undefined ? 'on the front' : `dominated by ${dominatedBy}`,
    ].join(', '),
  ]
}
