// The control of a script: its file runs once more, in a box or a process of its own, for this one test, with its faults held back.
import type { TestContext } from 'vitest'
import { controlledScript, isAsked, isControlled, unlessAsked } from '../execute/controlled.ts'
import type { Placed } from '../execute/place.ts'
import { abortable, deadline } from '../kit/clock.ts'
import { startProcess } from '../kit/process.ts'
import type { Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { handedOn } from '../runtime/handed-on.ts'
import type { HeldBack } from '../runtime/held-back.ts'
import { insideBox } from '../runtime/where.ts'
import { type Errand, runInBox, type Starts } from './relay.ts'
import { untilStopped } from './stop.ts'
import type { Wanted } from './title.ts'

/** What the declaration of a script says. */
export interface Claimed extends Placed, Pick<Scenario, 'control'> {
  readonly memoryMb?: number
  readonly yields?: true
}

/** What a box is told of a script. */
export function orderOf(
  { id, file }: TestContext['task'],
  { plane, scenario }: Pick<Errand, 'plane' | 'scenario'>,
  { lastsMs: limitMs, startsAt, memoryMb, yields }: Claimed,
): Errand {
  const needs = { startsAt, ...(memoryMb === undefined ? {} : { memoryMb }), ...(yields ? { yields } : {}) }
  return { file: file.filepath, test: id, scenario, plane, limitMs, ...needs }
}

/** The run of a script in a box of that kind, beside its control, where it is to have one. */
export async function besideControl(
  run: Run,
  { box, order, claimed }: { readonly box: Starts; readonly order: Errand; readonly claimed: Claimed },
  signal: AbortSignal,
): Promise<Run> {
  if (!isControlled(claimed, run.clock)) return unlessAsked(run, claimed)
  const take = async (heldBack: HeldBack) => {
    const limitMs = order.limitMs * controlLasts
    const { run: made, errors } = await runInBox(box, { ...order, limitMs, heldBack }, untilStopped(signal))
    if (made) return made
    throw new Error(errors[0]?.message ?? 'its steps take no testbed there')
  }
  return await controlledScript(run, claimed, { take, signal: untilStopped(signal) })
}

/** The same where the steps are taken here. In a box, or in a control, whoever waits outside sees to it. */
export function besideControlHere({ plane }: Wanted, claimed: Claimed) {
  return async (run: Run, { task, signal }: TestContext): Promise<Run> => {
    if (insideBox() || handedOn().heldBack) return run
    const order = orderOf(task, { plane, scenario: run.scenario }, claimed)
    return await besideControl(run, { box: ownProcess, order, claimed }, signal)
  }
}

/** No box: what its test needs is here. It ends with this process. */
const ownProcess: Starts = {
  name: 'process of the control',
  start: async ({ args, env = {}, limitMs, onLine }) => {
    const file = process.execPath
    const child = await startProcess({ file, args, env, tether: true, onLine: (_stream, text) => onLine(text) })
    return {
      ended: async signal => {
        using limit = deadline('run a control', limitMs, signal)
        await abortable(limit.signal, child.heard)
        return {}
      },
      [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
    }
  },
}

/** How many times as long as its steps a test may take: a control watches for twice as long as noticing took. */
export function timesAsLong(claimed: Claimed): number {
  if (handedOn().heldBack) return controlLasts
  return isAsked(claimed) && !insideBox() ? 1 + controlLasts : 1
}

const controlLasts = 3
