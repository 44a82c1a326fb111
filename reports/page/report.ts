// The script of a report's page: what is behind each cell is drawn when it is opened; search, filters and groups.
import { Choosing } from './choosing.ts'
import { find } from './dom.ts'
import { Opening } from './opening.ts'

const matrix = find('table.matrix', HTMLTableElement)
const controls = find('form.controls', HTMLFormElement)
if (matrix && controls) {
  const choosing = new Choosing(matrix, controls)
  const opening = new Opening(matrix, row => choosing.show(row))
  void opening.followAddress().then(async found => {
    const cells = matrix.querySelectorAll<HTMLAnchorElement>('a.cell')
    const worst =
      matrix.querySelector<HTMLAnchorElement>('a.cell.fail, a.cell.inconclusive') ??
      (cells.length === 1 ? cells[0] : undefined)
    if (!found && worst) await opening.open(worst)
  })
}
