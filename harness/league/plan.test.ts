import { expect, test } from 'vitest'
import { noFault } from '../faults/none.ts'
import type { LeagueMeasurement } from '../model/league.ts'
import { clientKinds } from '../subjects/clients/all.ts'
import { curl } from '../subjects/clients/curl.ts'
import { ioredis } from '../subjects/clients/ioredis.ts'
import { controlsFor, heldAgainstControls } from './controls.ts'
import { keyOf, leaguePlan, named } from './plan.ts'

test('nothing is measured twice, and every client as it comes first', () => {
  const plan = leaguePlan(clientKinds)
  expect(new Set(plan.map(step => keyOf(named(step)))).size).toBe(plan.length)
  for (const { id } of clientKinds) expect(plan.find(({ kind }) => kind.id === id)?.variant).toBe('as it comes')
})

test('a client is put through what suits it, and settings through what they can change', () => {
  const states = leaguePlan([curl]).map(({ cell }) => cell.state)
  expect([...new Set(states)]).toEqual(['awaiting-answer'])
  const kinds = (variant: string) =>
    leaguePlan([ioredis])
      .filter(step => step.variant === variant)
      .map(({ cell }) => cell.fault.kind)
  expect(kinds('as it comes')).toContain('connection-reset')
  expect(kinds('recommended')).not.toContain('connection-reset')
  expect(kinds('recommended').filter(kind => kind === 'power-off')).toHaveLength(5)
})

test('who was told of a loss is watched without a fault for longer than that took; who was not, is not', () => {
  const plan = leaguePlan([ioredis])
  const [idle] = plan
  if (!idle) throw new Error('nothing is planned')
  const told = { kind: 'lost', afterMs: 40_000, uncertaintyMs: 0, words: '' } as const
  const controls = controlsFor(plan, [made({ told })])
  expect(controls.map(({ cell }) => [cell.fault, cell.asks, cell.watch])).toEqual([[noFault(), undefined, '43365ms']])
  expect(controlsFor(plan, [made({})])).toEqual([])
})

test.for([
  [40_000, 'doubt'],
  [90_000, 'lost'],
])('a loss after 40 s is held against one without a fault after %i ms: %s', ([aloneMs, kind]) => {
  const told = (afterMs: number) => ({ kind: 'lost', afterMs, uncertaintyMs: 0, words: '' }) as const
  const control = made({ fault: noFault(), told: told(Number(aloneMs)) })
  const [first] = heldAgainstControls([made({ told: told(40_000) }), control])
  expect(first?.told.kind).toBe(kind)
})

function made(more: Partial<LeagueMeasurement>): LeagueMeasurement {
  return {
    ...{ client: 'ioredis', variant: 'as it comes', fault: { kind: 'power-off', host: 'server' }, phase: 0 },
    ...{ offsetMs: 1_300, told: { kind: 'nothing', watchedMs: 1 }, networkMs: 1, wallMs: 1 },
    ...more,
  }
}
