// Method: connections of a client that its own program ended or kept, before and after a fault of 2 s into a watch of 6 s; each rule beside its twin.
import { expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import { noFault } from '../faults/none.ts'
import { processKill } from '../faults/process-kill.ts'
import type { Bound } from '../model/bound.ts'
import type { Connection } from '../model/connection.ts'
import type { StepRecord } from '../model/step.ts'
import { socketGone, unlessGone } from './socket-gone.ts'

const silence: Bound = { expect: 'silence', by: 'client-kernel', since: 0, forMs: 6_000 }
const step: StepRecord = { id: 0, does: blackHole(), atMs: 10_000, byMs: 10_000 }
const made = (id: number, leftMs?: number, more: Partial<Connection> = {}): Connection => ({
  ...{ id, from: 'client', to: 'server', bornMs: 5_000, ...more },
  ...(leftMs === undefined ? {} : { left: { atMs: leftMs } }),
})
const why = (connections: readonly Connection[], on = step, bound: Bound = silence) =>
  socketGone(bound, on, { connections })

test('a kernel whose program ended what the fault found had nothing to notice from then on', () => {
  expect(why([made(1, 11_500)])).toBe(
    'client ended its connection itself 1.5 s after the fault: client-kernel had none from then on, and could notice nothing',
  )
  expect(why([made(1, 11_500), made(2, 12_000)])).toMatch(/^client ended the last of its 2 connections itself 2.0 s/)
  expect(why([made(1, 9_000), made(2, 12_000)])).toMatch(/^client ended its connection itself 2.0 s/)
})

test.for<[string, readonly Connection[], StepRecord?, Bound?]>([
  ['one was left to it', [made(1, 11_500), made(2)]],
  ['another one was made since', [made(1, 11_500), made(2, undefined, { bornMs: 12_000 })]],
  ['another one was made and ended since', [made(1, 11_500), made(2, 13_000, { bornMs: 12_000 })]],
  ['that was after its watch', [made(1, 16_500)]],
  ['that was when the fault was over', [made(1, 11_500)], { ...step, healedAtMs: 11_000 }],
  ['that was before the fault', [made(1, 9_000)]],
  ['its own programs are what was killed', [made(1, 10_001)], { ...step, does: processKill('client') }],
  ['nothing was done to it', [made(1, 11_500)], { ...step, does: noFault() }],
  ['a program is asked', [made(1, 11_500)], step, { ...silence, by: 'client-app' }],
  ['it is the other end', [made(1, 11_500)], step, { ...silence, by: 'server-kernel' }],
])('its silence is one where %s', ([, connections, on, bound]) => {
  expect(why(connections, on, bound)).toBeUndefined()
})

test('it is a doubt of a pass that has no reason of its own', () => {
  expect(unlessGone('gone', { status: 'pass' })).toEqual({ status: 'inconclusive', reason: 'gone' })
  const others = [
    { status: 'pass', reason: 'took none' },
    { status: 'fail', expected: '', actual: '' },
  ] as const
  expect(others.map(verdict => unlessGone('gone', verdict))).toEqual(others)
  expect(unlessGone(undefined, { status: 'pass' })).toEqual({ status: 'pass' })
})
