// A blip that lasted longer than was asked for is another fault: only what does not hang on its length is concluded from it.
import { expect, test } from 'vitest'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import type { CpuWait } from '../model/cpu-wait.ts'
import type { Fault } from '../model/fault.ts'
import type { StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { unlessOverlong } from './overlong.ts'

const toleranceMs = 40
const detection: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 5_000 }
const silence: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 5_000 }
const recovery: Bound = { expect: 'recovery', by: 'client-app', since: 0, withinMs: 1_000 }
const blip: Fault = { kind: 'black-hole', toward: 'both', forMs: 1_000 }
const waits: readonly CpuWait[] = [{ fromMs: 10_000, toMs: 13_500, hosts: { client: 100 }, harnessMs: 1_700 }]

test.for<[what: string, Bound, Outcome, healedAfterMs: Ms | undefined, before: 'pass' | 'fail', Verdict['status']]>([
  ['a loss in a blip that ended in time', silence, lost(1_200), 1_030, 'fail', 'fail'],
  ['a loss before the end was due, of a blip that went on', silence, lost(900), 3_500, 'fail', 'fail'],
  ['a loss after that', silence, lost(3_300), 3_500, 'fail', 'inconclusive'],
  ['a loss after its late end', silence, lost(4_000), 3_500, 'fail', 'inconclusive'],
  ['a loss in one that was never healed', silence, lost(3_300), undefined, 'fail', 'inconclusive'],
  [
    'one that was to be noticed, and was when its end was overdue',
    detection,
    lost(3_300),
    3_500,
    'pass',
    'inconclusive',
  ],
  ['silence through more than was asked for', silence, { kind: 'silent', watchedMs: 5_000 }, 3_500, 'pass', 'pass'],
  [
    'nothing noticed of more than was asked for',
    detection,
    { kind: 'silent', watchedMs: 5_000 },
    3_500,
    'fail',
    'fail',
  ],
  ['a late recovery from it', recovery, back(1_500), 3_500, 'fail', 'inconclusive'],
  ['a recovery in time', recovery, back(900), 3_500, 'pass', 'pass'],
])('%s', ([, bound, found, healedAfterMs, before, status]) => {
  expect(judged(bound, found, { healedAfterMs, before }).status).toBe(status)
})

test('the reason says how long it lasted, who waited, and what helps', () => {
  expect(judged(silence, lost(3_300), { healedAfterMs: 3_500, before: 'fail' })).toEqual({
    status: 'inconclusive',
    reason:
      'noticed after 3.3 s (PING_DEADLINE: no pong); the fault, which was to last 1.0 s, lasted 3.5 s; until then halfopen waited 1.7 s for a CPU, which may be why: run it again on a machine with less load',
  })
})

test('a fault that is to last has no end that could be late', () => {
  const lasting: Fault = { kind: 'black-hole', toward: 'both' }
  expect(judged(silence, lost(3_300), { healedAfterMs: undefined, before: 'fail', does: lasting }).status).toBe('fail')
})

interface Given {
  readonly healedAfterMs: Ms | undefined
  readonly before: 'pass' | 'fail'
  readonly does?: Fault
}

function judged(bound: Bound, found: Outcome, { healedAfterMs, before, does = blip }: Given): Verdict {
  const healed = healedAfterMs === undefined ? {} : { healedAtMs: 10_000 + healedAfterMs }
  const step: StepRecord = { id: 0, does, atMs: 10_000, byMs: 10_000, ...healed }
  return unlessOverlong(
    bound,
    found,
    before === 'pass' ? { status: 'pass' } : { status: 'fail', expected: '', actual: '' },
    { cpuWaits: waits, steps: [step], step, toleranceMs, foretold: 'inside' },
  )
}

function lost(afterMs: Ms): Outcome {
  const by = {
    atMs: 10_000 + afterMs,
    by: 'client-app',
    kind: 'lost',
    code: 'PING_DEADLINE',
    detail: 'no pong',
  } as const
  return { kind: 'detected', afterMs, uncertaintyMs: 0, by }
}

function back(afterMs: Ms): Outcome {
  const by = { atMs: 13_500 + afterMs, by: 'client-app', kind: 'recovered', detail: 'back' } as const
  return { kind: 'recovered', afterMs, uncertaintyMs: 0, by, from: 'healing' }
}
