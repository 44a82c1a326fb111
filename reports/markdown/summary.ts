// What the summaries of a job have in common: a head that says how it ended, and of very many the first, since a summary takes 1 MiB.
import type { Part } from '../../harness/model/part.ts'
import { literal } from './literal.ts'

/** `## halfopen compare, shard 1/2: 4 phases each, ...`. */
export function headOf(
  command: string,
  { part }: { readonly part?: Pick<Part, 'index' | 'count'> },
  words: string,
): string {
  const name = ['halfopen', command].filter(Boolean).join(' ')
  return `## ${name}${part ? `, shard ${part.index}/${part.count}` : ''}: ${literal(words)}`
}

/** The words of the first, and how many others there are; of those no words are made. */
export function some<T>(all: readonly T[], words: (one: T) => string): readonly string[] {
  const others = all.length > most ? [`and ${all.length - most} others`] : []
  return [...all.slice(0, most).map(words), ...others]
}

/** A list of what was said; empty where there is nothing. */
export function bullets(all: readonly string[]): string {
  return some(all, words => `- ${literal(words)}`).join('\n')
}

/** Cells are Markdown already. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** The first rows; empty where there are none. */
export function tableOfSome<T>(head: readonly string[], all: readonly T[], row: (one: T) => readonly string[]): string {
  if (all.length === 0) return ''
  const others = all.length > most ? [`\n\nand ${all.length - most} others`] : []
  return [tableOf(head, all.slice(0, most).map(row)), ...others].join('')
}

const most = 50
