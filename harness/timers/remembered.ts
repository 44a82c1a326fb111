// A pure function that is asked the same again and again: what it answered is kept.

/** Answers by what was asked, as many as a few explanations have. A question is plain data; functions in it follow from the rest. */
export class Remembered<T> {
  readonly #answers = new Map<string, T>()

  of(question: readonly unknown[], answer: () => T): T {
    const key = written(question)
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const found = answer()
    if (this.#answers.size >= most) this.#answers.clear()
    this.#answers.set(key, found)
    return found
  }
}

const most = 4_096

/** JSON has no infinity. */
function written(value: unknown): string {
  if (typeof value === 'function') return ''
  if (typeof value !== 'object' || value === null) return String(value)
  return `{${Object.entries(value)
    .map(([name, part]) => `${name}:${written(part)}`)
    .join()}}`
}
