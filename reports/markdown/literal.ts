// What programs and people wrote as it is, in Markdown: no mark-up, no HTML, no link, no name that is called, and not longer than anybody reads.
import { plain } from '../plain.ts'

/**
 * Within a line. A sign that would be read as mark-up there is written by its number, which is read as a letter, and others stay as they
 * are: the file is read as it is, too. https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
 */
export function literal(text: string): string {
  return shortened(text).trim().replace(markup, byNumber)
}

/** As a line of a list, which begins with it. */
export function item(text: string): string {
  return `- ${literal(text).replace(beginning, byNumber)}`
}

/** In the letters of a program. */
export function code(text: string): string {
  const shown = shortened(text).trim()
  return /^[^`|]+$/.test(shown) ? `\`${shown}\`` : `<code>${literal(shown)}</code>`
}

/** That leads to a page; the text alone where it might lead anywhere else. */
export function link(text: string, href: string): string {
  return /^(https?:\/\/|[\w-])[\w./~%#?=&@+:,-]*$/.test(href) && !/^(?!https?:)[\w-]+:/.test(href)
    ? `[${literal(text)}](${href.replaceAll('&', '&amp;')})`
    : literal(text)
}

/** `<` before a blank, `_` in a word, `:` that begins neither an address nor a name, and `.` before a number make nothing. */
const markup =
  /[\\`*~[\]|&$@#]|<(?=[a-z/!?])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=[/:]|[\w+-]+:)|(?<=[\p{L}\p{N}])\.(?=\p{L})|\/(?=\/)/giu

/** What opens a block: a quotation, a list, a rule. */
const beginning = /^>|^[-+](?=[\s-]|$)|(?<=^\d{1,9})[.)](?=\s|$)/

function byNumber(sign: string): string {
  return `&#${sign.charCodeAt(0)};`
}

function shortened(text: string): string {
  const whole = plain(text)
  return whole.length > longest ? `${whole.slice(0, longest).toWellFormed()}...` : whole
}

const longest = 1_000
