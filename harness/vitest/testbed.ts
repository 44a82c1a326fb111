// The `testbed` fixture: a script of several steps, where one fault is not enough.
import { test as base, type TestContext } from 'vitest'
import { leavesHome, unreachable } from '../boxes/run-scenario.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Ms, PlaneName } from '../model/units.ts'
import { planeNames, planes } from '../planes/all.ts'
import { openSession } from '../run/session.ts'
import { choosePlanes } from './chosen.ts'
import { runInBox } from './relay.ts'
import { scenarioId } from './scenario-id.ts'
import { ScriptTestbed } from './script-testbed.ts'
import { untilStopped } from './stop.ts'
import { settle } from './verdict-error.ts'

/** Starting one program, or opening the testbed. */
const setupMs = 20_000

/** A script's whole time where its author sets none. */
const scriptMs = 120_000

/** Vitest's `test` with a `testbed`: one test a plane. Its `timeout` has to be long enough for its steps: two minutes by default. */
export const test: ScriptTest = Object.assign(declare('test'), { only: declare('only'), skip: declare('skip') })

/** How a script is declared. */
type ScriptTest = Declare & { only: Declare; skip: Declare }

/** A claim, options, and the steps. */
type Declare = (claim: string, options: ScriptOptions | Steps, steps?: Steps) => void

/** The steps of a script. */
export type Steps = (context: TestContext & { testbed: ScriptTestbed }) => Promise<void>

/** What a script may choose. */
export interface ScriptOptions {
  /** Milliseconds. */
  timeout?: Ms
  /** Defaults to all planes. */
  planes?: readonly PlaneName[]
}

function declare(mode: 'test' | 'only' | 'skip'): Declare {
  return (claim, options, steps) => {
    const body = steps ?? options
    if (typeof body !== 'function') throw new HalfopenError('E_STEPS', `Cannot use script "${claim}": it has no steps`)
    const { timeout = scriptMs, planes: written = planeNames } = typeof options === 'function' ? {} : options
    const { run, foreign } = choosePlanes(written)
    for (const name of foreign)
      base(`${claim} [${name}]`, ({ skip }) => skip(`written for ${written.join(' and ')} only`))
    for (const name of run) {
      const onPlane = leavesHome(planes[name]) ? base : testOn(name)
      const register = mode === 'test' ? onPlane : onPlane[mode]
      const steps = leavesHome(planes[name]) ? away(name, timeout) : body
      register(`${claim} [${name}]`, { timeout: timeout + slackMs }, steps as Steps)
    }
  }
}

/** Opening a testbed and taking it down, in a box: Vitest itself starts once more there. */
const slackMs = 60_000

function away(plane: PlaneName, limitMs: Ms) {
  return async (context: TestContext) => {
    const reason = await unreachable(planes[plane])
    if (reason !== undefined) return context.skip(reason)
    const { file, name } = context.task
    settle(
      context,
      await runInBox(
        { file: file.filepath, test: name, plane, limitMs: limitMs + slackMs / 2 },
        untilStopped(context.signal),
      ),
    )
  }
}

function testOn(plane: PlaneName) {
  return base.extend<{ testbed: ScriptTestbed }>({
    testbed: async ({ task, signal, onTestFailed }: TestContext, use: (testbed: ScriptTestbed) => Promise<void>) => {
      const claim = task.name.replace(/ \[\w+\]$/, '')
      const claims = new Set(task.file.tasks.map(({ name }) => name.replace(/ \[\w+\]$/, '')))
      const id = scenarioId(task.file.name, claim, claims.size)
      const session = await openSession({ scenario: id, claim }, planes[plane], setupMs, untilStopped(signal))
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
