// A verdict's mark, the same at one place in every line, and its colour.
import type { Verdict } from '../../harness/model/bound.ts'
import type { Style } from '../look.ts'

/** One column wide. */
export const marks = { pass: '✓', fail: '✗', inconclusive: '?', skip: '-' } as const

/** How it is painted. */
export const styles = {
  pass: 'green',
  fail: ['red', 'bold'],
  inconclusive: 'yellow',
  skip: 'dim',
} as const satisfies Record<Verdict['status'], Style>
