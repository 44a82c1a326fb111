import { describe, expect, test } from 'vitest'
import type { Bound, Outcome } from '../model/bound.ts'
import type { Connection } from '../model/connection.ts'
import type { Fault } from '../model/fault.ts'
import type { EventKind, Observation } from '../model/observation.ts'
import type { Action, StepRecord } from '../model/step.ts'
import type { Observer } from '../model/units.ts'
import { outcome as outcomeOf, type Seen } from './outcome.ts'

const blackHole: Fault = { kind: 'black-hole', toward: 'both' }
const frozen: Fault = { kind: 'frozen-peer', host: 'server' }
const injection: StepRecord = { id: 0, does: blackHole, atMs: 1_000, byMs: 1_010 }
const detection: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 3_000 }
const recovery: Bound = { expect: 'recovery', by: 'client-app', since: 0, withinMs: 3_000 }

function at(atMs: number, kind: EventKind, by: Observer = 'client-app'): Observation {
  return { atMs, kind, by, detail: kind }
}

function seen(...observations: Observation[]): Seen {
  return { observations, connections: [], cuts: [], steps: [], endedAtMs: 5_010 }
}

/** What a record of these steps means for a bound on the last of them. */
function outcome(bound: Bound, record: Seen, ...steps: readonly [...StepRecord[], StepRecord]): Outcome {
  const last = steps.at(-1) ?? injection
  return outcomeOf(bound, { ...record, steps }, last)
}

const healthy = at(900, 'traffic')

describe('detection', () => {
  test('counts from the latest instant at which the fault can have come into force, and keeps the rest as uncertainty', () => {
    expect(outcome(detection, seen(healthy, at(2_010, 'lost')), injection)).toEqual({
      kind: 'detected',
      afterMs: 1_000,
      uncertaintyMs: 10,
      by: at(2_010, 'lost'),
    })
  })

  test('is at once, with what is left of the uncertainty, while the fault comes into force', () => {
    const found = outcome(detection, seen(healthy, at(1_004, 'closed')), injection)
    expect(found).toMatchObject({ kind: 'detected', afterMs: 0, uncertaintyMs: 4 })
  })

  test('is no end by a signal that the run did not send, whoever is to notice or to stay silent', () => {
    const by = (code: string) =>
      seen(healthy, { ...at(1_800, 'exited'), code, detail: `"orders-web" was ended by ${code}` })
    const blind = {
      kind: 'blind',
      reason: expect.stringContaining('and no fault of this run did that'),
    }
    expect(outcome(detection, by('SIGKILL'), injection)).toEqual(blind)
    expect(outcome({ ...detection, expect: 'silence', forMs: 5_000 }, by('SIGKILL'), injection)).toEqual(blind)
    expect(outcome(detection, by('exit 137'), injection)).toEqual(blind)
    for (const own of ['exit 1', 'SIGALRM', 'SIGABRT', 'SIGPIPE'])
      expect(outcome(detection, by(own), injection)).toMatchObject({ kind: 'detected', afterMs: 790 })
    expect(outcome(detection, by('exit 1'), injection)).toMatchObject({ kind: 'detected', afterMs: 790 })
  })

  test.for(['lost', 'closed', 'reset', 'exited'] as const)('is any way of giving up: %s', kind => {
    expect(outcome(detection, seen(healthy, at(2_000, kind)), injection).kind).toBe('detected')
  })

  test.for(['traffic', 'stale-answer', 'recovered'] as const)('is not %s', kind => {
    expect(outcome(detection, seen(healthy, at(2_000, kind)), injection)).toEqual({ kind: 'silent', watchedMs: 4_000 })
  })

  test('is the first loss, in whatever order it was written down', () => {
    const found = outcome(detection, seen(at(4_000, 'lost'), at(2_010, 'reset'), healthy), injection)
    expect(found).toMatchObject({ kind: 'detected', afterMs: 1_000 })
  })

  test('is not what another observer saw', () => {
    expect(outcome(detection, seen(healthy, at(2_000, 'lost', 'server-app')), injection).kind).toBe('silent')
  })

  test('is not what came after the end of the watch', () => {
    expect(outcome(detection, seen(healthy, at(5_011, 'lost')), injection)).toEqual({
      kind: 'silent',
      watchedMs: 4_000,
    })
  })
})

describe('an observer is blind', () => {
  test('that never saw healthy traffic', () => {
    const found = outcome(detection, seen(at(2_000, 'lost')), injection)
    expect(found).toEqual({
      kind: 'blind',
      reason: 'client-app saw no healthy traffic before the fault, so its silence and its alarms mean nothing',
    })
  })

  test('that had given up before the fault', () => {
    const found = outcome(detection, seen(at(500, 'traffic'), at(800, 'lost'), at(2_000, 'lost')), injection)
    expect(found).toEqual({ kind: 'blind', reason: 'client-app had given up its peer 200 ms before the fault (lost)' })
  })

  test('but not when it was back at work before the fault', () => {
    const found = outcome(detection, seen(at(800, 'lost'), at(900, 'recovered'), at(2_000, 'lost')), injection)
    expect(found.kind).toBe('detected')
  })

  test('whose only good words came after the fault', () => {
    expect(outcome(detection, seen(at(1_500, 'traffic')), injection).kind).toBe('blind')
  })

  test('that is itself switched off by the fault: its end is our own doing', () => {
    const off: StepRecord = { ...injection, does: { kind: 'power-off', host: 'client' } }
    const found = outcome(detection, seen(healthy, at(1_020, 'exited')), off)
    expect(found).toEqual({
      kind: 'blind',
      reason: 'client-app is what power-off takes away, so its silence and its end mean nothing',
    })
  })

  test('whose own kernel is switched off with its host', () => {
    const off: StepRecord = { ...injection, does: { kind: 'power-off', host: 'client' } }
    const record = seen(at(900, 'traffic', 'client-kernel'), at(2_000, 'lost', 'client-kernel'))
    expect(outcome({ ...detection, by: 'client-kernel' }, record, off).kind).toBe('blind')
  })

  test('but not when only its cable is pulled', () => {
    const pulled: StepRecord = { ...injection, does: { kind: 'link-down', host: 'client', end: 'own' } }
    expect(outcome(detection, seen(healthy, at(1_020, 'lost')), pulled).kind).toBe('detected')
  })

  test('but not when its program is stopped and its kernel goes on', () => {
    const stopped: StepRecord = { ...injection, does: { kind: 'frozen-peer', host: 'client' } }
    const observations = [at(900, 'traffic', 'client-kernel'), healthy, at(2_000, 'lost', 'client-kernel')]
    expect(outcome({ ...detection, by: 'client-kernel' }, seen(...observations), stopped).kind).toBe('detected')
    expect(outcome(detection, seen(...observations), stopped).kind).toBe('blind')
  })

  test('but not when the fault takes away its peer', () => {
    const off: StepRecord = { ...injection, does: { kind: 'power-off', host: 'server' } }
    expect(outcome(detection, seen(healthy, at(1_020, 'closed')), off).kind).toBe('detected')
  })
})

describe('an observer of which not all was kept', () => {
  const cutAt = (atMs: number, by: Observer = 'client-app') => ({ cuts: [{ by, atMs, why: 'it said too much' }] })

  test('is watched until there, so that its silence proves nothing more', () => {
    const found = outcome(detection, { ...seen(healthy), ...cutAt(1_510) }, injection)
    expect(found).toEqual({ kind: 'silent', watchedMs: 500, cut: 'it said too much' })
  })

  test('has told of a loss before that, and of none after it', () => {
    const lost = (atMs: number) =>
      outcome(detection, { ...seen(healthy, at(2_010, 'lost')), ...cutAt(atMs) }, injection).kind
    expect([lost(2_011), lost(2_009)]).toEqual(['detected', 'silent'])
  })

  test('is blind when that was before the fault', () => {
    const found = outcome(detection, { ...seen(healthy, at(2_010, 'lost')), ...cutAt(950) }, injection)
    expect(found).toEqual({
      kind: 'blind',
      reason: 'client-app is blind since 50 ms before the fault: it said too much',
    })
  })

  describe('by a line that was too long', () => {
    const cut = (atMs: number, endedAtMs?: number) => ({
      ...{ by: 'client-app' as const, atMs, why: 'a long line' },
      line: { sizeBytes: 30_000_000, ...(endedAtMs === undefined ? {} : { endedAtMs }) },
    })
    const found = (long: ReturnType<typeof cut>, ...observations: Observation[]) =>
      outcome(detection, { ...seen(...observations), cuts: [long] }, injection)

    test('is told that as its reason, and not that nothing was well, or that it had given up', () => {
      const reason = 'client-app is blind since 500 ms before the fault: a long line'
      expect(found(cut(500, 600))).toEqual({ kind: 'blind', reason })
      expect(found(cut(500, 600), at(300, 'lost'))).toEqual({ kind: 'blind', reason })
    })

    test('sees again when it said after the end of that line, and before the fault, that all was well', () => {
      const lost = at(2_010, 'lost')
      expect(found(cut(500, 600), healthy, lost)).toMatchObject({ kind: 'detected', afterMs: 1_000 })
      expect(found(cut(500, 950), healthy, lost).kind).toBe('blind')
      expect(found(cut(500), healthy, lost).kind).toBe('blind')
      expect(found(cut(500, 600), at(400, 'traffic'), at(1_500, 'traffic'), lost).kind).toBe('blind')
    })

    test('sees no more from a line on that comes after the fault, unless its beginning told the loss', () => {
      expect(found(cut(2_000, 2_100), healthy, at(2_010, 'lost'))).toEqual({
        ...{ kind: 'silent', watchedMs: 990, cut: 'a long line' },
      })
      expect(found(cut(2_010, 2_100), healthy, at(2_010, 'lost'))).toMatchObject({ kind: 'detected', afterMs: 1_000 })
    })
  })

  test('is blind from the first of its cuts on', () => {
    const cuts = [...cutAt(4_000).cuts, ...cutAt(1_510).cuts, ...cutAt(3_000).cuts]
    expect(outcome(detection, { ...seen(healthy), cuts }, injection)).toMatchObject({ watchedMs: 500 })
  })

  test('has recovered when it was seen to stay so, and not when it was cut at once', () => {
    const healed = { ...injection, healedAtMs: 3_000 }
    const told = seen(healthy, at(2_000, 'lost'), at(3_400, 'recovered'))
    const kinds = [2_999, 3_300, 3_500, 3_650].map(atMs => outcome(recovery, { ...told, ...cutAt(atMs) }, healed).kind)
    expect(kinds).toEqual(['blind', 'silent', 'blind', 'recovered'])
  })

  test('does not touch another, nor a watch that ended before', () => {
    const wire: Bound = { ...detection, by: 'wire' }
    const found = outcome(wire, { ...seen(at(900, 'traffic', 'wire')), ...cutAt(1_510) }, injection)
    expect(found).toEqual({ kind: 'silent', watchedMs: 4_000 })
    expect(outcome(detection, { ...seen(healthy), ...cutAt(5_011) }, injection)).not.toHaveProperty('cut')
  })

  test('of the wire ends the watch of each of its paths', () => {
    const record = { ...seen(on(1, at(900, 'traffic', 'wire'))), connections: [connection(1, 'client', 'server')] }
    const path: Bound = { ...detection, by: 'wire:client>server' }
    expect(outcome(path, { ...record, ...cutAt(1_510, 'wire') }, injection)).toMatchObject({
      kind: 'silent',
      watchedMs: 500,
    })
  })
})

describe('recovery', () => {
  test('counts from the step where the fault stays, also if it is cleared away after the watch', () => {
    const told = seen(healthy, at(2_000, 'lost'), at(3_010, 'recovered'))
    const stays = outcome(recovery, told, injection)
    expect(stays).toMatchObject({ kind: 'recovered', afterMs: 2_000, from: 'step' })
    expect(outcome(recovery, told, { ...injection, healedAtMs: 6_000 })).toEqual(stays)
  })

  test('is not known where a fault that heals by itself has not done so in time', () => {
    const told = seen(healthy, at(2_000, 'lost'), at(3_010, 'recovered'))
    const late = { ...injection, does: { ...blackHole, forMs: 5_000 }, healedAtMs: 6_000 }
    expect(outcome(recovery, told, late).kind).toBe('blind')
  })

  const healed: StepRecord = { ...injection, healedAtMs: 3_000 }

  test('counts from the healing to the first good answer', () => {
    const found = outcome(recovery, seen(healthy, at(2_000, 'lost'), at(3_400, 'recovered')), healed)
    expect(found).toMatchObject({ kind: 'recovered', afterMs: 400 })
  })

  test('is not taken back by what a later fault brings, and not by a loss that none came before', () => {
    const again = { ...injection, id: 1, atMs: 3_800, byMs: 3_800 }
    const told = seen(healthy, at(2_000, 'lost'), at(3_400, 'recovered'), at(4_000, 'lost'), at(4_900, 'recovered'))
    const of = (...steps: StepRecord[]) => outcomeOf(recovery, { ...told, steps }, healed)
    expect(of(healed, again)).toMatchObject({ kind: 'recovered', afterMs: 400 })
    expect(of(healed)).toMatchObject({ kind: 'recovered', afterMs: 1_900 })
    expect(of(healed, { ...again, atMs: 3_500 })).toMatchObject({ kind: 'recovered', afterMs: 1_900 })
  })

  test('is not an answer from before the healing', () => {
    const found = outcome(recovery, seen(healthy, at(2_900, 'traffic')), healed)
    expect(found).toEqual({ kind: 'silent', watchedMs: 2_010 })
  })

  test('is not an answer that a loss follows', () => {
    const found = outcome(recovery, seen(healthy, at(3_001, 'traffic'), at(3_002, 'closed')), healed)
    expect(found).toEqual({ kind: 'silent', watchedMs: 2_010 })
  })

  test('is not a stale answer', () => {
    expect(outcome(recovery, seen(healthy, at(3_400, 'stale-answer')), healed).kind).toBe('silent')
  })

  test.for([undefined, 5_020])('cannot be told of a fault that healed at %s, after the watch', healedAtMs => {
    const blip: Fault = { ...blackHole, forMs: 500 }
    const healing = healedAtMs === undefined ? {} : { healedAtMs }
    const found = outcome(recovery, seen(healthy, at(3_400, 'traffic')), { ...injection, does: blip, ...healing })
    expect(found.kind).toBe('blind')
  })

  test('counts from the healing, and not from the step, where both were there', () => {
    const found = outcome(recovery, seen(healthy, at(2_000, 'lost'), at(3_400, 'recovered')), healed)
    expect(found).toMatchObject({ from: 'healing' })
  })
})

describe('recovery in spite of a fault that is healed later', () => {
  const healed = { ...injection, healedAtMs: 3_000 }

  test('leaves open what the healing did, where the client stayed so and said no more', () => {
    const told = seen(healthy, at(2_000, 'lost'), at(2_900, 'recovered'))
    const reason = expect.stringMatching(/^client-app was back 100 ms before the healing and stayed so: nothing shows/)
    expect(outcome(recovery, told, healed)).toEqual({ kind: 'blind', reason })
  })

  test.for<[string, Fault, readonly Observation[], RegExp]>([
    ['the fault is to keep it away on packets', blackHole, [at(500, 'traffic', 'client-kernel')], /Let the fault keep/],
    ['another plane does where the way accepts', blackHole, [], /accepted on the way here: .* --plane netns, in real/],
    [
      'nothing does where the kernel of who is stopped accepts',
      frozen,
      [],
      /^[^-]*The kernel accepts [^-]*alone brings$/,
    ],
  ])('and %s', ([, does, more, fix]) => {
    const told = seen(healthy, ...more, at(2_000, 'lost'), at(2_900, 'recovered'))
    const found = outcome(recovery, told, { ...healed, does })
    expect(found.kind === 'blind' ? found.reason.replace('client-app', '') : '').toMatch(fix)
  })

  test('is none where it was lost again, came without a loss, or was an answer under way', () => {
    const again = [at(2_000, 'lost'), at(2_500, 'recovered'), at(2_900, 'lost')]
    for (const told of [again, [at(2_900, 'recovered')], [at(2_000, 'lost'), at(2_900, 'traffic')]])
      expect(outcome(recovery, seen(healthy, ...told), healed).kind).toBe('silent')
  })

  test('is the later one where it was lost and came back after the healing', () => {
    const told = seen(healthy, at(2_000, 'lost'), at(2_900, 'recovered'), at(3_100, 'lost'), at(3_400, 'recovered'))
    expect(outcome(recovery, told, healed)).toMatchObject({ kind: 'recovered', afterMs: 400 })
  })
})

describe('recovery of one who goes on saying that all is well', () => {
  const healed = { ...injection, healedAtMs: 3_000 }

  test('is not known: he may answer from a cache, and his next answer after the healing is no other', () => {
    const reason = expect.stringMatching(
      /^client-app said as much 100 ms before the healing \(traffic\), and told of no loss since/,
    )
    for (const told of [[at(1_900, 'traffic')], [at(2_000, 'lost'), at(2_400, 'recovered')]])
      expect(outcome(recovery, seen(healthy, ...told, at(2_900, 'traffic'), at(3_900, 'traffic')), healed)).toEqual({
        kind: 'blind',
        reason,
      })
  })

  test('counts where a loss came in between, or what he said was still under way', () => {
    for (const told of [
      [at(1_250, 'traffic')],
      [at(2_900, 'traffic'), at(3_100, 'lost')],
      [at(2_800, 'traffic'), at(2_900, 'lost')],
    ])
      expect(outcome(recovery, seen(healthy, ...told, at(3_900, 'traffic')), healed)).toMatchObject({
        kind: 'recovered',
        afterMs: 900,
      })
  })
})

describe('recovery while the fault stays', () => {
  test('counts from the step, with its uncertainty', () => {
    expect(outcome(recovery, seen(healthy, at(2_000, 'lost'), at(3_010, 'recovered')), injection)).toEqual({
      kind: 'recovered',
      afterMs: 2_000,
      uncertaintyMs: 10,
      by: at(3_010, 'recovered'),
      from: 'step',
    })
  })

  test('is a good answer after a loss, and no good answer of one that never noticed', () => {
    expect(outcome(recovery, seen(healthy, at(2_000, 'lost'), at(3_010, 'traffic')), injection).kind).toBe('recovered')
    expect(outcome(recovery, seen(healthy, at(3_010, 'traffic')), injection)).toEqual({
      kind: 'silent',
      watchedMs: 4_000,
      from: 'step',
    })
  })

  test('is not an answer that a loss follows', () => {
    const flapping = [at(2_000, 'lost'), at(3_000, 'recovered'), at(3_100, 'closed')]
    expect(outcome(recovery, seen(healthy, ...flapping), injection)).toMatchObject({ kind: 'silent', watchedMs: 4_000 })
  })

  test('may be said in the same words as the first connection, and then only a loss makes it one', () => {
    const first = at(100, 'recovered')
    expect(outcome(recovery, seen(first, at(1_012, 'recovered')), injection)).toMatchObject({ kind: 'silent' })
    const back = outcome(recovery, seen(first, at(2_000, 'lost'), at(3_010, 'recovered')), injection)
    expect(back).toMatchObject({ kind: 'recovered', by: at(3_010, 'recovered') })
    expect(outcome(recovery, seen(healthy, at(3_010, 'recovered')), injection).kind).toBe('recovered')
  })

  test('is none of one that had recovered from an earlier loss, and noticed nothing of this one', () => {
    const earlier = [at(100, 'traffic'), at(300, 'lost'), at(500, 'recovered')]
    expect(outcome(recovery, seen(...earlier, at(1_012, 'traffic')), injection)).toMatchObject({ kind: 'silent' })
  })

  test('of a loss before a later step is what comes after that step', () => {
    const later: Bound = { ...recovery, since: 1 }
    const move = step(1, 3_000, { kind: 'run', on: 'server', command: { file: 'promote', args: [] } })
    const seenOf = (...more: Observation[]) =>
      outcome(later, seen(healthy, at(2_000, 'lost'), ...more), injection, move)
    expect(seenOf(at(3_500, 'recovered'))).toMatchObject({ kind: 'recovered', afterMs: 490, from: 'step' })
    expect(seenOf()).toMatchObject({ kind: 'silent' })
  })
})

describe('of two clients', () => {
  const words = [at(900, 'traffic', 'a-app'), at(900, 'traffic', 'b-app'), at(2_010, 'lost', 'b-app')]

  test("one's words never count for the other", () => {
    const of = (by: Observer) => outcome({ ...detection, by }, seen(...words), injection)
    expect(of('a-app')).toEqual({ kind: 'silent', watchedMs: 4_000 })
    expect(of('b-app')).toMatchObject({ kind: 'detected', afterMs: 1_000 })
  })

  test("one's healthy words do not make the other see", () => {
    const mute = words.filter(({ by, kind }) => by === 'a-app' || kind === 'lost')
    expect(outcome({ ...detection, by: 'b-app' }, seen(...mute), injection)).toMatchObject({
      kind: 'blind',
      reason: expect.stringContaining('b-app saw no healthy traffic'),
    })
  })

  test("one's recovery is not the other's, nor its loss", () => {
    const healed = { ...injection, healedAtMs: 3_000 }
    const of = (by: Observer) => outcome({ ...recovery, by }, seen(...words, at(3_200, 'recovered', 'a-app')), healed)
    expect(of('a-app')).toMatchObject({ kind: 'recovered', afterMs: 200 })
    expect(of('b-app')).toEqual({ kind: 'silent', watchedMs: 2_010 })
  })
})

describe('each connection', () => {
  const every: Bound = { ...detection, by: 'client-kernel', every: true }
  const up = (id: number, atMs = 900) => on(id, at(atMs, 'traffic', 'client-kernel'))
  const down = (id: number, atMs: number) => on(id, at(atMs, 'lost', 'client-kernel'))

  test('is noticed when the last of those that stood is', () => {
    expect(outcome(every, seen(up(1), up(2), down(2, 3_010), down(1, 2_010)), injection)).toEqual({
      kind: 'detected',
      afterMs: 2_000,
      uncertaintyMs: 10,
      by: down(2, 3_010),
      connections: { noticed: 2, of: 2 },
    })
  })

  test('is not noticed as long as one is not, where the first alone would have been', () => {
    const record = seen(up(1), up(2), down(1, 2_010))
    expect(outcome(every, record, injection)).toEqual({
      kind: 'silent',
      watchedMs: 4_000,
      connections: { noticed: 1, of: 2 },
    })
    expect(outcome({ ...detection, by: 'client-kernel' }, record, injection).kind).toBe('detected')
  })

  test('is asked of those that stood when the step came: not of one that was gone, nor of one that came later', () => {
    const gone = [up(3, 500), down(3, 600)]
    const found = outcome(every, seen(up(1), ...gone, down(1, 2_010), up(4, 2_500)), injection)
    expect(found).toMatchObject({ kind: 'detected', connections: { noticed: 1, of: 1 } })
  })

  test('cannot be told where none is known by itself', () => {
    const unknown = seen(at(900, 'traffic', 'client-kernel'), at(2_000, 'lost', 'client-kernel'))
    expect(outcome(every, unknown, injection)).toEqual({
      kind: 'blind',
      reason: 'no connection stood before the fault that is known by itself',
    })
  })
})

describe('a later step', () => {
  const later = (does: Action, more: Partial<StepRecord> = {}) => ({ ...step(1, 3_000, does), ...more })
  const off: Fault = { kind: 'power-off', host: 'client' }
  const of = (second: StepRecord, ...more: Observation[]) =>
    outcomeOf(detection, { ...seen(healthy, ...more), steps: [injection, second] }, injection)

  test('that takes the observer away ends its watch, and its end is no loss', () => {
    expect(of(later(off), at(3_010, 'exited'))).toEqual({
      kind: 'silent',
      watchedMs: 1_990,
      cut: 'power-off takes it away',
    })
  })

  test('that takes somebody else away does not', () => {
    const peer: Fault = { kind: 'power-off', host: 'server' }
    expect(of(later(peer), at(3_010, 'exited'))).toMatchObject({ kind: 'detected', afterMs: 2_000 })
  })

  test('finds an observer blind that an earlier one took away, unless that was healed in time', () => {
    const first = { ...injection, does: off }
    const second = step(1, 3_000, blackHole)
    const since: Bound = { ...detection, since: 1 }
    const words = seen(healthy, at(2_500, 'recovered'), at(4_000, 'lost'))
    expect(outcome(since, words, first, second)).toMatchObject({
      kind: 'blind',
      reason: expect.stringContaining('client-app is what power-off takes away'),
    })
    expect(outcome(since, words, { ...first, healedAtMs: 2_000 }, second)).toMatchObject({
      kind: 'detected',
      afterMs: 990,
    })
  })
})

test('who was lost at an earlier step recovers after a later one by any good answer, and who was not does not', () => {
  const earlier = step(0, 400, blackHole)
  const later = step(1, 1_000, { ...blackHole, toward: 'client' })
  const words = (...before: Observation[]) => seen(at(300, 'traffic'), ...before, at(2_000, 'traffic'))
  expect(outcome({ ...recovery, since: 1 }, words(at(800, 'lost')), earlier, later).kind).toBe('recovered')
  expect(outcome({ ...recovery, since: 1 }, words(), earlier, later).kind).toBe('silent')
})

describe('a path of the wire', () => {
  const connections = [connection(1, 'app', 'pool'), connection(2, 'pool', 'db')]
  const words = [
    on(1, at(900, 'traffic', 'wire')),
    on(2, at(900, 'traffic', 'wire')),
    on(1, at(2_010, 'reset', 'wire')),
  ]
  const of = (by: Observer, record: Seen = { ...seen(...words), connections }) =>
    outcome({ ...detection, by }, record, injection)

  test('is what passed on its own connections, and not what passed on others', () => {
    expect(of('wire:app>pool')).toMatchObject({ kind: 'detected', afterMs: 1_000 })
    expect(of('wire:pool>db')).toEqual({ kind: 'silent', watchedMs: 4_000 })
  })

  test('has a direction: who connects to whom', () => {
    expect(of('wire:pool>app').kind).toBe('blind')
  })

  test('is not what nobody can tell the connection of, which is of the whole wire only', () => {
    const unknown = { ...seen(at(900, 'traffic', 'wire'), at(2_010, 'reset', 'wire')), connections }
    expect(of('wire:app>pool', unknown).kind).toBe('blind')
    expect(of('wire', unknown).kind).toBe('detected')
  })
})

function step(id: number, atMs: number, does: Action): StepRecord {
  return { id, does, atMs, byMs: atMs + 10 }
}

function on(id: number, observation: Observation): Observation {
  return { ...observation, connection: id }
}

function connection(id: number, from: string, to: string): Connection {
  return { id, from, to, bornMs: 100 }
}
