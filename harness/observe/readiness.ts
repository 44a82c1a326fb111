// The lines by which a server says that it is ready: looked for in each line once, as it comes, whatever is kept of them.
import type { Pattern } from '../model/subject.ts'

/** Hears a program from its start on: an earlier one on the same host has said nothing about this one. */
export class Readiness {
  readonly #awaited: Map<Pattern, RegExp>
  readonly #found = new Map<Pattern, RegExpExecArray>()

  constructor(patterns: readonly Pattern[]) {
    this.#awaited = new Map(patterns.map(pattern => [pattern, new RegExp(pattern.source, pattern.flags)]))
  }

  /** Where a pattern matched. */
  found(pattern: Pattern): RegExpExecArray | undefined {
    return this.#found.get(pattern)
  }

  /** Whether the next line may still be one of them. */
  get awaited(): boolean {
    return this.#awaited.size > 0
  }

  hear(text: string): void {
    for (const [pattern, regex] of this.#awaited) {
      const found = regex.exec(text)
      if (!found) continue
      this.#found.set(pattern, found)
      this.#awaited.delete(pattern)
    }
  }
}
