// The rows of a matrix as they are chosen and grouped: what each says, and what its cells are.
import { past, statuses } from '../phrases.ts'

/** One scenario. `groups`: the name of its group, by what is grouped by. */
export interface Row {
  readonly row: HTMLTableRowElement
  readonly text: string
  readonly changes: readonly string[]
  readonly groups: Readonly<Record<string, string>>
  readonly cells: readonly { readonly cell: HTMLElement; readonly status: string }[]
}

/** A row of the table, read once. */
export function asRow(row: HTMLTableRowElement): Row {
  const folder = row.closest('tbody')?.querySelector('.folder bdi')?.textContent ?? ''
  const { change = '', kind = '', settings = '' } = row.dataset
  const cells = [...row.querySelectorAll<HTMLElement>('a.cell')].map(cell => {
    return { cell, status: statuses.find(status => cell.classList.contains(status)) ?? '' }
  })
  return {
    row,
    text: `${folder}/${row.textContent}`.toLowerCase(),
    changes: change.split(' '),
    groups: { folder, kind, settings },
    cells,
  }
}

/** `1 failed, 15 passed`. */
export function countWords(rows: readonly Row[]): string {
  const all = rows.flatMap(({ cells }) => cells.map(({ status }) => status))
  return statuses
    .map((status): readonly [number, string] => [all.filter(one => one === status).length, past[status]])
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
}
