// Everything that a program, a path or a person said goes through here before it becomes part of a page.

/** Text that is safe between tags and inside double quotes, and in a terminal that the page is printed to. */
export function escapeHtml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Text in which whatever would steer a terminal, or turn the direction of what stands behind it, is a sign of its own. */
export function visible(text: string): string {
  return text.toWellFormed().replace(steering, signOf)
}

/** All controls but tab and line ends, those of bidirectional text among them: Unicode Standard Annex 9. */
const steering = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/gu

/** The control pictures where there are some, a replacement character for the others. */
function signOf(control: string): string {
  const code = control.charCodeAt(0)
  if (code === 0x7f) return '\u{2421}'
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\u{fffd}'
}
