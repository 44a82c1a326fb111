// The names of a timeline's rows, beside it, and how wide words are.
import { element } from './dom.ts'
import type { Layout } from './layout.ts'

/** The names, each at the height of its row, and how much room they need. */
export function names({ rows, height }: Layout): { readonly element: HTMLElement; readonly width: number } {
  const made = element('div', { class: 'names', style: `height:${height}px` })
  for (const row of rows) {
    const of = ofWords(row)
    const name = element(
      'span',
      { style: `top:${row.y + (row.height - 15) / 2}px`, title: `${row.name}${of}` },
      row.name,
      of === '' ? undefined : element('span', { class: 'of' }, of),
    )
    made.append(name)
  }
  const widest = Math.max(...rows.map(row => measure(`${row.name}${ofWords(row)}`)))
  return { element: made, width: Math.min(220, Math.max(84, widest + 16)) }
}

function ofWords({ of }: Layout['rows'][number]): string {
  if (of === 'stale') return ' stale'
  return of === 'kernel' ? ' kernel' : ''
}

/** As the style sheet has them: 12 px. */
export function measure(words: string): number {
  const known = widths.get(words)
  if (known !== undefined) return known
  if (context) context.font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif'
  const wide = context ? Math.ceil(context.measureText(words).width) + 1 : words.length * 7
  widths.set(words, wide)
  return wide
}

const context = document.createElement('canvas').getContext('2d')
const widths = new Map<string, number>()
