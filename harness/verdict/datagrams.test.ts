import { expect, test } from 'vitest'
import { powerOff } from '../faults/power-off.ts'
import type { Connection } from '../model/connection.ts'
import type { RunHost } from '../model/report.ts'
import { predictionOf } from './prediction-of.ts'

const hosts = (protocol: Pick<RunHost, 'protocol'> = {}): RunHost[] => [
  { name: 'server', connectsTo: [], listens: true, program: 'db', settings: {}, ...protocol },
  { name: 'client', connectsTo: ['server'], listens: false, program: 'app', settings: {} },
]
const made = (protocol: Pick<Connection, 'protocol'>): Connection[] => [
  { id: 1, from: 'client', to: 'server', bornMs: 0, ...protocol },
]
const bound = { expect: 'detection', by: 'client-app', withinMs: 1_000, since: 0 } as const
const planned = [{ id: 0, atMs: 0, does: powerOff('server') }]
const foretold = (of: RunHost[], connections: Connection[]) =>
  predictionOf(bound, {
    hosts: of,
    planned,
    seen: { observations: [], connections, cuts: [], endedAtMs: 1, steps: [] },
  })

const none = { window: undefined, reason: 'no kernel prediction: UDP has no timer that gives a peer up' }

test('where a program says that it speaks UDP, or nothing else was seen, no kernel is foretold to notice', () => {
  expect(foretold(hosts({ protocol: 'udp' }), [])).toMatchObject(none)
  expect(foretold(hosts(), made({ protocol: 'udp' }))).toMatchObject(none)
})

test('where TCP was seen it is: never, since nothing is set', () => {
  expect(foretold(hosts(), made({}))?.window).toBe('never')
  expect(foretold(hosts(), [...made({ protocol: 'udp' }), ...made({})])?.window).toBe('never')
})
