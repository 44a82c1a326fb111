// How a verdict ends a test: fail and inconclusive throw, each in its own words; skip skips with its reason.
import type { TestContext } from 'vitest'
import type { Verdict } from '../model/bound.ts'
import type { Run } from '../model/report.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** The judged run of a scenario, for the reporter. */
    halfopen?: Run
  }
}

/** Hands the run to the reporter and ends the test as its verdict says. */
export function settle(context: TestContext, run: Run): void {
  context.task.meta.halfopen = run
  const { verdict } = run
  if (verdict.status === 'skip') context.skip(verdict.reason)
  else if (verdict.status !== 'pass') throw new VerdictError(verdict)
}

/** A verdict that is no pass. Its name tells the failed from the inconclusive. */
export class VerdictError extends Error {
  constructor(verdict: Exclude<Verdict, { status: 'pass' | 'skip' }>) {
    super(wordsOf(verdict))
    this.name = verdict.status === 'fail' ? 'ScenarioFailed' : 'ScenarioInconclusive'
    this.stack = `${this.name}: ${this.message}`
  }
}

/** A verdict in one line. */
export function wordsOf(verdict: Verdict): string {
  switch (verdict.status) {
    case 'pass':
      return 'pass'
    case 'fail':
      return `expected: ${verdict.expected}; actual: ${verdict.actual}`
    case 'inconclusive':
    case 'skip':
      return verdict.reason
    default:
      return verdict satisfies never
  }
}
