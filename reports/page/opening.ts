// Opens the runs behind the cells of the matrix, each below its row and drawn when it is opened, and keeps the address in step.
import type { RunView } from '../html/view.ts'
import { element, find } from './dom.ts'
import { type Opened, section } from './section.ts'
import { unpack } from './unpack.ts'

/** All cells of a matrix. `shown` makes a row visible before something below it is opened. */
export class Opening {
  readonly #shown: (row: HTMLElement) => void
  readonly #open = new Map<HTMLAnchorElement, Opened>()

  constructor(matrix: HTMLTableElement, shown: (row: HTMLElement) => void) {
    this.#shown = shown
    matrix.addEventListener('click', event => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const cell = link && cellOf(link)
      if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      void this.#toggle(cell)
    })
    for (const cell of matrix.querySelectorAll<HTMLAnchorElement>('a.cell')) cell.setAttribute('aria-expanded', 'false')
    addEventListener('hashchange', () => void this.followAddress())
    addEventListener('beforeprint', () => this.#resize(paperWidth))
    addEventListener('afterprint', () => this.#resize())
  }

  /** Opens what the address names. False where it names nothing. */
  async followAddress(): Promise<boolean> {
    const name = decoded(location.hash.slice(1))
    const target = name === '' ? null : document.getElementById(name)
    if (!(target instanceof HTMLAnchorElement) || target.dataset.run === undefined) return false
    await this.open(target)
    target.scrollIntoView({ block: 'start' })
    return true
  }

  async open(cell: HTMLAnchorElement): Promise<void> {
    const row = cell.closest('tr')
    const data = find(`script[data-view="${cell.dataset.run}"]`, HTMLScriptElement)
    if (!row || !data || this.#open.has(cell)) return
    this.#shown(row)
    cell.setAttribute('aria-expanded', 'true')
    const opened = section(await unpack<RunView>(data.textContent ?? ''), () => this.#close(cell))
    this.#open.set(cell, opened)
    place(row).append(opened.element)
  }

  async #toggle(cell: HTMLAnchorElement): Promise<void> {
    if (this.#open.has(cell)) this.#close(cell)
    else {
      history.replaceState(null, '', `#${encodeURI(cell.id)}`)
      await this.open(cell)
    }
  }

  #close(cell: HTMLAnchorElement): void {
    const opened = this.#open.get(cell)
    if (!opened) return
    const holder = opened.element.closest('tr')
    opened.element.remove()
    if (holder && !holder.querySelector('.run')) holder.remove()
    this.#open.delete(cell)
    cell.setAttribute('aria-expanded', 'false')
    cell.focus()
  }

  #resize(width?: number): void {
    for (const { timeline } of this.#open.values()) timeline?.resize(width)
  }
}

const paperWidth = 560

/** The cell that a link of a row stands for: itself, or the first of its row. */
function cellOf(link: HTMLAnchorElement): HTMLAnchorElement | undefined {
  if (link.dataset.run !== undefined) return link
  const row = link.closest('.scenario')
  return row ? find('a.cell', HTMLAnchorElement, row) : undefined
}

/** What is below a row for that. */
function place(row: HTMLTableRowElement): HTMLElement {
  const next = row.nextElementSibling
  if (next?.classList.contains('detail'))
    return next.firstElementChild instanceof HTMLElement ? next.firstElementChild : row
  const holder = element('td', { colspan: row.cells.length })
  row.after(element('tr', { class: 'detail' }, holder))
  return holder
}

function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return ''
  }
}
