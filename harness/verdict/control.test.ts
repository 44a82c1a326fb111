import { expect, test } from 'vitest'
import { powerOff } from '../faults/power-off.ts'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import type { Step } from '../model/step.ts'
import { controlOf, heldAgainst } from './control.ts'

const pass: Verdict = { status: 'pass' }
const by = { atMs: 4_000, by: 'client-app', kind: 'lost', code: 'ETIMEDOUT', detail: 'no answer' } as const
const detected: Outcome = { kind: 'detected', afterMs: 1_500, uncertaintyMs: 0, by }
const bound = (expects: 'detection' | 'recovery', since: number): Bound => ({
  ...{ expect: expects, by: 'client-app', withinMs: 3_000, since },
})
const steps: [Step, ...Step[]] = [
  { id: 0, atMs: 0, does: powerOff('server') },
  { id: 1, atMs: 1_000, does: { kind: 'run', on: 'server', command: { file: 'true', args: [] } } },
  { id: 2, atMs: 2_000, does: { kind: 'heal', step: 0 } },
]

test('a pass is in doubt when the same is noticed without the fault, and no worse verdict is changed', () => {
  expect(heldAgainst(detected, pass)).toEqual({
    status: 'inconclusive',
    reason: 'client-app says so without any fault, after 1.5 s (ETIMEDOUT: no answer)',
  })
  expect(heldAgainst({ kind: 'silent', watchedMs: 3_000 }, pass)).toBe(pass)
  expect(heldAgainst(undefined, pass)).toBe(pass)
  const fail: Verdict = { status: 'fail', expected: 'a', actual: 'b' }
  expect(heldAgainst(detected, fail)).toBe(fail)
})

test('a control has nothing in the place of its faults, and asks for detection only', () => {
  const control = controlOf({ id: 'a/b', steps, bounds: [bound('recovery', 0), bound('detection', 0)] })
  expect(control).toEqual({
    id: 'a/b/without-its-fault',
    steps: [{ id: 0, atMs: 0, does: { kind: 'none' } }],
    bounds: [bound('detection', 0)],
  })
})

test('there is none where no fault has to be noticed', () => {
  expect(controlOf({ id: 'a/b', steps, bounds: [bound('recovery', 0)] })).toBeUndefined()
  expect(controlOf({ id: 'a/b', steps, bounds: [bound('detection', 1)] })).toBeUndefined()
  expect(
    controlOf({ id: 'a/b', steps: [{ id: 0, atMs: 0, does: { kind: 'none' } }], bounds: [bound('detection', 0)] }),
  ).toBeUndefined()
})
