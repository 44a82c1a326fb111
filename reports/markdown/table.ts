// Tables, lists and heads of Markdown. What stands in them is Markdown already, by literal() and code(), so that nothing is escaped twice or not at all.
import type { Part } from '../../harness/model/part.ts'
import { item, literal } from './literal.ts'

/** Without an end of its last line. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** A line each; empty where there is nothing. */
export function bullets(all: readonly string[]): string {
  return all.map(item).join('\n')
}

/** `## halfopen compare, shard 1/2: 4 phases each, ...`. */
export function headOf(command: string | undefined, { part }: Of, words: string): string {
  return `## halfopen${command === undefined ? '' : ` ${command}`}${part ? `, shard ${part.index}/${part.count}` : ''}: ${literal(words)}`
}

interface Of {
  readonly part?: Pick<Part, 'index' | 'count'>
}

/** Ends with a newline; what is empty has no room. */
export function documentOf(blocks: readonly string[]): string {
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`
}
