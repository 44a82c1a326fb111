// One error shape for everything a user can cause or mend: "Cannot <action>: <cause>. <fix> [E_CODE]".

/**
 * An error a user can act on. `code` is stable; `fix` says what to do; `cause` keeps what lay beneath.
 * @example
 * try { parseSettings(text) } catch (error) { if (error instanceof HalfopenError) console.log(error.code, error.fix) }
 */
export class HalfopenError extends Error {
  override readonly name = 'HalfopenError'
  readonly code: `E_${string}`
  /** `Cannot <action>: <cause>`, alone. */
  readonly problem: string
  readonly fix: string | undefined

  /** Shape: `Cannot <action>: <cause>, got "<value>". <fix> [E_CODE]`. */
  constructor(code: `E_${string}`, message: string, { fix, cause }: { fix?: string; cause?: unknown } = {}) {
    super(`${message}${fix === undefined ? '' : `. ${fix}`} [${code}]`, cause === undefined ? undefined : { cause })
    this.code = code
    this.problem = message
    this.fix = fix
  }
}

/** The text of anything thrown, without its stack. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** The body's error first, then what disposing threw after it (`await using` nests them the other way round). */
export function unwrap(thrown: unknown): readonly [unknown, ...unknown[]] {
  return thrown instanceof SuppressedError ? [...unwrap(thrown.suppressed), thrown.error] : [thrown]
}

/** ` Did you mean "x"?` for the candidate closest to what was typed, or `` where none is near. */
export function didYouMean(typed: string, candidates: readonly string[]): string {
  const farthest = Math.max(2, typed.length / 3)
  const ranked = candidates
    .filter(({ length }) => Math.abs(length - typed.length) <= farthest) // a distance is at least that, and takes long to find
    .map(candidate => ({ candidate, distance: editDistance(typed, candidate) }))
  const nearest = ranked.sort((a, b) => a.distance - b.distance)[0]
  return nearest && nearest.distance <= farthest ? ` Did you mean "${nearest.candidate}"?` : ''
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, ca] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, cb] of [...b].entries()) {
      next.push(Math.min((row[j] ?? 0) + (ca === cb ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
