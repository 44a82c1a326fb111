// Values as JSON that is looked at in a terminal as well: what programs said stands in it, and nothing of that may steer one or turn a line around.

/** The value indented by two, with its last line ended. */
export function jsonText(value: unknown): string {
  return `${harmless(JSON.stringify(value, undefined, 2))}\n`
}

/** JSON text of the same value: what JSON would leave as it is, and a reader of the text obeys, stands as a \u escape. */
export function harmless(json: string): string {
  return json.replace(steering, control => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** DEL, C1, what turns the direction of text (Unicode Standard Annex 9) and commands in a log of Actions; JSON escapes what is below U+0020 (RFC 8259 section 7). */
const steering = /[\u007f-\u009f]|\p{Bidi_Control}|#(?=#\[)/gu
