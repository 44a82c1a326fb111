// What came from outside, as an error message shows it: it may be anything, and must not break the message.

/** The value as text. What refuses to be text, such as an object without a prototype, is shown by its type. */
export function shown(value: unknown): string {
  return attempt(() => String(value)) ?? Object.prototype.toString.call(value)
}

/** The value as JSON, or as text where it is none, as what lies in itself too deep or without end. */
export function shownJson(value: unknown): string {
  return attempt(() => JSON.stringify(value)) ?? shown(value)
}

function attempt(show: () => string | undefined): string | undefined {
  try {
    return show()
  } catch {
    return undefined
  }
}
