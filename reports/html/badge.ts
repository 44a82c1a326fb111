// A status as a sign and a word: never by colour alone.
import type { Verdict } from '../../harness/model/bound.ts'

/** The badge of a status. */
export function badge(status: Verdict['status']): string {
  return `<span class="badge ${status}"><span aria-hidden="true">${signs[status]}</span> ${status}</span>`
}

/** A shape for each. */
export const signs = { pass: '\u{2713}', fail: '\u{2715}', inconclusive: '?', skip: '\u{2013}' } as const
