// The line by which a server says that it listens: looked for in each line once, as it comes, whatever is kept of them.
import type { Pattern } from '../model/subject.ts'

/** Hears a program from its start on: an earlier one on the same host has said nothing about this one. */
export class Readiness {
  readonly #pattern: RegExp | undefined
  #found: RegExpExecArray | undefined

  constructor(pattern: Pattern | undefined) {
    this.#pattern = pattern && new RegExp(pattern.source, pattern.flags)
  }

  /** Where the pattern matched. */
  get found(): RegExpExecArray | undefined {
    return this.#found
  }

  /** Whether the next line may still be the one. */
  get awaited(): boolean {
    return this.#pattern !== undefined && this.#found === undefined
  }

  hear(text: string): void {
    if (this.awaited) this.#found = this.#pattern?.exec(text) ?? undefined
  }
}
