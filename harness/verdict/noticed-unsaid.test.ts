// Method: a connection that a client's kernel was told of, and what its program did next; each rule beside its twin.
import { expect, test } from 'vitest'
import { reset } from '../faults/reset.ts'
import type { Bound } from '../model/bound.ts'
import type { Connection } from '../model/connection.ts'
import type { Observation } from '../model/observation.ts'
import type { StepRecord } from '../model/step.ts'
import { noticedAnyway, noticedUnsaid, unlessNoticed } from './noticed-unsaid.ts'

const silence: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 6_000 }
const step: StepRecord = { id: 0, does: reset(), atMs: 10_000, byMs: 10_000 }
const made = (id: number, bornMs: number, more: Partial<Connection> = {}): Connection => ({
  ...{ id, from: 'client', to: 'server', bornMs, ...more },
})
const told = (connection: number, atMs = 10_000): Observation => ({
  ...{ atMs, by: 'client-kernel', kind: 'reset', code: 'ECONNRESET', detail: 'RST', connection },
})
const said = (kind: Observation['kind'], atMs: number): Observation => ({ atMs, by: 'client-app', kind, detail: kind })
const hosts = [host('client', ['server']), host('server', [])]
const seen = (connections: readonly Connection[], ...observations: Observation[]) => ({
  ...{ connections, observations, hosts },
})
const first = made(1, 5_000)

test.for([
  ['one that connects anew', seen([first, made(2, 10_500)], told(1)), { to: 'server', afterMs: 500 }],
  ['a pool that replaces one', seen([first, made(2, 5_000), made(3, 10_100)], told(2)), { afterMs: 100 }],
  ['a pool that had grown before', seen([first, made(2, 6_000), made(3, 10_100)], told(1)), { afterMs: 100 }],
  ['one that turns to another host', seen([first, made(2, 11_000, { to: 'other' })], told(1)), { to: 'other' }],
  [
    'one of datagrams',
    seen([made(1, 5_000, { protocol: 'udp' }), made(2, 10_500, { protocol: 'udp' })], told(1)),
    { afterMs: 500 },
  ],
  [
    'one whose connection ended where no kernel is seen',
    seen([first, made(2, 10_500)], { ...told(1), by: 'wire' }),
    { told: { by: 'wire' } },
  ],
  ['one that says that it is back', seen([first], said('recovered', 10_700)), { back: 'recovered', afterMs: 700 }],
  [
    'one that does so at another time than it had before',
    seen([made(1, 1_000, { left: { atMs: 3_000 } }), made(2, 3_100), made(3, 12_000)], told(2)),
    { afterMs: 2_000 },
  ],
] as const)('%s has noticed', ([, on, expected]) => {
  expect(noticedUnsaid({ bound: silence }, step, on)).toMatchObject(expected)
})

test.for([
  ['one that was told and does nothing', seen([first], told(1))],
  ['one that was told nothing', seen([first, made(2, 10_500)])],
  [
    'one whose kernel was told nothing when its connection ended',
    seen([first, made(2, 10_500)], { ...told(1), by: 'wire' }, { ...told(1, 9_000), kind: 'traffic' }),
  ],
  ['one whose server was told', seen([first, made(2, 10_500)], { ...told(1), by: 'server-kernel' })],
  ['one that opens another before it is told', seen([first, made(2, 10_500)], told(1, 11_000))],
  ['one that does so too late', seen([first, made(2, 17_000)], told(1))],
  [
    'one that does so after each end',
    seen([made(1, 1_000, { left: { atMs: 3_000 } }), made(2, 3_500), made(3, 10_500)], told(2)),
  ],
  [
    'one that hands on what its own client does',
    seen([first, made(2, 10_500), made(3, 10_490, { from: 'app', to: 'client' })], told(1)),
  ],
  ['one that says of each answer that it is back', seen([first], said('recovered', 9_000), said('recovered', 10_700))],
] as const)('%s has not', ([, on]) => {
  expect(noticedUnsaid({ bound: silence }, step, on)).toBeUndefined()
})

test('it is asked of words, and where a loss is not to be noticed', () => {
  const on = seen([first, made(2, 10_500)], told(1))
  const detection: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 6_000 }
  expect(noticedUnsaid({ bound: detection, negated: true }, step, on)).toBeDefined()
  expect(noticedUnsaid({ bound: detection }, step, on)).toBeUndefined()
  expect(noticedUnsaid({ bound: { ...silence, by: 'client-kernel' } }, step, on)).toBeUndefined()
})

test('who does the same without the fault passes by that, and nobody else', () => {
  const unsaid = noticedUnsaid({ bound: silence }, step, seen([first, made(2, 10_500)], told(1)))
  const verdict = (...connections: Connection[]) => {
    const control = unsaid && noticedAnyway(unsaid, 'client-app', { connections, observations: [], endedAtMs: 20_000 })
    return unlessNoticed(unsaid, control, { status: 'pass' })
  }
  const does =
    'client-kernel reported it after 0 ms (ECONNRESET), and client opened another connection to server 0.5 s after the fault, unsaid'
  expect(verdict(first, made(2, 10_600))).toEqual({ status: 'pass', reason: `${does}, and without any fault as well` })
  expect(verdict(made(1, 5_000, { left: { atMs: 7_000 } }), made(2, 7_500))).toMatchObject({ status: 'pass' })
  const doubt = (watched: string) => ({
    status: 'inconclusive',
    reason: `${does}, and did not without the fault in ${watched}: it may well have noticed, and did not say so`,
  })
  expect(verdict(first)).toEqual(doubt('15.0 s'))
  expect(verdict(first, made(2, 7_000))).toEqual(doubt('15.0 s'))
})

function host(name: string, connectsTo: readonly string[]) {
  return { name, connectsTo, listens: connectsTo.length === 0, program: name, settings: {} }
}
