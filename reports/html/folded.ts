// Long lists, folded away: the first and the last of them, because a page has to stay small; all of them are in report.json.
import { escapeHtml } from './escape.ts'

/** A list under a summary; nothing where it is empty. `show`: one of them as markup, with its line end. */
export function folded<T>(summary: string, list: readonly T[], show: (one: T) => string): string {
  if (list.length === 0) return ''
  const left = Math.max(0, list.length - first - last)
  const [head, tail] = left > 0 ? [list.slice(0, first), list.slice(-last)] : [list, []]
  const gap = left > 0 ? `<i>${left.toLocaleString('en')} lines left out here; report.json has them</i>\n` : ''
  return `<details><summary>${escapeHtml(summary)}</summary><pre tabindex="0">${head.map(show).join('')}${gap}${tail.map(show).join('')}</pre></details>`
}

/** `+1.200`: seconds from the fault. */
export function sinceFault(atMs: number, faultMs: number): string {
  const sinceMs = atMs - faultMs
  return `${sinceMs < 0 ? '' : '+'}${(sinceMs / 1000).toFixed(3)}`
}

/** `1 line`, `1,200 lines`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

const first = 60
const last = 120
