// A comparison of a scenario's own programs takes place where its file is loaded, since functions cross no boundary: as a test of its own.
import { BroadcastChannel } from 'node:worker_threads'
import { type TestContext, test } from 'vitest'
import type { Progress } from '../compare/campaign.ts'
import { type Compared, type CompareOrder, compareSettings } from '../compare/compare.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Scenario } from '../model/scenario.ts'
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

/** Name of the variable that hands the order on to the test workers. */
export const compareVariable = 'HALFOPEN_COMPARE'

/** What is to be compared by the scenarios of this process; undefined where they are to be run. */
export function orderedComparison(): CompareOrder | undefined {
  const text = process.env[compareVariable]
  return text === undefined ? undefined : JSON.parse(text)
}

/** Declares the comparison in the place of the scenario. It takes as long as it takes. */
export function declareComparison(claim: string, scenario: Scenario, order: CompareOrder): void {
  test(claim, { timeout: 0, meta: { halfopenCompared: {} } }, async context => {
    context.task.meta.halfopenCompared = await comparedBy(scenario, order, context)
  })
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
