// Method: segments are played to the router's ear as kernels send them, each coming in and, unless a fault takes it, going out again. Wrong code
// would call a keepalive probe an acknowledgement, what is sent twice data, or a packet that a fault took passed on.
import { describe, expect, test } from 'vitest'
import type { Packet } from '../model/packet.ts'
import { Packets } from './packets.ts'
import type { Segment } from './segment.ts'

describe('a packet', () => {
  test('is told by its flags and numbers, which count from the first of each direction', () => {
    const { client, server, short } = wire()
    client({ syn: true, seq: 1_000 })
    server({ syn: true, seq: 4_294_967_290, ack: 1_001 })
    client({ seq: 1_001, ack: 4_294_967_291 })
    server({ seq: 4_294_967_291, ack: 1_001, payloadBytes: 20 })
    client({ seq: 1_001, ack: 15 })
    client({ fin: true, seq: 1_001, ack: 15 })
    server({ rst: true, seq: 15 })
    expect(short()).toEqual([
      'client syn SYN 0',
      'server syn SYN ACK 0/1',
      'client ack ACK 1/1',
      'server data ACK 1/1 20',
      'client ack ACK 1/21',
      'client fin FIN ACK 1/21',
      'server reset RST 21',
    ])
  })

  test('that has the number before the next and no bytes is a probe, of the window where that is closed', () => {
    const { client, server, kinds } = connected()
    client({ seq: 0, ack: 1 })
    server({ seq: 1, ack: 1, windowBytes: 0 })
    client({ seq: 0, ack: 1 })
    expect(kinds()).toEqual(['probe', 'ack', 'window-probe'])
  })

  test('that has an older number and no bytes is none', () => {
    const { client, kinds } = connected()
    client({ seq: 1, ack: 1, payloadBytes: 10 })
    client({ seq: 5, ack: 1 })
    expect(kinds()).toEqual(['data', 'ack'])
  })

  test('asks about a window that the router has closed, too', () => {
    const { client, comes, leaves, kinds } = connected()
    comes('server', { seq: 1, ack: 1, ipId: 4 })
    leaves('server', { seq: 1, ack: 1, ipId: 4, windowBytes: 0 })
    client({ seq: 0, ack: 1 })
    expect(kinds()).toEqual(['ack', 'window-probe'])
  })

  test('that was sent before is a retransmission: data, a SYN, a FIN; and what goes on behind it is none', () => {
    const { client, kinds } = connected()
    client({ seq: 1, ack: 1, payloadBytes: 5 })
    client({ seq: 1, ack: 1, payloadBytes: 5 })
    client({ seq: 6, ack: 1, payloadBytes: 5 })
    client({ seq: 11, ack: 1, fin: true })
    client({ seq: 11, ack: 1, fin: true })
    expect(kinds()).toEqual(['data', 'retransmission', 'data', 'fin', 'retransmission'])
    const other = wire()
    other.client({ syn: true, seq: 7 })
    other.client({ syn: true, seq: 7 })
    expect(other.kinds()).toEqual(['syn', 'retransmission'])
  })

  test('that leaves the router and never came is one that the router made, if it is a reset', () => {
    const { leaves, packets } = connected()
    leaves('server', { rst: true, seq: 1 })
    leaves('server', { seq: 1, ack: 1 })
    expect(packets).toMatchObject([{ kind: 'reset', from: 'server', made: true, passedAtMs: 7 }])
  })
})

describe('whether it was passed on', () => {
  test('is of the packet that left, and not of an equal one that was taken before', () => {
    const { comes, leaves, packets } = connected()
    comes('client', { seq: 1, ack: 1, payloadBytes: 5, ipId: 1 })
    comes('client', { seq: 1, ack: 1, payloadBytes: 5, ipId: 2 })
    leaves('client', { seq: 1, ack: 1, payloadBytes: 5, ipId: 2 })
    expect(packets.map(({ passedAtMs }) => passedAtMs)).toEqual([undefined, 7])
  })

  test('is of the first of two equal ones, where that is what a slow link lets out', () => {
    const { comes, leaves, packets } = connected()
    comes('client', { seq: 1, ack: 1, payloadBytes: 5, ipId: 1 })
    comes('client', { seq: 1, ack: 1, payloadBytes: 5, ipId: 2 })
    leaves('client', { seq: 1, ack: 1, payloadBytes: 5, ipId: 1 })
    expect(packets.map(({ passedAtMs }) => passedAtMs)).toEqual([7, undefined])
  })

  test('is seen of a large segment that leaves in parts, and of parts that leave together', () => {
    const { comes, leaves, packets } = connected()
    comes('client', { seq: 1, ack: 1, payloadBytes: 3_000 })
    leaves('client', { seq: 1, ack: 1, payloadBytes: 1_500, ipId: 9 })
    comes('client', { seq: 3_001, ack: 1, payloadBytes: 10 })
    leaves('client', { seq: 2_990, ack: 1, payloadBytes: 30, ipId: 9 })
    expect(packets.map(({ passedAtMs }) => passedAtMs)).toEqual([7, 7])
  })

  test('is asked of datagrams and of their errors too', () => {
    const packets: Packet[] = []
    const them = new Packets(packet => packets.push(packet))
    const [key, sent] = [{}, { from: 'client', to: 'server', connection: 3 }]
    them.datagram(key, sent, 12, { outgoing: false, atMs: 1 })
    them.datagram(key, sent, 12, { outgoing: true, atMs: 2 })
    them.datagram(key, sent, 12, { outgoing: false, atMs: 3 })
    them.unreachable({ from: 'server', to: 'client', connection: 3 }, 'ECONNREFUSED', 4)
    expect(packets).toEqual([
      { atMs: 1, ...sent, kind: 'datagram', payloadBytes: 12, passedAtMs: 2 },
      { atMs: 3, ...sent, kind: 'datagram', payloadBytes: 12 },
      {
        atMs: 4,
        from: 'server',
        to: 'client',
        connection: 3,
        kind: 'unreachable',
        code: 'ECONNREFUSED',
        passedAtMs: 4,
      },
    ])
  })
})

type Played = Partial<Omit<Segment, 'ack' | 'ackSeq'>> & {
  readonly ack?: number
  readonly windowBytes?: number
  readonly ipId?: number
}

function wire() {
  const packets: Packet[] = []
  const them = new Packets(packet => packets.push(packet))
  const key = {}
  const seen = (from: Side, outgoing: boolean, { ack, windowBytes = 500, ipId = 0, ...flags }: Played) => {
    const to = from === 'client' ? 'server' : 'client'
    const segment: Segment = { ...plain, ...flags, ack: ack !== undefined, ackSeq: ack ?? 0 }
    const atMs = outgoing ? 7 : 5
    them.segment(key, { from, to, connection: undefined }, segment, { outgoing, windowBytes, ipId, atMs })
  }
  const through = (from: Side) => (played: Played) => {
    seen(from, false, played)
    seen(from, true, played)
  }
  const short = () =>
    packets.map(({ from, kind, flags, seq, ack, payloadBytes }) =>
      [from, kind, flags, ack === undefined ? seq : `${seq}/${ack}`, payloadBytes]
        .filter(one => one !== undefined)
        .join(' '),
    )
  return {
    packets,
    comes: (from: Side, played: Played) => seen(from, false, played),
    leaves: (from: Side, played: Played) => seen(from, true, played),
    client: through('client'),
    server: through('server'),
    short,
    kinds: () => packets.map(({ kind }) => kind),
  }
}

/** Both have said their first word, from number 0. */
function connected() {
  const it = wire()
  it.client({ syn: true, seq: 0 })
  it.server({ syn: true, seq: 0, ack: 1 })
  it.packets.length = 0
  return it
}

type Side = 'client' | 'server'
const end = { address: '', port: 0 }
const plain: Segment = {
  source: end,
  target: end,
  syn: false,
  ack: false,
  fin: false,
  rst: false,
  payloadBytes: 0,
  seq: 0,
  ackSeq: 0,
}
