// Text in lines that fit: words stay whole, and what is too long for a line stands in one of its own.

/** The text, at most `columns` wide, for a place that begins at `indent`: where the other lines begin too. */
export function wrap(text: string, columns: number, indent = 0): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && indent + last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join(`\n${' '.repeat(indent)}`)
}
