// The groups of a matrix: by folder, fault or settings, and which of them are folded.
import { button, element, find } from './dom.ts'
import { countWords, type Row } from './matrix-rows.ts'

/** Of one matrix. `changed` is called when somebody folds or opens one. */
export class Groups {
  readonly #matrix: HTMLTableElement
  readonly #rows: readonly Row[]
  readonly #changed: () => void
  readonly #folded = new Set<string>()

  constructor(matrix: HTMLTableElement, rows: readonly Row[], changed: () => void) {
    this.#matrix = matrix
    this.#rows = rows
    this.#changed = changed
    this.#begin()
  }

  get anyFolded(): boolean {
    return this.#folded.size > 0
  }

  /** Groups of which no row is wanted are gone, and what is searched for is seen, folded or not. */
  apply(narrowed: boolean): void {
    for (const body of this.#matrix.tBodies) {
      const folded = this.#folded.has(nameOf(body)) && !narrowed
      body.hidden = [...body.rows].every(row => !row.classList.contains('scenario') || row.hidden)
      find('.folder button', HTMLButtonElement, body)?.setAttribute('aria-expanded', String(!folded))
      for (const row of body.rows) {
        if (row.classList.contains('scenario')) row.classList.toggle('folded', folded)
        if (row.classList.contains('detail')) row.hidden = folded || isHidden(row.previousElementSibling)
      }
    }
  }

  /** All of them, or all open. */
  foldAll(fold: boolean): void {
    for (const body of this.#matrix.tBodies) this.#set(body, fold)
  }

  /** The group of a row. */
  open(row: HTMLElement): void {
    const body = row.closest('tbody')
    if (body) this.#set(body, false)
  }

  /** Puts the rows, each with what is open below it, into groups of another kind. */
  by(what: string): void {
    const width = this.#rows[0]?.row.cells.length ?? 1
    const bodies = [...Map.groupBy(this.#rows, row => row.groups[what] ?? '')].map(([name, members]) => {
      const words = [element('bdi', {}, name), ' ', element('small', {}, countWords(members))]
      const head = element('th', { colspan: width, scope: 'rowgroup' }, ...words)
      const below = members.flatMap(({ row }) => [row, detailOf(row)].filter(one => one !== undefined))
      return element('tbody', {}, element('tr', { class: 'folder' }, head), ...below)
    })
    for (const body of [...this.#matrix.tBodies]) body.remove()
    this.#matrix.append(...bodies)
    this.#begin()
  }

  /** A group's name becomes what folds it. Of more rows than fit a few screens, groups in which all is well begin folded. */
  #begin(): void {
    this.#folded.clear()
    for (const body of this.#matrix.tBodies) {
      const head = body.querySelector('.folder th')
      if (!head) continue
      const fold = button('', () => {
        this.#set(body, !this.#folded.has(nameOf(body)))
        this.#changed()
      })
      fold.append(...head.childNodes)
      head.append(fold)
      const quiet = !body.querySelector('.cell.fail, .cell.inconclusive')
      if (quiet && this.#rows.length > mostOpen) this.#set(body, true)
    }
  }

  #set(body: HTMLTableSectionElement, folded: boolean): void {
    if (folded) this.#folded.add(nameOf(body))
    else this.#folded.delete(nameOf(body))
  }
}

const mostOpen = 40

function nameOf(body: HTMLTableSectionElement): string {
  return body.querySelector('.folder bdi')?.textContent ?? ''
}

/** What is open below a row. */
function detailOf(row: HTMLTableRowElement): Element | undefined {
  const next = row.nextElementSibling
  return next?.classList.contains('detail') ? next : undefined
}

function isHidden(row: Element | null): boolean {
  return row instanceof HTMLElement && (row.hidden !== false || row.classList.contains('folded'))
}
