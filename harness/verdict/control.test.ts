import { expect, test } from 'vitest'
import { powerOff } from '../faults/power-off.ts'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import type { EventKind, Observation } from '../model/observation.ts'
import type { Step } from '../model/step.ts'
import { controlOf, controlOutcome, heldAgainst } from './control.ts'

const pass: Verdict = { status: 'pass' }
const said = (atMs: number, kind: EventKind, connection?: number): Observation => ({
  ...{ atMs, kind, by: 'client-app', detail: kind },
  ...(connection === undefined ? {} : { connection }),
})
const bound = { expect: 'detection', by: 'client-app', withinMs: 60_000, since: 0 } as const
const noticed = (by: Observation): Outcome => ({ kind: 'detected', afterMs: 1_000, uncertaintyMs: 0, by })
const steps: [Step, ...Step[]] = [
  { id: 0, atMs: 0, does: powerOff('server') },
  { id: 1, atMs: 1_000, does: { kind: 'run', on: 'server', command: { file: 'true', args: [] } } },
  { id: 2, atMs: 2_000, does: { kind: 'heal', step: 0 } },
  { id: 3, atMs: 9_000, does: { kind: 'run', on: 'server', command: { file: 'false', args: [] } } },
]

/** A run that was well at 1 s, whose first step came at 2 s, and in which this was noticed. */
function run(by: Observation, asked: Bound = bound, of?: number) {
  const outcome = noticed(by)
  if (outcome.kind === 'detected' && of !== undefined) outcome.connections = { noticed: of, of }
  return {
    steps: steps.map(({ id, atMs, does }) => ({ id, does, atMs: 2_000 + atMs, byMs: 2_000 + atMs })),
    observations: [said(1_000, 'traffic'), by],
    connections: [],
    bounds: [{ bound: asked, outcome, verdict: pass }],
  }
}

/** What a control shows in which this was said. */
function held(made: ReturnType<typeof run>, ...observations: Observation[]): Outcome | undefined {
  const [result] = made.bounds
  return result && controlOutcome(result, made, { ...made, observations, endedAtMs: 20_000 })
}

test('a pass is in doubt when the same is noticed without the fault, and no worse verdict is changed', () => {
  const detected = noticed({ ...said(4_000, 'lost'), code: 'ETIMEDOUT' })
  expect(heldAgainst(detected, { bound }, pass)).toEqual({
    status: 'inconclusive',
    reason: 'client-app says so without any fault, 1.0 s after it was well (ETIMEDOUT: lost)',
  })
  expect(heldAgainst(detected, { bound: { ...bound, code: 'EIDLE' } }, pass)).toBe(pass)
  expect(heldAgainst({ kind: 'silent', watchedMs: 3_000 }, { bound }, pass)).toBe(pass)
  expect(heldAgainst(undefined, { bound }, pass)).toBe(pass)
  const fail: Verdict = { status: 'fail', expected: 'a', actual: 'b' }
  expect(heldAgainst(detected, { bound }, fail)).toBe(fail)
})

test('a loss that was not to be noticed is in doubt when the same is said without the fault, and silence is not', () => {
  const detected = noticed({ ...said(4_000, 'lost'), code: 'ETIMEDOUT' })
  const silence: Bound = { expect: 'silence', by: 'client-app', forMs: 60_000, since: 0 }
  const fail: Verdict = { status: 'fail', expected: 'a', actual: 'b' }
  const doubt = { status: 'inconclusive', reason: expect.stringContaining('says so without any fault') }
  expect(heldAgainst(detected, { bound: silence }, fail)).toEqual(doubt)
  expect(heldAgainst(detected, { bound, negated: true }, fail)).toEqual(doubt)
  expect(heldAgainst({ kind: 'silent', watchedMs: 3_000 }, { bound: silence }, fail)).toBe(fail)
  expect(heldAgainst(detected, { bound: silence }, pass)).toBe(pass)
})

test('it is also run of a loss that was not to be noticed, and not of one that was not', () => {
  const silence: Bound = { expect: 'silence', by: 'client-app', forMs: 3_000, since: 0 }
  const made = run(said(4_000, 'lost'), silence)
  const [result] = made.bounds
  const failed = {
    ...made,
    bounds: result ? [{ ...result, verdict: { status: 'fail', expected: '', actual: '' } as const }] : [],
  }
  expect(controlOf({ id: 'a/b', steps, bounds: [silence] }, failed)).toMatchObject({ bounds: [{ forMs: 7_000 }] })
  expect(controlOf({ id: 'a/b', steps, bounds: [silence] }, made)).toBeUndefined()
  // Whose silence was not to be: it is a loss that was demanded.
  const negated = { ...made, bounds: made.bounds.map(one => ({ ...one, negated: true as const })) }
  expect(controlOf({ id: 'a/b', steps, bounds: [silence] }, negated)).toMatchObject({ bounds: [{ forMs: 7_000 }] })
})

test('a control has nothing in the place of the faults, and what was run before it was noticed', () => {
  const control = controlOf({ id: 'a/b', steps, bounds: [bound] }, run(said(4_000, 'lost')))
  expect(control).toEqual({
    id: 'a/b/without-its-fault',
    steps: [{ id: 0, atMs: 0, does: { kind: 'none' } }, steps[1]],
    bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 7_000 }],
  })
})

test('there is none where no fault had to be noticed', () => {
  const recovery: Bound = { expect: 'recovery', by: 'client-app', withinMs: 3_000, since: 0 }
  for (const asked of [recovery, { ...bound, since: 1 }])
    expect(controlOf({ id: 'a/b', steps, bounds: [asked] }, run(said(4_000, 'lost'), asked))).toBeUndefined()
})

test('it is asked for twice as long as noticing took, from when all was well', () => {
  const made = run(said(3_000, 'lost'))
  expect(held(made, said(500, 'traffic'), said(5_000, 'lost'))).toMatchObject({ kind: 'detected', afterMs: 4_500 })
  expect(held(made, said(500, 'traffic'), said(5_600, 'lost'))).toEqual({ kind: 'silent', watchedMs: 5_000 })
  expect(held(made, said(400, 'lost'), said(500, 'traffic'))).toEqual({ kind: 'silent', watchedMs: 5_000 })
  expect(held(made, said(500, 'lost'))).toBeUndefined()
})

test('where each connection was asked, one that ends by itself is no doubt, and as many as those are', () => {
  const made = run(said(3_000, 'lost', 2), { ...bound, every: true }, 2)
  const well = [said(500, 'traffic', 1), said(500, 'traffic', 2)]
  expect(held(made, ...well, said(800, 'closed', 1), said(900, 'closed', 1))).toMatchObject({ kind: 'silent' })
  expect(held(made, ...well, said(800, 'closed', 1), said(900, 'closed', 2))).toMatchObject({ afterMs: 400 })
})
