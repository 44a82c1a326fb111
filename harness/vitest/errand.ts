// A script that cannot be shown where its test runs: it is taken to a box, or skipped with the reason.
import type { RunnerTestCase, TestContext } from 'vitest'
import { notRun } from '../execute/not-run.ts'
import { choosePlace } from '../execute/place.ts'
import type { Run, RunError } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { aboutOf } from './about.ts'
import { idOf } from './declare.ts'
import { frameAt } from './frames.ts'
import { type Answer, runInBox } from './relay.ts'
import { besideControl, type Claimed, orderOf } from './script-control.ts'
import { type Ending, settle } from './settle.ts'
import { untilStopped } from './stop.ts'
import type { Wanted } from './title.ts'

const noBox = { reason: 'there is no box for it', why: 'refused' } as const

/** Takes the test to a box and ends it as it ended there. */
export function errand({ plane, clock: asked }: Wanted, claimed: Claimed) {
  return async (context: TestContext): Promise<void> => {
    const { task, signal } = context
    const about = named(task)
    const { box, clock, refused } = await choosePlace(planes[plane], claimed, asked, untilStopped(signal))
    if (refused !== undefined || !box)
      return settle(context, notRun(about, { plane, clock, skipped: refused ?? noBox }))
    const order = orderOf(task, { plane, scenario: about.scenario }, claimed)
    const answer = await runInBox(box, order, untilStopped(signal)).catch((thrown: unknown): Answer => {
      return { state: 'failed', run: notRun(about, { plane, clock, thrown }), errors: [] }
    })
    const skipped = { reason: answer.note ?? 'it is skipped in its box' }
    const run = answer.run ?? (answer.state === 'skipped' ? notRun(about, { plane, clock, skipped }) : undefined)
    const made = run && (await besideControl(run, { box, order, claimed }, signal))
    endAsThere(context, made, answer.errors)
  }
}

/** Skips a test with the reason, where it was not written for the place that the command line wants. */
export function notWritten({ plane, clock }: Wanted, reason: string) {
  const skipped = { reason, why: 'not-written-for' } as const
  return (context: TestContext): void => settle(context, notRun(named(context.task), { plane, clock, skipped }))
}

/** With its verdict, and with each error that came beside it. Without a run it was no script at all: its steps took no testbed. */
function endAsThere(ending: Ending, run: Run | undefined, errors: readonly RunError[]): void {
  const thrown: unknown[] = []
  try {
    if (run) settle(ending, run)
  } catch (end) {
    if (errors.length === 0) throw end
    thrown.push(end)
  }
  if (errors.length === 0) return
  throw new AggregateError([...thrown, ...errors.map(error => asThrown(error, ending.task))])
}

function asThrown({ message, at }: RunError, { file }: RunnerTestCase): Error {
  const error = new Error(message)
  error.stack = `Error: ${message}\n${frameAt(at, file)}`
  return error
}

function named(task: RunnerTestCase): Pick<Run, 'scenario' | 'claim'> {
  return { scenario: idOf(task), claim: aboutOf(task).claim }
}
