// Method: datagrams pass the router at instants that the test names, and the kernels' sockets are as it says. What is traffic is what was passed on
// both ways, one for the other: code that counts what one end says, or an answer to something long ago, tells of a peer that nobody hears.
import { expect, test } from 'vitest'
import type { ProcUdpSocket } from '../netlink/proc-net.ts'
import { DatagramKernels } from './datagram-kernels.ts'
import { Datagrams, lastSpeaker } from './datagrams.ts'
import type { FlowEnd } from './flow.ts'
import type { IcmpError } from './icmp-error.ts'
import { Packets } from './packets.ts'
import { Recorder } from './recorder.ts'
import type { End } from './segment.ts'

const client: End = { address: '198.18.1.2', port: 40_000 }
const server: End = { address: '198.18.2.2', port: 7_000 }
const refusal: IcmpError = { source: client, target: server, protocol: 'udp', code: 'ECONNREFUSED', hard: true }
const nobody: End = { address: '0.0.0.0', port: 0 }

test('an answer to what was asked is traffic, of the wire and of both kernels', () => {
  const { passes, noted } = wire()
  passes('server', 0)
  expect(noted()).toEqual([])
  passes('client', 10)
  expect(noted()).toEqual(['wire traffic', 'client-kernel traffic', 'server-kernel traffic'])
})

test('what nobody asked for is none, and neither is an answer to something long ago', () => {
  const { passes, noted } = wire()
  passes('client', 0)
  passes('server', 10)
  passes('client', 5_020)
  expect(noted()).toEqual([])
  passes('server', 5_100)
  passes('client', 10_090)
  expect(noted('wire')).toEqual(['wire traffic'])
})

test('news after an answer is no second one, until somebody has asked again', () => {
  const { passes, noted } = wire()
  passes('server', 0)
  passes('client', 10)
  passes('client', 600)
  expect(noted('wire')).toHaveLength(1)
  passes('server', 700)
  passes('client', 710)
  expect(noted('wire')).toHaveLength(2)
})

test('answers are one note in a quarter of a second', () => {
  const { passes, noted } = wire()
  for (let ms = 0; ms < 1_000; ms += 10) passes(ms % 20 === 0 ? 'server' : 'client', ms)
  expect(noted('wire')).toHaveLength(4)
})

test('what enters and does not leave was not heard, and who spoke last is known by what left', () => {
  const { passes, enters, noted, flow } = wire()
  enters('server', 0)
  enters('client', 10)
  expect(noted()).toEqual([])
  expect(flow()).toBe('client')
  passes('client', 20)
  expect(flow()).toBe('server')
  passes('server', 30)
  expect(flow()).toBe('client')
})

test('an error is told to the end whose datagram it is about, where its socket is connected and the error will not pass', () => {
  const refused = (error: Partial<IcmpError>, connected = true) => {
    const { passes, refuses, noted } = wire(connected)
    passes('server', 0)
    passes('client', 10)
    refuses({ ...refusal, ...error }, 20)
    refuses({ ...refusal, ...error }, 30)
    passes('server', 1_000)
    passes('client', 1_010)
    return noted('kernel').filter(said => !said.endsWith('traffic'))
  }
  expect(refused({})).toEqual(['client-kernel lost ECONNREFUSED', 'client-kernel recovered'])
  expect(refused({ source: server, target: client })).toEqual([
    'server-kernel lost ECONNREFUSED',
    'server-kernel recovered',
  ])
  expect(refused({ hard: false })).toEqual([])
  expect(refused({}, false)).toEqual([])
})

test('a host that is ignored says nothing, and is heard again afterwards', () => {
  const { passes, kernels, noted } = wire()
  kernels.ignore('client')
  passes('server', 0)
  passes('client', 10)
  expect(noted('kernel')).toEqual(['server-kernel traffic'])
  kernels.ignore('client', false)
  passes('server', 1_000)
  passes('client', 1_010)
  expect(noted('kernel')).toEqual(['server-kernel traffic', 'client-kernel traffic'])
})

/** What passes between the two, and what is noted of it. */
function wire(connected = true) {
  const recorder = new Recorder()
  const end = (one: End, name: string, connectsTo: readonly string[]): FlowEnd => ({
    text: `${one.address}:${one.port}`,
    host: { name, called: `the ${name}`, connectsTo },
  })
  const ends = new Map([
    [client.address, end(client, 'client', ['server'])],
    [server.address, end(server, 'server', [])],
  ])
  const socket = (local: End, remote: End): ProcUdpSocket => ({
    ...{ family: 4, local, remote: connected ? remote : nobody },
    ...{ recvQueueBytes: 0, inode: 1, uid: 0 },
  })
  const kernels = new DatagramKernels(recorder, host =>
    host === 'client' ? [socket(client, server)] : [socket(server, client)],
  )
  const datagrams = new Datagrams(
    recorder,
    {
      endOf: ({ address }) => ends.get(address),
      began: from => from.host.connectsTo.length > 0,
    },
    news => kernels.told(news),
    new Packets(() => {}),
  )
  const ways = {
    server: { source: client, target: server, payloadBytes: 4 },
    client: { source: server, target: client, payloadBytes: 4 },
  }
  return {
    kernels,
    enters: (to: 'client' | 'server', atMs: number) => datagrams.seen(ways[to], false, atMs),
    passes: (to: 'client' | 'server', atMs: number) => {
      datagrams.seen(ways[to], false, atMs)
      datagrams.seen(ways[to], true, atMs)
    },
    refuses: (error: IcmpError, atMs: number) => datagrams.refused(error, atMs),
    flow: () => datagrams.flows.map(lastSpeaker)[0],
    noted: (of = '') =>
      recorder.observations
        .map(({ by, kind, code }) => [by, kind, ...(code === undefined ? [] : [code])].join(' '))
        .filter(said => said.includes(of)),
  }
}
