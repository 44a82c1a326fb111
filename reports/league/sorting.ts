// What the page of the league does by itself: sorts by a column, and shows the rows that hold all words of a search.

/** A script for the end of the page. */
export const sorting = `
const body = document.querySelector('.league tbody')
const heads = [...document.querySelectorAll('.league thead th')]
for (const [at, head] of heads.entries()) head.querySelector('button').addEventListener('click', event => {
  const down = head.getAttribute('aria-sort') === 'ascending'
  for (const other of heads) other.setAttribute('aria-sort', other === head ? (down ? 'descending' : 'ascending') : 'none')
  const numeric = event.currentTarget.dataset.kind === 'number'
  const value = row => numeric ? Number(row.cells[at].dataset.sort || Infinity) : row.cells[at].textContent
  const order = (a, b) => numeric ? a - b : a.localeCompare(b)
  const rows = [...body.rows].map(row => ({ row, by: value(row) })).sort((a, b) => order(a.by, b.by) || 0)
  body.append(...(down ? rows.reverse() : rows).map(({ row }) => row))
})
document.querySelector('input').addEventListener('input', event => {
  const words = event.currentTarget.value.toLowerCase().split(/[\\s,]+/).filter(Boolean)
  for (const row of body.rows) row.hidden = !words.every(word => row.textContent.toLowerCase().includes(word))
})
`
