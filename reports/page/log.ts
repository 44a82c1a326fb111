// The log of a run as a list: what the timeline shows at the moment, by what is chosen, a page at a time.
import { type LogSort, logFlags, logSorts } from '../html/view.ts'
import { add, button, element } from './dom.ts'
import { kindWords, sortNames, whoWords } from './log-words.ts'
import type { Rows } from './rows.ts'
import { type Origin, sinceOrigin } from './scales.ts'
import type { Range } from './zoomed.ts'

/** Its element, and what others ask of it. */
export class Log {
  readonly element = element('div', { class: 'happened' })
  readonly #rows: Rows
  readonly #origin: Origin
  readonly #choose: (row: number) => void
  readonly #body = element('tbody')
  readonly #note = element('p', { class: 'note', role: 'status' })
  readonly #earlier = button('earlier', () => this.#turn(-1))
  readonly #later = button('later', () => this.#turn(1))
  readonly #sorts: Set<LogSort>
  #words = ''
  #range: Range | undefined
  #found: readonly number[] = []
  #from = 0
  #chosen: number | undefined

  /** `choose` is told which row somebody has clicked on. */
  constructor(rows: Rows, origin: Origin & { readonly origin: string }, choose: (row: number) => void) {
    this.#rows = rows
    this.#origin = origin
    this.#choose = choose
    const present = logSorts.filter(sort => rows.view.whos.some(who => who.sort === sort))
    // What the wire makes of the packets is told by them already.
    this.#sorts = new Set(present.filter(sort => sort !== 'wire' || !present.includes('packet')))
    const heads = [`ms after the ${origin.origin}`, 'ms after the row before', 'who', 'what', 'detail']
    const head = element('thead', {}, element('tr', {}, ...heads.map(words => element('th', { scope: 'col' }, words))))
    const table = element(
      'table',
      { class: 'log' },
      element('caption', {}, 'What happened, in its order'),
      head,
      this.#body,
    )
    add(
      this.element,
      this.#choices(present),
      this.#note,
      element('div', { class: 'log-box', tabindex: 0, role: 'region', 'aria-label': 'What happened' }, table),
      element('div', { class: 'choose' }, this.#earlier, this.#later),
      ...rows.view.left.map(words => element('p', { class: 'note' }, words)),
    )
    this.#find()
  }

  /** Shows what the timeline shows. */
  within(range: Range): void {
    this.#range = range
    this.#find()
  }

  /** Shows a row, on whatever page it is. */
  reveal(row: number): void {
    this.#chosen = row
    const at = this.#found.indexOf(row)
    if (at >= 0 && (at < this.#from || at >= this.#from + pageRows)) this.#from = Math.floor(at / pageRows) * pageRows
    this.#draw()
    this.#body.querySelector('.chosen')?.scrollIntoView({ block: 'nearest' })
  }

  #choices(present: readonly LogSort[]): HTMLElement {
    const boxes = present.map(sort => {
      const box = element('input', { type: 'checkbox', checked: this.#sorts.has(sort) })
      box.addEventListener('change', () => {
        if (box.checked) this.#sorts.add(sort)
        else this.#sorts.delete(sort)
        this.#find()
      })
      return element('label', {}, box, ` ${sortNames[sort]}`)
    })
    const search = element('input', {
      type: 'search',
      placeholder: 'probe, ETIMEDOUT',
      'aria-label': 'Search what happened',
    })
    search.addEventListener('input', () => {
      this.#words = search.value.toLowerCase()
      this.#find()
    })
    return element('div', { class: 'choose' }, ...boxes, search)
  }

  #find(): void {
    const { fromMs, toMs } = this.#range ?? { fromMs: 0, toMs: Number.POSITIVE_INFINITY }
    const [from, to] = this.#rows.between(fromMs, toMs)
    const found: number[] = []
    for (let row = from; row < to; row++) if (this.#isWanted(row)) found.push(row)
    this.#found = found
    this.#from = 0
    this.#draw()
  }

  #isWanted(row: number): boolean {
    const who = this.#rows.who(row)
    if (!this.#sorts.has(who.sort)) return false
    if (this.#words === '') return true
    const text = `${whoWords(who)} ${kindWords(this.#rows, row)} ${this.#rows.text(row)}`.toLowerCase()
    return text.includes(this.#words)
  }

  #turn(by: 1 | -1): void {
    this.#from = Math.max(0, this.#from + by * pageRows)
    this.#draw()
  }

  #draw(): void {
    const shown = this.#found.slice(this.#from, this.#from + pageRows)
    this.#body.replaceChildren(...shown.map((row, at) => this.#row(row, shown[at - 1])))
    this.#earlier.hidden = this.#from === 0
    this.#later.hidden = this.#from + pageRows >= this.#found.length
    const count = this.#found.length.toLocaleString('en')
    const page =
      this.#found.length > shown.length
        ? `, ${(this.#from + 1).toLocaleString('en')} to ${(this.#from + shown.length).toLocaleString('en')} are listed`
        : ''
    this.#note.textContent = `${count} of ${this.#rows.length.toLocaleString('en')} rows lie in what the timeline shows${page}`
  }

  #row(row: number, before: number | undefined): HTMLElement {
    const rows = this.#rows
    const who = rows.who(row)
    const atMs = rows.at(row)
    const time = button(signed.format(sinceOrigin(this.#origin, atMs)), () => {
      this.#chosen = row
      this.#choose(row)
    })
    const looks = [
      who.sort,
      rows.is(row, logFlags.dropped) ? 'dropped' : '',
      losses.has(rows.kind(row)) ? 'loss' : '',
      row === this.#chosen ? 'chosen' : '',
    ]
    return element(
      'tr',
      { class: looks.filter(look => look !== '').join(' ') },
      element('td', {}, time),
      element('td', {}, before === undefined ? '' : plain.format(atMs - rows.at(before))),
      element('td', {}, whoWords(who)),
      element('td', {}, kindWords(rows, row)),
      element('td', {}, rows.text(row)),
    )
  }
}

const pageRows = 200
const losses: ReadonlySet<string> = new Set(['lost', 'closed', 'reset', 'exited'])
const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 } as const
const plain = new Intl.NumberFormat('en', digits)
const signed = new Intl.NumberFormat('en', { ...digits, signDisplay: 'always' })
