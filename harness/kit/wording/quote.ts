// Lines of a program as a sentence has them, and which pattern would match one of them.
import { wellIn } from './pattern.ts'

/** `. connected: /ready/ would match the line "ready" of client`, behind a fix; nothing where no line says so. */
export function suggested(option: 'connected' | 'ready', lines: readonly string[], name: string): string {
  const found = wellIn(lines, option)
  return found ? `. ${option}: /${found.pattern}/ would match the line ${quote(found.line)} of ${name}` : ''
}

/** Lines as a sentence has them: the last three that differ, each in its quotes, the beginning of a long one. */
export function quoted(lines: readonly string[]): string {
  return [...new Set(lines)].slice(-3).map(quote).join(', ')
}

/** `"connected to 127.0.0.1:6379"`, a long one with its beginning alone. */
export function quote(line: string): string {
  return `"${line.length > longest ? `${line.slice(0, longest).toWellFormed()} ...` : line}"`
}

const longest = 80
