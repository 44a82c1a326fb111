// Who stood in line is watched for longer, by what was lost since his bound counts, and never more than twice as long.
import { expect, test } from 'vitest'
import type { Bound } from '../model/bound.ts'
import { type CpuWait, waitedBetween } from '../model/cpu-wait.ts'
import type { Fault } from '../model/fault.ts'
import { untilInLineMs } from './in-line.ts'

const off: Fault = { kind: 'power-off', host: 'server' }
const detection: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 3_000 }
const recovery: Bound = { expect: 'recovery', by: 'client-app', since: 0, withinMs: 3_000 }
const silence: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 2_000 }

test.for<[what: string, Bound, waits: readonly CpuWait[], untilMs: number]>([
  ['nobody waited', detection, [], 4_000],
  ['the client waited', detection, [waited(1_000, 800)], 4_800],
  ['it waited as the fault came', detection, [waited(500, 800)], 4_500],
  ['two waited at the same time', detection, [{ ...waited(1_000, 800), harnessMs: 900 }], 5_000],
  ['it waited before the fault', detection, [waited(0, 800)], 4_000],
  ['it waited all the time', detection, [1_000, 2_000, 3_000, 4_000, 5_000].map(at => waited(at, 1_000)), 7_000],
  ['so for a silence', silence, [1_000, 2_000, 3_000].map(at => waited(at, 900)), 5_000],
  ['for a recovery before it was healed', recovery, [waited(1_000, 800)], 9_000],
  ['for a recovery after it was healed', recovery, [waited(6_000, 800)], 9_800],
])('%s: %#', ([, bound, waits, untilMs]) => {
  expect(until(bound, off, waits)).toBe(untilMs)
})

test('whose CPU a fault takes is not watched longer for that', () => {
  const starves: Fault = { kind: 'cpu-competition', host: 'client', competitors: 2, nice: 0 }
  expect(until(detection, starves, [waited(1_000, 800)])).toBe(4_000)
  expect(until(detection, starves, [waited(1_000, 800, 'server')])).toBe(4_800)
})

/** A fault that came at 1 s and was healed at 6 s, looked at after 20 s. */
function until(bound: Bound, does: Fault, cpuWaits: readonly CpuWait[]): number {
  const waits = {
    since: (fromMs: number, excused: readonly string[] = []) => waitedBetween(cpuWaits, [fromMs, 20_000], excused),
  }
  return untilInLineMs(bound, does, { byMs: 1_000, healedAtMs: 6_000 }, { all: [does], waits })
}

function waited(fromMs: number, ms: number, host = 'client'): CpuWait {
  return { fromMs, toMs: fromMs + 1_000, hosts: { [host]: ms }, harnessMs: 0 }
}
