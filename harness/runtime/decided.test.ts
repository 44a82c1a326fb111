// When a watch may end: asked again after each event, of a recorder that is filled here. Method: what must not decide comes first, so that
// whoever is too hasty is seen, and the one event that decides comes last.
import { describe, expect, test } from 'vitest'
import type { Bound } from '../model/bound.ts'
import type { EventKind } from '../model/observation.ts'
import type { Action } from '../model/step.ts'
import type { Ms, Observer } from '../model/units.ts'
import { Recorder } from '../observe/recorder.ts'
import type { InForce } from '../planes/plane.ts'
import { deciderOf } from './decided.ts'

const blackHole: Action = { kind: 'black-hole', toward: 'both' }
const blip: Action = { ...blackHole, forMs: 1_000 }
const detection: Bound = { expect: 'detection', by: 'a-app', since: 0, withinMs: 10_000 }
const recovery: Bound = { expect: 'recovery', by: 'a-app', since: 0, withinMs: 10_000 }

describe('detection', () => {
  test('is decided by the first loss of its own observer after the step', () => {
    const { note, decided } = watch(detection)
    note(900, 'traffic')
    note(950, 'lost')
    note(1_200, 'lost', 'b-app')
    note(1_300, 'lost', 'a-kernel')
    note(1_400, 'stale-answer')
    expect(decided()).toBe(false)
    note(1_500, 'reset')
    expect(decided()).toBe(true)
    note(1_600, 'recovered')
    expect(decided()).toBe(true)
  })

  test("is read from its own program's lines as they come", () => {
    const { recorder, decided } = watch(detection, blackHole, 0)
    recorder.line('b', 'stdout', '{"halfopen":"lost"}')
    expect(decided()).toBe(false)
    recorder.line('a', 'stdout', '{"halfopen":"lost"}')
    expect(decided()).toBe(true)
  })

  test('on a path is decided by a loss on its own connections', () => {
    const { recorder, note, decided } = watch({ ...detection, by: 'wire:a>db' })
    recorder.connected({ from: 'b', to: 'db', bornMs: 0 })
    recorder.connected({ from: 'a', to: 'db', bornMs: 0 })
    note(1_500, 'reset', 'wire', 1)
    expect(decided()).toBe(false)
    note(1_600, 'reset', 'wire', 2)
    expect(decided()).toBe(true)
  })
})

describe('detection of each connection', () => {
  const every: Bound = { ...detection, by: 'a-kernel', every: true }

  test('is decided by the last of those that stood, also where they came late into the record', () => {
    const { note, decided } = watch(every)
    note(900, 'traffic', 'a-kernel', 1)
    note(900, 'traffic', 'a-kernel', 2)
    expect(decided()).toBe(false)
    note(1_500, 'lost', 'a-kernel', 1)
    expect(decided()).toBe(false)
    note(1_600, 'traffic', 'a-kernel', 3)
    note(1_700, 'lost', 'a-kernel', 2)
    expect(decided()).toBe(true)
  })
})

test('silence is never decided before its time', () => {
  const { note, decided } = watch({ expect: 'silence', by: 'a-app', since: 0, forMs: 10_000 })
  note(1_500, 'lost')
  note(1_600, 'recovered')
  expect(decided()).toBe(false)
})

describe('recovery', () => {
  test('is decided by a good answer after the healing, and not by one before it', () => {
    const { note, live, decided } = watch(recovery, blip)
    note(1_200, 'lost')
    note(1_500, 'recovered')
    expect(decided()).toBe(false)
    live.healedAtMs = 2_000
    expect(decided()).toBe(false)
    note(2_300, 'traffic')
    expect(decided()).toBe(true)
  })

  test('is undone by a loss', () => {
    const { note, live, decided } = watch(recovery, blip)
    live.healedAtMs = 2_000
    note(2_300, 'traffic')
    note(2_310, 'closed')
    expect(decided()).toBe(false)
    note(2_400, 'recovered')
    expect(decided()).toBe(true)
  })

  test('where nothing heals is decided by a good answer after a loss, and by none without one', () => {
    const { note, decided } = watch(recovery)
    note(1_100, 'traffic')
    note(1_200, 'recovered', 'b-app')
    expect(decided()).toBe(false)
    note(1_300, 'lost')
    expect(decided()).toBe(false)
    note(1_400, 'traffic')
    expect(decided()).toBe(true)
  })
})

/** A watch since a step that was in force at `atMs`. `live` may heal. */
function watch(bound: Bound, does: Action = blackHole, atMs: Ms = 1_000) {
  const recorder = new Recorder()
  const live = standing(atMs)
  const hosts = ['a', 'b', 'db'].map(name => ({ name, program: { says: {} } }))
  const note = (atMs: number, kind: EventKind, by: Observer = 'a-app', connection?: number) =>
    recorder.event(by, { kind, detail: kind, ...(connection === undefined ? {} : { connection }) }, atMs)
  return { recorder, live, note, decided: deciderOf(bound, { does, live }, hosts, recorder) }
}

/** A step in force, as much of it as is asked for. */
function standing(atMs: Ms): InForce & { healedAtMs?: Ms } {
  return { atMs, byMs: atMs, evidence: async () => undefined, [Symbol.asyncDispose]: async () => {} }
}
