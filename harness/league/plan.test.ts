import { expect, test } from 'vitest'
import { noFault } from '../faults/none.ts'
import type { LeagueMeasurement } from '../model/league.ts'
import { clientKinds } from '../subjects/clients/all.ts'
import { curl } from '../subjects/clients/curl.ts'
import { hikaricp } from '../subjects/clients/hikaricp.ts'
import { ioredis } from '../subjects/clients/ioredis.ts'
import { nodeRedis } from '../subjects/clients/node-redis.ts'
import { zeo } from '../subjects/clients/zeo.ts'
import { controlsFor, controlsMarked, heldAgainstControls, isLongEnough, longestFirst } from './controls.ts'
import { chancesFor, keyOf, leaguePlan, named } from './plan.ts'
import { detectionOf } from './scenario-of.ts'

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
  [40_000, undefined, 'doubt'],
  [90_000, undefined, 'lost'],
  [41_500, undefined, 'lost'],
  [41_500, 1_000, 'doubt'], // it looked at its time only when it asked again
] as const)(
  'a loss after 40 s is held against one without a fault after %i ms, of who asks every %s ms: %s',
  ([aloneMs, asksEveryMs, kind]) => {
    const told = (afterMs: number) => ({ kind: 'lost', afterMs, uncertaintyMs: 0, words: '' }) as const
    const asks = asksEveryMs === undefined ? {} : { asksEveryMs }
    const control = made({ fault: noFault(), told: told(aloneMs), ...asks })
    const [first] = heldAgainstControls([made({ told: told(40_000), ...asks }), control])
    expect(first?.told.kind).toBe(kind)
  },
)

test('of controls the one that is watched longest is made first', () => {
  const plan = leaguePlan([ioredis])
  const told = (afterMs: number) => ({ kind: 'lost', afterMs, uncertaintyMs: 0, words: '' }) as const
  const controls = controlsFor(plan, [made({ told: told(1_000) }), made({ told: told(90_000), asksEveryMs: 1_000 })])
  expect(longestFirst(controls).map(({ cell }) => cell.asks)).toEqual([true, undefined])
  expect(longestFirst(longestFirst(controls).toReversed()).map(({ cell }) => cell.asks)).toEqual([true, undefined])
})

test('what without a fault is in doubt leaves no loss standing', () => {
  const told = { kind: 'lost', afterMs: 40_000, uncertaintyMs: 0, words: '' } as const
  const control = made({ fault: noFault(), told: { kind: 'doubt', reason: 'its guest hung' } })
  const [first] = heldAgainstControls([made({ told }), control])
  expect(first?.told).toEqual({ kind: 'doubt', reason: 'what it says without any fault is in doubt: its guest hung' })
})

test.for([
  [40_000, 39_900, true],
  [40_000, 12_000, false], // its length is that of another
] as const)(
  'a control whose slowest loss took %i ms, and the one that is not repeatable %i ms, is marked: %s',
  ([slowestMs, afterMs, marked]) => {
    const told = (ms: number) => ({ kind: 'lost', afterMs: ms, uncertaintyMs: 0, words: '' }) as const
    const control = made({ fault: noFault(), told: { kind: 'nothing', watchedMs: 43_365 } })
    const losses = [made({ told: told(slowestMs) }), made({ told: told(afterMs), notRepeatable: 'time moved by 9 ms' })]
    const all = controlsMarked([...losses, control])
    expect(all.slice(0, 2)).toEqual(losses)
    const why = 'it is as long as a loss took, and there time moved by 9 ms'
    expect(all[2]).toEqual(marked ? { ...control, notRepeatable: why } : control)
    expect(controlsMarked(all)).toEqual(all)
  },
)

test('a control that was made before is made again where a later loss took longer than it was watched', () => {
  const told = { kind: 'lost', afterMs: 40_000, uncertaintyMs: 0, words: '' } as const
  const [control] = controlsFor(leaguePlan([ioredis]), [made({ told })])
  if (!control) throw new Error('nothing is planned')
  const watched = (watchedMs: number) => made({ fault: noFault(), told: { kind: 'nothing', watchedMs } })
  expect(isLongEnough(watched(43_365), control)).toBe(true)
  expect(isLongEnough(watched(30_000), control)).toBe(false)
  expect(isLongEnough(made({ fault: noFault(), told }), control)).toBe(true)
})

test('what hangs on chance is measured with another seed too; where nobody came back or was told after a question, or nothing is drawn, it is not', () => {
  const [step] = leaguePlan([nodeRedis])
  if (!step) throw new Error('nothing is planned')
  const one = (back: LeagueMeasurement['back']) => ({ ...made({ client: 'node-redis' }), ...(back ? { back } : {}) })
  const back = { kind: 'back', afterMs: 100 } as const
  expect(chancesFor([step], [one(back)])).toEqual([{ ...step, again: true }])
  expect(chancesFor([step], [one({ kind: 'not back', watchedMs: 1 })])).toEqual([])
  expect(chancesFor([{ ...step, kind: ioredis }], [{ ...one(back), client: 'ioredis' }])).toEqual([])
})

test('who is told nothing while idle has one phase, who only reads is never asked, and who is never quiet is watched for less', () => {
  const idle = leaguePlan([hikaricp]).filter(({ cell }) => cell.fault.kind === 'power-off' && cell.state === undefined)
  expect(idle.map(step => [step.variant, step.phase, detectionOf(step).bounds[0]])).toEqual([
    ['as it comes', 0, expect.objectContaining({ withinMs: 1_800_000 })],
    ['recommended', 0, expect.objectContaining({ withinMs: 1_800_000 })],
  ])
  expect(leaguePlan([zeo]).every(({ cell }) => cell.asks === undefined && cell.state === undefined)).toBe(true)
})

function made(more: Partial<LeagueMeasurement>): LeagueMeasurement {
  return {
    ...{ client: 'ioredis', variant: 'as it comes', fault: { kind: 'power-off', host: 'server' }, phase: 0 },
    ...{ offsetMs: 1_300, told: { kind: 'nothing', watchedMs: 1 }, networkMs: 1, wallMs: 1 },
    ...more,
  }
}
