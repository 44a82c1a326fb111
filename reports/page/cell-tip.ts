// All figures of a cell of the heat map beside it, while it is pointed at or has the focus; followed as a link it leads to its row of figures.
import { element } from './dom.ts'

/** For one table. */
export class CellTip {
  readonly #tip = element('div', { class: 'tip', hidden: true, role: 'tooltip', id: 'cell-tip' })
  #of: HTMLAnchorElement | undefined

  constructor(table: HTMLTableElement) {
    document.body.append(this.#tip)
    for (const kind of ['pointerover', 'focusin'] as const) table.addEventListener(kind, event => this.#over(event))
    for (const kind of ['pointerleave', 'focusout'] as const) table.addEventListener(kind, () => this.#hide())
    table.addEventListener('click', event => follow(linkOf(event)))
    addEventListener('keydown', event => {
      if (event.key === 'Escape') this.#hide()
    })
  }

  #over(event: Event): void {
    const link = linkOf(event)
    if (link === this.#of) return
    this.#hide()
    const row = link && rowOf(link)
    if (!link || !row) return
    const heads = [...(row.closest('table')?.tHead?.rows[0]?.cells ?? [])].map(head => head.textContent ?? '')
    const lines = [...row.cells].flatMap((cell, at) => {
      const words = cell.textContent ?? ''
      return at < 1 || words === '' ? [] : [element('div', {}, `${heads[at]}: ${words.slice(0, mostLetters)}`)]
    })
    this.#of = link
    link.setAttribute('aria-describedby', this.#tip.id)
    this.#tip.replaceChildren(element('b', {}, row.cells[0]?.textContent ?? ''), ...lines)
    this.#tip.hidden = false
    const box = link.getBoundingClientRect()
    const left = Math.min(box.left, document.documentElement.clientWidth - this.#tip.offsetWidth - 8)
    this.#tip.style.left = `${Math.max(4, left) + scrollX}px`
    this.#tip.style.top = `${box.bottom + 4 + scrollY}px`
  }

  #hide(): void {
    this.#of?.removeAttribute('aria-describedby')
    this.#of = undefined
    this.#tip.hidden = true
  }
}

/** Of a hundred phases the first ones: the row has all. */
const mostLetters = 400

/** The row is in a fold, which opens. */
function follow(link: HTMLAnchorElement | undefined): void {
  const row = link && rowOf(link)
  const fold = row?.closest('details')
  if (fold) fold.open = true
  row?.focus()
}

function rowOf(link: HTMLAnchorElement): HTMLTableRowElement | undefined {
  const row = document.getElementById(link.hash.slice(1))
  return row instanceof HTMLTableRowElement ? row : undefined
}

function linkOf({ target }: Event): HTMLAnchorElement | undefined {
  return target instanceof Element ? (target.closest('a') ?? undefined) : undefined
}
