// Text from programs and people inside a Markdown table: it stays text, and in its cell.

/** The text on one line, with everything escaped that Markdown or HTML would take for its own. */
export function text(raw: string): string {
  return raw.replace(/[\\|<>&*_`[\]]/g, sign => signs[sign] ?? `\\${sign}`).replace(/\s+/g, ' ')
}

const signs: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }
