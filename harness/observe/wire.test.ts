import { describe, expect, test } from 'vitest'
import { frameOf } from './fixtures/frame.ts'
import { Recorder } from './recorder.ts'
import type { End } from './segment.ts'
import { Wire } from './wire.ts'

const client: End = { address: '198.18.1.2', port: 40_000 }
const server: End = { address: '198.18.2.2', port: 7_000 }
const gates = { client: 1, server: 2 } as const
const host = (name: string) => ({ name, called: `the ${name}`, connectsTo: name === 'client' ? ['server'] : [] })
const hosts = new Map([
  [client.address, host('client')],
  [server.address, host('server')],
])
type Flags = Parameters<typeof frameOf>[2]

describe('traffic', () => {
  test('is noted when packets were passed on both ways', () => {
    const { sends, noted } = wire()
    sends('client', ['syn'])
    expect(noted()).toEqual([])
    sends('server', ['syn', 'ack'])
    expect(noted()).toEqual(['traffic'])
  })

  test('is not noted while what is sent is not passed on', () => {
    const { sends, noted } = wire()
    sends('client', ['syn'], 'dropped')
    sends('server', ['syn', 'ack'], 'dropped')
    sends('client', ['ack'])
    expect(noted()).toEqual([])
  })

  test('is not made of an answer to something long ago', () => {
    const { sends, noted } = wire()
    sends('server', ['ack'])
    sends('client', ['ack'], 'passed', 10_000)
    expect(noted()).toEqual([])
    sends('server', ['ack'], 'passed', 10_010)
    expect(noted()).toEqual(['traffic'])
  })

  test('is one note in a quarter of a second', () => {
    const { sends, noted } = wire()
    for (let ms = 0; ms < 1_000; ms += 10) sends(ms % 20 === 0 ? 'client' : 'server', ['ack'], 'passed', ms)
    expect(noted()).toEqual(['traffic', 'traffic', 'traffic', 'traffic'])
  })
})

describe('goodbyes', () => {
  test.for([
    ['fin', 'closed'],
    ['rst', 'reset'],
  ] as const)('of the client count when it sends them: %s is %s', ([flag, kind]) => {
    const { sends, noted } = wire()
    sends('client', [flag, 'ack'], 'dropped')
    sends('client', [flag, 'ack'], 'dropped')
    expect(noted()).toEqual([kind])
  })

  test('are noted before those that come while somebody looks', () => {
    const answered = wire(({ sees }) => sees(1, true, frameOf(server, client, ['fin', 'ack'])))
    answered.sees(1, false, frameOf(client, server, ['fin', 'ack']))
    expect(answered.noted()).toEqual(['closed'])
    expect(answered.recorder.connections[0]?.left).toBeDefined()
    const answers = wire(({ sees }) => sees(1, false, frameOf(client, server, ['fin', 'ack'])))
    answers.sees(1, true, frameOf(server, client, ['rst', 'ack']))
    expect(answers.noted()).toEqual(['reset'])
    expect(answers.recorder.connections[0]?.left).toBeUndefined()
  })

  test('of the server count when the client is told, and not when they vanish', () => {
    const { sends, noted } = wire()
    sends('server', ['fin', 'ack'], 'dropped')
    expect(noted()).toEqual([])
    sends('server', ['fin', 'ack'])
    expect(noted()).toEqual(['closed'])
  })

  test('a FIN that arrives when its sender has sent a RST already tells as well, and is counted', () => {
    const { sees, noted, it } = wire()
    sees(2, false, frameOf(server, client, ['fin', 'ack']))
    sees(2, false, frameOf(server, client, ['rst']))
    expect(it.goodbyesSince('server', 0), 'while both are on their way').toEqual({ sent: 1, notified: 0 })
    sees(1, true, frameOf(server, client, ['fin', 'ack']))
    expect(noted()).toEqual(['closed'])
    expect(it.goodbyesSince('server', 0)).toEqual({ sent: 1, notified: 1 })
    sees(1, true, frameOf(server, client, ['rst']))
    expect(noted()).toEqual(['closed', 'reset'])
  })

  test('of a FIN that was passed on and of the RST after it are one, and told', () => {
    const { sends, sees, it } = wire()
    sends('server', ['fin', 'ack'])
    sees(2, false, frameOf(server, client, ['rst']))
    expect(it.goodbyesSince('server', 0)).toEqual({ sent: 1, notified: 1 })
  })

  test('that the router makes count as told by the server: a RST that nobody sent', () => {
    const { sees, noted, it } = wire()
    sees(1, true, frameOf(server, client, ['rst', 'ack']))
    expect(noted()).toEqual(['reset'])
    expect(it.flow(client, server)?.goodbyes.server).toMatchObject({ how: 'RST', notifiedAtMs: expect.any(Number) })
  })

  test('that answer a goodbye are not noted, and are there to be asked for', () => {
    const { sends, noted, it } = wire()
    sends('client', ['fin', 'ack'])
    sends('server', ['fin', 'ack'])
    expect(noted()).toEqual(['closed', 'traffic'])
    expect(it.goodbyesSince('server', 0)).toEqual({ sent: 1, notified: 1 })
    expect(it.goodbyesSince('server', Number.POSITIVE_INFINITY)).toEqual({ sent: 0, notified: 0 })
  })

  test('of a host without power are no word of its program', () => {
    const { sends, noted, it } = wire()
    it.ignore('client')
    sends('client', ['fin', 'ack'], 'dropped')
    expect(noted()).toEqual([])
  })

  test('are forgotten when a new connection has the same ends', () => {
    const { sends, it } = wire()
    sends('client', ['rst'])
    sends('client', ['syn'])
    expect(it.flow(client, server)?.goodbyes).toEqual({})
  })
})

test('a turn is called at the beginning and the end of a connection, and not in between', () => {
  const { sends, turns } = wire()
  sends('client', ['syn'])
  sends('server', ['syn', 'ack'])
  const before = turns()
  sends('client', ['ack'])
  sends('server', ['ack'])
  expect(turns()).toBe(before)
  sends('server', ['fin', 'ack'])
  expect(turns()).toBeGreaterThan(before)
})

test('a connection between other ends of the router, or none at all, is nothing', () => {
  const { sees, noted, recorder } = wire()
  sees(3, false, frameOf(client, server, ['rst']))
  sees(1, false, frameOf(client, { address: '192.0.2.1', port: 80 }, ['syn']))
  sees(1, false, Buffer.alloc(60))
  expect(noted()).toEqual([])
  expect(recorder.connections).toEqual([])
})

describe('a connection', () => {
  const path = { from: 'client', to: 'server', local: client, remote: server }

  test('has an id from its first segment on, and every note about it names it', () => {
    const { sends, recorder } = wire()
    sends('client', ['syn'])
    sends('server', ['syn', 'ack'])
    sends('client', ['fin', 'ack'])
    expect(recorder.connections).toMatchObject([{ id: 1, ...path }])
    expect(recorder.observations.map(({ connection }) => connection)).toEqual([1, 1])
  })

  test('with the same ends after a goodbye is another one, and a repeated SYN is not', () => {
    const { sends, recorder } = wire()
    sends('client', ['syn'])
    sends('client', ['syn'])
    expect(recorder.connections).toHaveLength(1)
    sends('client', ['rst'])
    sends('client', ['syn'])
    sends('server', ['syn', 'ack'])
    expect(recorder.connections).toMatchObject([
      { id: 1, ...path },
      { id: 2, ...path },
    ])
    expect(recorder.observations.map(({ kind, connection }) => [kind, connection])).toEqual([
      ['reset', 1],
      ['traffic', 2],
    ])
  })

  test('with the same ends is another one too where the first ended without a word', () => {
    const { sends, recorder } = wire()
    for (const flags of [['syn'], ['ack'], ['syn']] as const) sends('client', flags)
    expect(recorder.connections).toHaveLength(2)
  })

  test('is not begun by a SYN that the router held back until its connection had begun', () => {
    const { sends, sees, recorder } = wire()
    sends('client', ['syn'])
    sends('client', ['ack'])
    sees(2, true, frameOf(client, server, ['syn']))
    expect(recorder.connections).toHaveLength(1)
  })

  test('that was made before anybody looked is of the end that connects to others', () => {
    const { sends, recorder } = wire()
    sends('server', ['ack'])
    expect(recorder.connections).toMatchObject([path])
  })

  test('is no canary of ours', () => {
    const { sees, noted, recorder } = wire()
    const [from, to] = [client, server].map(end => ({ ...end, port: 9 }))
    if (from && to) sees(1, true, frameOf(to, from, ['rst']))
    expect([noted(), recorder.connections]).toEqual([[], []])
  })
})

/** `onFirst`: what comes while somebody looks at the first turn. */
function wire(onFirst: (on: { sees(deviceIndex: number, outgoing: boolean, bytes: Buffer): void }) => void = () => {}) {
  const recorder = new Recorder()
  let turns = 0
  const it = new Wire(recorder, { gates: new Set([1, 2]), hostAt: address => hosts.get(address) }, () => {
    if (turns++ === 0) onFirst({ sees })
  })
  const sees = (deviceIndex: number, outgoing: boolean, bytes: Buffer, ms = 0) =>
    it.seen({ deviceIndex, outgoing, bytes, wallMs: performance.timeOrigin + 1e6 + ms })
  const sends = (by: 'client' | 'server', flags: Flags, then: 'passed' | 'dropped' = 'passed', ms = 0) => {
    const to = by === 'client' ? 'server' : 'client'
    const frame = by === 'client' ? frameOf(client, server, flags) : frameOf(server, client, flags)
    sees(gates[by], false, frame, ms)
    if (then === 'passed') sees(gates[to], true, frame, ms)
  }
  return { it, recorder, sees, sends, turns: () => turns, noted: () => recorder.observations.map(({ kind }) => kind) }
}
