// What came from outside, as an error message shows it: it may be anything, and must not break the message.

/** The value as text. What refuses to be text, such as an object without a prototype, is shown by its type. */
export function shown(value: unknown): string {
  try {
    return String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}
