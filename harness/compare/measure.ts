// Makes measurements in one box: records, judges, and reads off the figure. What cannot be made is a doubt.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BoxKind } from '../boxes/box.ts'
import { recordInBox } from '../boxes/record-in-box.ts'
import { isControl } from '../faults/none.ts'
import { messageOf } from '../kit/errors.ts'
import type { Ask } from '../model/campaign.ts'
import type { Measurement, Traffic } from '../model/comparison.ts'
import type { Run } from '../model/report.ts'
import { asScript, type Scenario } from '../model/scenario.ts'
import { planes } from '../planes/all.ts'
import { longestMs } from '../runtime/limits.ts'
import { judged } from '../verdict/verdicts.ts'
import { doubted, measured } from './measured.ts'
import { type Step, soakOf } from './plan.ts'
import { trafficIn } from './traffic.ts'

/** A step, and the scenario that measures it. */
export interface Planned {
  readonly step: Step
  readonly scenario: Scenario
}

/** Several at once, a box for all of them. */
export type Group = readonly [Planned, ...Planned[]]

/** Where they are made, and where their packets are put. */
export interface Bench {
  readonly kind: BoxKind
  readonly folder: string
  readonly signal: AbortSignal
}

/** Rejects on an interrupt only. */
export async function measure(
  group: Group,
  ask: Ask,
  { kind, folder, signal }: Bench,
): Promise<readonly Measurement[]> {
  const [first, ...rest] = group
  const limitMs = Math.max(...group.map(({ scenario }) => longestMs(scenario)))
  try {
    const scripts = [asScript(first.scenario), ...rest.map(({ scenario }) => asScript(scenario))] as const
    const records = await recordInBox(kind, scripts, 'netns', limitMs, signal)
    signal.throwIfAborted()
    const { tolerance } = planes.netns
    const runs = group.flatMap(({ step, scenario }, at) => {
      const record = records[at]
      return record ? [{ step, run: judged(scenario, record, tolerance) }] : []
    })
    return await Promise.all(runs.map(async ({ step, run }) => measured(step, run, await cost(step, run))))
  } catch (thrown) {
    signal.throwIfAborted()
    return group.map(({ step }) => doubted(step, messageOf(thrown)))
  }

  /** Of a healthy control. */
  async function cost(step: Step, { pcap }: Run): Promise<Traffic | undefined> {
    if (!isControl(step.spec.fault) || pcap === undefined) return undefined
    return trafficIn(await readFile(join(folder, pcap)), { fromMs: step.offsetMs, forMs: soakOf(step, ask) })
  }
}
