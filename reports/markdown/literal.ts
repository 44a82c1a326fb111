// What programs and people wrote as it is, in Markdown: no mark-up, no HTML, no link, no name that is called, and not longer than anybody reads.
import { plain } from '../plain.ts'

/** On one line. Each sign of mark-up is written by its number, which is read as a letter: https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references */
export function literal(text: string): string {
  const whole = plain(text)
  const shown = whole.length > longest ? `${whole.slice(0, longest).toWellFormed()}...` : whole
  return shown.replace(/[!-'*+.:<-@[-`{-~]/g, sign => `&#${sign.charCodeAt(0)};`)
}

/** In the letters of a program. */
export function code(text: string): string {
  return `<code>${literal(text)}</code>`
}

const longest = 1_000
