// A value as JavaScript that people would write: for files that a command writes for them.

/** A text, a number, a list, an object: on one line, as Biome and Prettier would have it. Nothing in it ends its place in the file. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).flatMap(([name, field]) =>
    field === undefined ? [] : [`${nameOf(name)}: ${literal(field)}`],
  )
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

/** The name of a field, in quotes where it needs them; in brackets where it would be no field. */
export function nameOf(name: string): string {
  if (name === '__proto__') return "['__proto__']"
  return /^[a-z_$][\w$]*$/i.test(name) ? name : quoted(name)
}

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')
  return `'${escaped.replace(/[\p{Cc}\u2028\u2029]/gu, hexadecimal)}'`
}

function hexadecimal(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A pattern's source, between slashes. */
export function patternLiteral({ source, flags }: { readonly source: string; readonly flags: string }): string {
  return `/${source.replaceAll('\n', '\\n')}/${flags}`
}
