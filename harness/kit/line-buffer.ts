// The last words of whoever may talk without end.

const kept = 50

/** Adds a line to a list that keeps the last fifty. */
export function keepLast(lines: string[], line: string): void {
  lines.push(line)
  if (lines.length > kept) lines.shift()
}
