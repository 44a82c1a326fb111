// The `testbed` fixture: opened where a script's steps are taken, and closed with them.
import type { RunnerTestCase, TestContext } from 'vitest'
import { notRun } from '../execute/not-run.ts'
import { after, overrun } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Ms } from '../model/units.ts'
import { planes } from '../planes/all.ts'
import { openSession, type Session } from '../runtime/session.ts'
import { aboutOf } from './about.ts'
import { idOf } from './declare.ts'
import { ScriptRun } from './script-run.ts'
import { ScriptTestbed } from './script-testbed.ts'
import { type Ending, settle } from './settle.ts'
import { untilStopped } from './stop.ts'

/** Starting one program, or opening the testbed. */
const setupMs = 20_000

const running = new WeakMap<RunnerTestCase, ScriptRun>()

/** The script that a test has begun; none where its steps take no testbed. */
export function runningScript(test: RunnerTestCase): ScriptRun | undefined {
  return running.get(test)
}

/** Vitest's fixture function. A script whose steps were never taken, or outlive their test, is ended here. */
export async function testbed(
  { task, signal, skip }: TestContext,
  use: (testbed: ScriptTestbed) => Promise<void>,
): Promise<void> {
  const { claim, on, beside, stepsMs } = aboutOf(task)
  const late = new AbortController()
  const stop = AbortSignal.any([untilStopped(signal), late.signal])
  const around = { signal: stop, beside: beside === undefined ? undefined : planes[on.plane] }
  const script = new ScriptRun(claim, await open({ task, skip }, stop), around)
  running.set(task, script)
  using _limit = stepsMs === undefined ? undefined : after(stepsMs, () => late.abort(tooLate(stepsMs)))
  await use(new ScriptTestbed(script))
  const about = aboutOf(task)
  about.run ??= { ...(await script.finish()), ...(about.at === undefined ? {} : { at: about.at }) }
}

/** Its author's own limit: what comes before and after the steps is none of his. */
function tooLate(stepsMs: Ms): HalfopenError {
  return overrun('take its steps', stepsMs, "Give them more time, with the script's `timeout`")
}

/** A testbed that cannot be opened leaves nothing to conclude from, as in a scenario. */
async function open(ending: Ending, signal: AbortSignal): Promise<Session> {
  const { task } = ending
  const { claim, on } = aboutOf(task)
  const plane = planes[on.plane]
  const about = { scenario: idOf(task), claim }
  try {
    return await openSession(about, plane, setupMs, signal)
  } catch (thrown) {
    settle(ending, notRun(about, { plane: on.plane, thrown }), thrown)
    throw thrown
  }
}

/** The hooks of a test whose steps are taken in a box run here as well, where there is no testbed. */
export function withoutTestbed({ context, name }: RunnerTestCase): void {
  const get = () => {
    throw new HalfopenError('E_STEPS', `Cannot use the testbed of "${name}" in a hook: its steps are taken in a box`, {
      fix: 'Take the testbed in the steps, or in a fixture of test.extend()',
    })
  }
  Object.defineProperty(context, 'testbed', { get })
}
