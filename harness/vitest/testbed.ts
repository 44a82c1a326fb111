// The `testbed` fixture: a script of several steps, where one fault is not enough.
import { test as base, type TestContext } from 'vitest'
import { choosePlace, leavesHome, type Placed, wallMs } from '../execute/place.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { ClockName, Ms, PlaneName } from '../model/units.ts'
import { planeNames, planes } from '../planes/all.ts'
import { openSession } from '../runtime/session.ts'
import { choosePlaces } from './chosen.ts'
import { runInBox } from './relay.ts'
import { idOf } from './scenario-id.ts'
import { ScriptTestbed } from './script-testbed.ts'
import { untilStopped } from './stop.ts'
import { readTitle, titleOf, type Wanted } from './title.ts'
import { settle } from './verdict-error.ts'

/** Starting one program, or opening the testbed. */
const setupMs = 20_000

/** A script's whole time where its author sets none. */
const scriptMs = 120_000

/** Vitest's `test` with a `testbed`: one test a plane and clock. Its `timeout` has to be long enough for its steps: two minutes by default. */
export const test: ScriptTest = Object.assign(declare('test'), { only: declare('only'), skip: declare('skip') })

/** How a script is declared. */
type ScriptTest = Declare & { only: Declare; skip: Declare }

/** A claim, options, and the steps. */
type Declare = (claim: string, options: ScriptOptions | Steps, steps?: Steps) => void

/** The steps of a script. */
export type Steps = (context: TestContext & { testbed: ScriptTestbed }) => Promise<void>

/** What a script may choose. */
export interface ScriptOptions {
  /** Milliseconds, by the clock that it runs on. */
  timeout?: Ms
  /** Defaults to all planes. */
  planes?: readonly PlaneName[]
  /** `virtual` or `real` for a script that only one clock can show, `both` for one about both; left to the machine where absent. */
  clock?: ClockName | 'both'
}

function declare(mode: 'test' | 'only' | 'skip'): Declare {
  return (claim, options, steps) => {
    const body = steps ?? options
    if (typeof body !== 'function') throw new HalfopenError('E_STEPS', `Cannot use script "${claim}": it has no steps`)
    const { timeout = scriptMs, planes: written = planeNames, clock } = typeof options === 'function' ? {} : options
    const { run, foreign } = choosePlaces({ planes: written, clock })
    for (const { reason, ...on } of foreign) base(titleOf(claim, on), ({ skip }) => skip(reason))
    for (const on of run) {
      const away = leavesHome(planes[on.plane], on.clock)
      const onPlane = away ? base : testOn(on.plane)
      const register = mode === 'test' ? onPlane : onPlane[mode]
      const claimed = { lastsMs: timeout + slackMs, clock }
      const limitMs = away ? wallMs(claimed) : timeout + slackMs
      register(titleOf(claim, on), { timeout: limitMs }, (away ? errand(on, claimed) : body) as Steps)
    }
  }
}

/** Opening a testbed and taking it down, in a box: Vitest itself starts once more there. */
const slackMs = 60_000

function errand({ plane, clock: asked }: Wanted, claimed: Placed) {
  return async (context: TestContext) => {
    const { box, refused } = await choosePlace(planes[plane], claimed, asked)
    if (refused !== undefined || !box) return context.skip(refused?.reason)
    const { file, name } = context.task
    const order = { file: file.filepath, test: name, plane, limitMs: claimed.lastsMs }
    settle(context, await runInBox(box, order, untilStopped(context.signal)))
  }
}

function testOn(plane: PlaneName) {
  return base.extend<{ testbed: ScriptTestbed }>({
    testbed: async ({ task, signal, onTestFailed }: TestContext, use: (testbed: ScriptTestbed) => Promise<void>) => {
      const about = { scenario: idOf(task), claim: readTitle(task.name).claim }
      const session = await openSession(about, planes[plane], setupMs, untilStopped(signal))
      let failure: string | undefined
      onTestFailed(({ task: { result } }) => {
        failure = result?.errors?.[0]?.message
      })
      try {
        await use(new ScriptTestbed(session))
      } finally {
        failure ??= task.result?.errors?.[0]?.message
        task.meta.halfopen = await session.finish(failure)
      }
    },
  })
}
