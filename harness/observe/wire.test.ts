import { describe, expect, test } from 'vitest'
import { frameOf } from './fixtures/frame.ts'
import { Recorder } from './recorder.ts'
import type { End } from './segment.ts'
import { Wire } from './wire.ts'

const client: End = { address: '198.18.1.2', port: 40_000 }
const server: End = { address: '198.18.2.2', port: 7_000 }
const gates = { client: { index: 1 }, server: { index: 2 } }
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

  test('of the server count when the client is told, and not when they vanish', () => {
    const { sends, noted } = wire()
    sends('server', ['fin', 'ack'], 'dropped')
    expect(noted()).toEqual([])
    sends('server', ['fin', 'ack'])
    expect(noted()).toEqual(['closed'])
  })

  test('that the router makes count as told by the server: a RST that nobody sent', () => {
    const { sees, noted, it } = wire()
    sees(1, true, frameOf(server, client, ['rst', 'ack']))
    expect(noted()).toEqual(['reset'])
    expect(it.flow('198.18.1.2:40000')?.goodbyes.server).toMatchObject({ how: 'RST', notifiedAtMs: expect.any(Number) })
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
    expect(it.flow('198.18.1.2:40000')?.goodbyes).toEqual({})
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
  const { sees, noted } = wire()
  sees(3, false, frameOf(client, server, ['rst']))
  sees(1, false, Buffer.alloc(60))
  expect(noted()).toEqual([])
})

function wire() {
  const recorder = new Recorder()
  let turns = 0
  const it = new Wire(recorder, gates, () => turns++)
  const sees = (deviceIndex: number, outgoing: boolean, bytes: Buffer, ms = 0) =>
    it.seen({ deviceIndex, outgoing, bytes, wallMs: performance.timeOrigin + 1e6 + ms })
  const sends = (by: 'client' | 'server', flags: Flags, then: 'passed' | 'dropped' = 'passed', ms = 0) => {
    const to = by === 'client' ? 'server' : 'client'
    const frame = by === 'client' ? frameOf(client, server, flags) : frameOf(server, client, flags)
    sees(gates[by].index, false, frame, ms)
    if (then === 'passed') sees(gates[to].index, true, frame, ms)
  }
  return { it, sees, sends, turns: () => turns, noted: () => recorder.observations.map(({ kind }) => kind) }
}
