// How a verdict ends a test, whoever came to it: fail and inconclusive throw, each in its own words; skip skips with its reason.
import type { TestContext } from 'vitest'
import type { Verdict } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import { aboutOf } from './about.ts'
import { frameAt, framesOf, placeIn } from './frames.ts'

/** What of a test's context is needed to end it. */
export type Ending = Pick<TestContext, 'task' | 'skip'>

/** Hands the run to the reporter and ends the test as its verdict says. `thrown`: what the steps of a script ended with. */
export function settle({ task, skip }: Ending, run: Run, thrown?: unknown): void {
  const about = aboutOf(task)
  const at = run.at ?? placeIn(stackOf(thrown), task.file) ?? about.at
  const { verdict } = run
  about.run = { ...run, ...(at === undefined ? {} : { at }) }
  about.ownErrors = task.result?.errors?.length ?? 0
  if (verdict.status === 'pass') return
  if (verdict.status === 'skip') {
    skip(verdict.reason)
    return
  }
  about.ownErrors++
  throw endOf(verdict, thrown, frameAt(at, task.file))
}

/** A step that failed ends the test in its own words; doubt does in ours, where it came up, and so does what a control has put in doubt. */
function endOf(verdict: Bad, thrown: unknown, frame: string): unknown {
  if (thrown instanceof VerdictError && thrown.name === nameOf(verdict)) return thrown
  if (verdict.status === 'fail' && thrown !== undefined && !isSkip(thrown)) return thrown
  return new VerdictError(verdict, stackOf(thrown) || frame, thrown)
}

type Bad = Exclude<Verdict, { status: 'pass' | 'skip' }>

/** A verdict that is no pass. Its name tells the failed from the inconclusive. */
export class VerdictError extends Error {
  /** `frames`: of the step or the declaration that it belongs to. */
  constructor(verdict: Bad, frames: string, cause?: unknown) {
    super(wordsOf(verdict), cause === undefined ? {} : { cause })
    this.name = nameOf(verdict)
    this.stack = `${this.name}: ${this.message}\n${frames}`
  }
}

/** What `skip()` of Vitest throws. */
export function isSkip(thrown: unknown): thrown is Error & { note?: string } {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'VITEST_PENDING'
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? framesOf(thrown) : ''
}

function nameOf({ status }: Bad): string {
  return status === 'fail' ? 'ScenarioFailed' : 'ScenarioInconclusive'
}

function wordsOf(verdict: Bad): string {
  return verdict.status === 'fail' ? `expected: ${verdict.expected}; actual: ${verdict.actual}` : verdict.reason
}
