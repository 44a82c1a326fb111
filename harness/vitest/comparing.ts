// A comparison of a scenario's own programs takes place where its file is loaded, since functions cross no boundary: as a test of its own.
import { BroadcastChannel } from 'node:worker_threads'
import type { TestContext } from 'vitest'
import { type Compared, compareSettings } from '../compare/compare.ts'
import type { Progress } from '../compare/make-all.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { CompareOrder } from '../model/campaign.ts'
import type { Scenario } from '../model/scenario.ts'
import { handedOn } from '../runtime/handed-on.ts'
import type { Chain } from './chain.ts'
import { declareClaim } from './declare.ts'
import { untilStopped } from './stop.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Of a scenario whose programs can be compared by: what came of it, once it has. */
    halfopenCompared?: ComparedThere
  }
}

/** The comparison, or why there is none: what a user can mend. */
type ComparedThere = { readonly compared?: Compared; readonly refused?: Refused }

/** The parts of a HalfopenError. */
type Refused = Pick<HalfopenError, 'code' | 'problem'> & { readonly fix?: string }

/** What is to be compared by the scenarios of this process; undefined where they are to be run. */
export function orderedComparison(): CompareOrder | undefined {
  return handedOn().compare
}

/** Declares the comparison in the place of the scenario. It takes as long as it takes. */
export function declareComparison({ claim, at, modes }: Declared, scenario: Scenario, order: CompareOrder): void {
  const handler = async (context: TestContext) => {
    context.task.meta.halfopenCompared = await comparedBy(scenario, order, context)
  }
  const on = { plane: scenario.planes[0] }
  declareClaim(claim, at, [{ on, options: { ...modes, timeout: 0, meta: { halfopenCompared: {} }, handler } }])
}

/** A scenario's claim, where it stands, and what of Vitest was asked for it. */
export interface Declared {
  readonly claim: string
  readonly at: string | undefined
  readonly modes: Chain
}

async function comparedBy(scenario: Scenario, order: CompareOrder, { signal }: TestContext): Promise<ComparedThere> {
  const channel = new BroadcastChannel(channelName)
  const onProgress = (progress: Progress) => channel.postMessage(progress)
  try {
    return { compared: await compareSettings(order, { scenario, signal: untilStopped(signal), onProgress }) }
  } catch (thrown) {
    if (!(thrown instanceof HalfopenError)) throw thrown
    const { code, problem, fix } = thrown
    return { refused: { code, problem, ...(fix === undefined ? {} : { fix }) } }
  } finally {
    channel.close()
  }
}

/** Tells how far a comparison in a test worker of this process has come. */
export function onProgressThere(show: (progress: Progress) => void): Disposable {
  const channel = new BroadcastChannel(channelName)
  channel.unref()
  channel.onmessage = ({ data }: { data: Progress }) => show(data)
  return { [Symbol.dispose]: () => channel.close() }
}

const channelName = 'halfopen: progress'
