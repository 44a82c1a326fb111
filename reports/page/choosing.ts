// Search and filters of the matrix: which of its rows and cells are seen.
import { find } from './dom.ts'
import { Groups } from './groups.ts'
import { asRow, type Row } from './matrix-rows.ts'

/** Of one matrix and its controls. */
export class Choosing {
  readonly #controls: HTMLFormElement
  readonly #rows: readonly Row[]
  readonly #groups: Groups
  readonly #fold: HTMLButtonElement | undefined

  constructor(matrix: HTMLTableElement, controls: HTMLFormElement) {
    this.#controls = controls
    this.#rows = [...matrix.querySelectorAll<HTMLTableRowElement>('tr.scenario')].map(asRow)
    this.#groups = new Groups(matrix, this.#rows, () => this.#apply())
    this.#fold = find('button[name=fold]', HTMLButtonElement, controls)
    controls.hidden = false
    controls.addEventListener('input', () => this.#apply())
    controls.addEventListener('submit', event => event.preventDefault())
    this.#fold?.addEventListener('click', () => {
      this.#groups.foldAll(!this.#groups.anyFolded)
      this.#apply()
    })
    find('select[name=group]', HTMLSelectElement, controls)?.addEventListener('change', () => this.#regroup())
    addEventListener('keydown', event => this.#key(event))
    this.#apply()
  }

  /** Makes a row visible: its group is opened, and nothing that hides it is chosen any more. */
  show(row: HTMLElement): void {
    if (row.hidden !== false) {
      this.#controls.reset()
      this.#regroup()
    }
    this.#groups.open(row)
    this.#apply()
  }

  #apply(): void {
    const words = this.#value('search').toLowerCase().split(/\s+/).filter(Boolean)
    const statuses = this.#checked('status')
    const changes = this.#checked('change')
    for (const one of this.#rows) choose(one, { words, statuses, changes })
    const narrowed = words.length + statuses.length + changes.length > 0
    this.#groups.apply(narrowed)
    const shown = this.#rows.filter(({ row }) => !row.hidden).length
    const output = find('output', HTMLOutputElement, this.#controls)
    if (output) output.textContent = narrowed ? `${shown} of ${this.#rows.length} scenarios` : ''
    if (this.#fold) this.#fold.textContent = this.#groups.anyFolded ? 'open all groups' : 'fold all groups'
  }

  #regroup(): void {
    this.#groups.by(this.#value('group'))
    this.#apply()
  }

  #value(name: string): string {
    const value = new FormData(this.#controls).get(name)
    return typeof value === 'string' ? value : ''
  }

  #checked(name: string): readonly string[] {
    return new FormData(this.#controls).getAll(name).map(String)
  }

  #key(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    find('input[name=search]', HTMLInputElement, this.#controls)?.focus()
  }
}

/** What is asked for. Of statuses and changes any is enough, of words all are needed. */
interface Wanted {
  readonly words: readonly string[]
  readonly statuses: readonly string[]
  readonly changes: readonly string[]
}

function choose({ row, text, changes: own, cells }: Row, { words, statuses, changes }: Wanted): void {
  const any = (wanted: readonly string[], has: readonly string[]) =>
    wanted.length === 0 || wanted.some(one => has.includes(one))
  for (const { cell, status } of cells) cell.hidden = !any(statuses, [status])
  row.hidden = !(
    cells.some(({ cell }) => !cell.hidden) &&
    any(changes, own) &&
    words.every(word => text.includes(word))
  )
}
