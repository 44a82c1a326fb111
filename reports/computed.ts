// A program that computed all the time after a fault, or stood in line to do so: that it noticed nothing is no matter of the network.
import { seconds } from '../harness/kit/format-time.ts'
import { type Computed, waitedBetween } from '../harness/model/cpu-wait.ts'
import { hostOf, isApp } from '../harness/model/observer.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'

/** `client computed for 2.96 s of the 3.04 s after the fault, and hardly looked at its socket meanwhile`. */
export function computedWords(result: Asked, run: Seen): string | undefined {
  const found = computedSince(result, run)
  if (!found) return undefined
  const { host, fromMs, toMs, ranMs, waitedMs } = found
  const inLine = waitedMs > ranMs * worthTelling ? `, and stood in line for a CPU for ${seconds(waitedMs)} of them` : ''
  return `${host} computed for ${seconds(Math.min(ranMs, toMs - fromMs))} of the ${seconds(toMs - fromMs)} after the fault${inLine}: it hardly looked at its socket meanwhile`
}

/** Undefined where it noticed something, did not compute for nearly all of the time, or nobody asked for its words. */
export function computedSince({ bound, outcome, judgedAtMs }: Asked, run: Seen): (Computed & Waits) | undefined {
  const host = hostOf(bound.by)
  if (!isApp(bound.by) || outcome?.kind !== 'silent') return undefined
  const untilMs = judgedAtMs ?? run.endedAtMs
  const found = run.computed?.findLast(one => one.host === host && one.step === bound.since && one.toMs <= untilMs)
  if (!found) return undefined
  const { fromMs, toMs, ranMs } = found
  const { by } = waitedBetween(run.cpuWaits ?? [], [fromMs, toMs], [])
  const waitedMs = by.find(({ who }) => who === host)?.ms ?? 0
  return ranMs + waitedMs >= (toMs - fromMs) * nearlyAll ? { ...found, waitedMs } : undefined
}

type Asked = Pick<BoundResult, 'bound' | 'outcome' | 'judgedAtMs'>
type Seen = Pick<Run, 'computed' | 'cpuWaits' | 'endedAtMs'>

interface Waits {
  readonly waitedMs: number
}

const nearlyAll = 0.9
/** Of what it computed. */
const worthTelling = 0.05
