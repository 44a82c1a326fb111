// Method: timelines made by chance, seeded, with faults, healings and judgements anywhere; each is judged whole and thinned, and both must
// agree in everything. Wrong code would also pass where few events fall between two milestones, so there are many.
import { describe, expect, test } from 'vitest'
import type { Bound } from '../model/bound.ts'
import type { EventKind, Observation } from '../model/observation.ts'
import type { Ms } from '../model/units.ts'
import { outcome } from '../verdict/outcome.ts'
import { mistakesIn } from '../verdict/quality.ts'
import { thinned } from './thinned.ts'

const bounds: readonly Bound[] = [
  { expect: 'detection', by: 'wire', since: 0, withinMs: 100 },
  { expect: 'silence', by: 'wire', since: 0, forMs: 100 },
  { expect: 'recovery', by: 'wire', since: 0, withinMs: 100 },
  { expect: 'detection', by: 'wire', since: 0, withinMs: 100, every: true },
  { expect: 'detection', by: 'wire:a>b', since: 0, withinMs: 100 },
  { expect: 'recovery', by: 'wire:a>b', since: 0, withinMs: 100 },
]

/** Two of them on the path from a to b. */
const connections = [1, 2, 3, 4, 5].map(id => ({ id, from: id < 3 ? 'a' : 'c', to: 'b', bornMs: 0 }))

describe('leaving out what decides nothing', () => {
  test.for(Array.from({ length: 60 }, (_, seed) => seed))('changes no outcome and no mistake: seed %i', seed => {
    const { events, faultMs, healedMs, judgedMs, endMs } = timeline(seed)
    const kept = thinned(events, { milestonesMs: [faultMs, healedMs, judgedMs] })
    expect(kept.length).toBeLessThan(events.length)
    const step = { id: 0, does: { kind: 'none' }, atMs: faultMs, byMs: faultMs, healedAtMs: healedMs } as const
    for (const bound of bounds)
      for (const endedAtMs of [judgedMs, endMs]) {
        const of = (observations: readonly Observation[]) =>
          outcome(bound, { observations, connections, cuts: [], steps: [step], endedAtMs }, step)
        expect(withoutWords(of(kept))).toEqual(withoutWords(of(events)))
      }
    const watch = { by: 'wire', fromMs: faultMs, untilMs: endMs } as const
    expect(mistakesIn(kept, watch)).toEqual(mistakesIn(events, watch))
  })

  test('changes nothing of a single connection either', () => {
    const { events, faultMs, healedMs, judgedMs, endMs } = timeline(7)
    const kept = thinned(events, { milestonesMs: [faultMs, healedMs, judgedMs] })
    const watch = { by: 'wire', fromMs: faultMs, untilMs: endMs } as const
    for (let connection = 1; connection <= 5; connection++) {
      const own = (all: readonly Observation[]) =>
        mistakesIn(
          all.filter(one => one.connection === connection),
          watch,
        )
      expect(own(kept)).toEqual(own(events))
    }
  })

  test('leaves a fixed number of any number of connections that have come and gone before a fault', () => {
    const lengths = [3_000, 30_000].map(count => {
      const events = Array.from({ length: count }, (_, at) => event(at, at % 2 === 0 ? 'traffic' : 'closed', at >> 1))
      return thinned([...events, event(count, 'traffic', count)], { milestonesMs: [] }).length
    })
    expect(lengths[0]).toBe(lengths[1])
  })

  test('leaves out nothing where a milestone may still turn out to lie', () => {
    const events = Array.from({ length: 2_000 }, (_, at) => event(at, 'traffic', 1))
    expect(thinned(events, { milestonesMs: [], wholeFromMs: 500 }).filter(({ atMs }) => atMs >= 500)).toHaveLength(
      1_500,
    )
  })
})

/** What says the same on several connections at one time may be said by any of them. */
function withoutWords(found: ReturnType<typeof outcome>): unknown {
  return 'by' in found ? { ...found, by: found.by.kind } : found.kind === 'blind' ? found.kind : found
}

function event(atMs: Ms, kind: EventKind, connection: number): Observation {
  return { atMs, by: 'wire', kind, detail: kind, connection }
}

/** Some 3,000 events of five connections, most of them healthy, in bursts. */
function timeline(seed: number) {
  let state = seed * 7_919 + 1
  const chance = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
  const often = chance()
  let atMs = 0
  const events = Array.from({ length: 3_000 }, () => {
    atMs += chance() < 0.01 ? chance() * 500 : chance()
    const kind =
      chance() < often * 0.2 ? (chance() < 0.5 ? 'lost' : 'closed') : chance() < 0.1 ? 'recovered' : 'traffic'
    return event(atMs, kind, 1 + Math.floor(chance() * 5))
  })
  const [faultMs = 0, healedMs = 0, judgedMs = 0] = [chance(), chance(), chance()].sort().map(part => part * atMs)
  return { events, faultMs, healedMs, judgedMs, endMs: atMs }
}
