// What programs and people wrote, made harmless for a terminal: nothing in it moves the cursor, changes a colour or turns the direction of a line.
import { stripVTControlCharacters } from 'node:util'

/** The same on one line, without control characters, with what is no character at all replaced. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\p{Cc}+|[\u2028\u2029]+/gu, ' ')
    .replace(turning, '')
    .toWellFormed()
}

/** Marks, embeddings, overrides and isolates of direction: https://www.unicode.org/reports/tr9/ */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
