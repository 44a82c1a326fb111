// A program's words where they are part of a sentence: a line of 64 KiB is none.

const longest = 500

/** The text, or its beginning. */
export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()} ...` : text
}
