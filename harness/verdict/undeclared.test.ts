import { describe, expect, test } from 'vitest'
import type { Bound } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import type { FoundConnection, FoundSocket, SocketSettings } from '../model/found.ts'
import type { EventKind } from '../model/observation.ts'
import type { BoundResult, RunHost } from '../model/report.ts'
import type { Observer } from '../model/units.ts'
import { judgeBound } from './bound-result.ts'
import { differing } from './seen-settings.ts'

const off: Fault = { kind: 'power-off', host: 'server' }
const keepalive = { idleMs: 5_000, intervalMs: 2_000, count: 3 }
const client: RunHost = {
  ...{ name: 'client', program: 'client', connectsTo: ['server'], listens: false },
  ...{ settings: {}, undeclared: true },
}

describe('of a client that declares nothing', () => {
  test('nothing is predicted where no socket of it was seen', () => {
    expect(judged([], 5_000)).toEqual({
      ...{ bound: by('client-app'), outcome: expect.anything(), verdict: { status: 'pass' } },
      predictedReason:
        'no socket of it was seen, and it declares no settings. Give its command() settings, such as request-timeout=3s',
    })
    const { socket: _, ...unseen } = found({})
    expect(judged([unseen], 5_000)).not.toHaveProperty('predictedMs')
  })

  test('it is predicted when its kernel alone would tell, by what its socket is set to', () => {
    expect(judged([found({ keepalive })], 11_010)).toEqual({
      ...{ bound: by('client-app'), outcome: expect.anything(), verdict: { status: 'pass' } },
      predictedMs: [expect.closeTo(11_032, 0), expect.closeTo(11_309, 0)],
      predictedReason: 'keepalive probes after 5 s of silence and gives up after 3',
      kernelAlone: true,
    })
    expect(judged([found({})], undefined)).toMatchObject({ predictedMs: 'never', kernelAlone: true })
  })

  test.for([
    [{ keepalive }, 3_000, false],
    [{ keepalive }, 13_000, true],
    [{ keepalive }, undefined, true],
    [{}, 3_000, false],
    [{}, undefined, false],
  ] as const)('set to %j, noticed after %s ms: outside is %s', ([set, afterMs, outside]) => {
    expect(judged([found(set)], afterMs).outsidePrediction ?? false).toBe(outside)
  })

  test.for([
    [{ keepalive }, 3_000, true],
    [{ keepalive }, 13_000, true],
    [{ keepalive }, undefined, false],
    [{}, 3_000, true],
  ] as const)(
    'its kernel is held to it both ways, but has nothing to tell once the program gave up: %j, %s ms',
    ([set, afterMs, outside]) => {
      expect(judged([found(set)], afterMs, { from: 'client-kernel' }).outsidePrediction ?? false).toBe(outside)
    },
  )

  test.for([
    ['its kernel gave up first, before anything it was set to', 9_000, {}, 9_001, true],
    ['its kernel gave up in time, and the program said so later', 11_100, { keepalive }, 11_200, false],
    [
      'its kernel gave up in time, and the program looked at its socket long after',
      11_100,
      { keepalive },
      14_000,
      false,
    ],
    ['its kernel gave up too late, and the program later still', 13_000, { keepalive }, 14_000, true],
    ['its kernel gave up too early, and the program kept it to itself', 5_000, { keepalive }, undefined, true],
    ['the program gave up by itself, and its kernel never', undefined, {}, 9_001, false],
  ] as const)('the witness of its kernel comes first: %s', ([, kernelMs, set, afterMs, outside]) => {
    const run = judged([{ ...found(set), connection: 1 }], afterMs, { kernelMs })
    expect(run.outsidePrediction ?? false).toBe(outside)
    const stranger = judged([{ ...found({}), connection: 2 }], 9_001, { kernelMs })
    expect(stranger).not.toHaveProperty('outsidePrediction')
  })

  test('its kernel is not held to what was foretold where it tells of a connection that its program has made since', () => {
    const told = (connection: number) =>
      judged([{ ...found({ keepalive }), connection }], 3_000, { from: 'client-kernel' }).outsidePrediction ?? false
    expect([told(1), told(2)]).toEqual([true, false])
  })

  test('what it wrote decides, and when: keepalive is off while that is unacknowledged', () => {
    const wrote = judged([{ ...found({ keepalive }), nextWriteMs: 2_000 }], undefined)
    const [from, to] = window(wrote)
    expect(from).toBeGreaterThan(2_000 + 15 * 60_000)
    expect(to).toBeLessThan(18 * 60_000)
    expect(wrote.predictedReason).toBe('keepalive is off while data is unacknowledged: tcp_retries2 decides')
    const late = judged([{ ...found({ keepalive }), nextWriteMs: 60_000 }], undefined)
    expect(late.predictedReason).toBe('keepalive probes after 5 s of silence and gives up after 3')
  })

  test('a request that was acknowledged is over to its kernel: what it writes next decides there too', () => {
    const waits = { ...found({ keepalive }), state: 'awaiting-answer' } as const
    const [quiet, wrote] = [judged([waits], undefined), judged([{ ...waits, nextWriteMs: 2_000 }], undefined)]
    expect(quiet.predictedReason).toBe('keepalive probes after 5 s of silence and gives up after 3')
    expect(wrote.predictedReason).toBe('keepalive is off while data is unacknowledged: tcp_retries2 decides')
  })

  test('what it wrote when that was judged already did not count', () => {
    const wrote = { ...found({ keepalive }), nextWriteMs: 2_000 }
    expect(judged([wrote], 1_500, { endedAtMs: 2_900 }).predictedReason).toBe(
      'keepalive probes after 5 s of silence and gives up after 3',
    )
  })

  test('how its host is set counts where the socket has no say', () => {
    const sysctls = { client: { 'net.ipv4.tcp_retries2': 3 } }
    const [from, to] = window(judged([{ ...found({}), nextWriteMs: 0 }], undefined, { sysctls }))
    expect(from).toBeGreaterThan(2_000)
    expect(to).toBeLessThan(7_000)
  })

  test('where it was not seen whether it writes, nothing is predicted', () => {
    const { nextWriteMs: _, ...unseen } = found({ keepalive })
    expect(judged([unseen], 5_000).predictedReason).toBe(
      'nobody saw whether it writes anything by itself, and it declares no settings. Give its command() settings, such as asks=2s',
    )
    for (const end of ['own', 'far'] as const) {
      const unplugged: Fault = { kind: 'link-down', host: 'client', end }
      expect(judged([found({ keepalive })], 5_000, { fault: unplugged }).predictedReason).toBe(
        'nobody saw whether it writes anything by itself, and it declares no settings. Give its command() settings, such as asks=2s',
      )
    }
    expect(
      judged([found({ keepalive })], 5_000, { fault: { kind: 'link-down', host: 'server', end: 'own' } }),
    ).toHaveProperty('predictedMs')
  })

  test('a firewall that counts silence is not foretold where the program breaks it at times of its own', () => {
    const fault: Fault = { kind: 'idle-firewall', idleMs: 60_000, onNextPacket: 'drop' }
    expect(judged([{ ...found({}), nextWriteMs: 7_000 }], undefined, { fault }).predictedReason).toBe(
      'its program writes by itself, and how often is not declared',
    )
    expect(judged([found({})], undefined, { fault })).toMatchObject({ predictedMs: 'never' })
  })

  test.for([
    [{ kind: 'connection-reset' }, 'a reset in the path says it'],
    [{ kind: 'process-kill', host: 'server' }, "the server's kernel says goodbye"],
  ] as const)(
    'what its kernel is told at once its program may notice later, and neither is outside: %o',
    ([fault, says]) => {
      const { undeclared: _, ...declared } = client
      for (const afterMs of [1, 500]) {
        const program = judged([found({})], afterMs, { fault })
        expect(program.predictedReason).toBe(
          `${says}: its kernel is notified at once, and when the program looks at its socket is not declared`,
        )
        expect(program).not.toHaveProperty('predictedMs')
        expect(program).not.toHaveProperty('outsidePrediction')
        const kernel = judged([found({})], afterMs, { fault, from: 'client-kernel' })
        expect(kernel).toMatchObject({ predictedMs: [0, 5], predictedReason: says })
        expect(kernel.outsidePrediction ?? false).toBe(afterMs > 5)
        const declares = judged([found({})], afterMs, { fault, host: declared })
        expect(declares.outsidePrediction ?? false).toBe(afterMs > 5)
      }
    },
  )

  test('a window that is closed already was so for as long as its probes have become rare', () => {
    const closed = (backoff: number, dueMs: number) =>
      judged([{ ...held({ userTimeoutMs: 6_000 }, backoff, dueMs), connection: 1 }], undefined)
    const [from, to] = window(closed(3, 1_288))
    expect(from).toBeLessThan(4_425)
    expect(to).toBeGreaterThan(4_425)
    expect(to - from).toBeLessThan(600)
    expect(window(closed(0, 200))[1]).toBeGreaterThan(6_000)
    const declared = { ...client, undeclared: undefined, settings: { userTimeoutMs: 6_000 } }
    const { undeclared: _, ...host } = declared
    expect(window(judged([held({ userTimeoutMs: 6_000 }, 3, 1_288)], undefined, { host }))).toEqual([from, to])
    const others = held({ userTimeoutMs: 6_000 }, 3, 1_288)
    const own = { ...others, socket: { ...others.socket, timer: 'none' as const } }
    expect(judged([own], undefined).predictedMs).toBe('never')
  })

  test('each of several connections has its own quiet time', () => {
    const quiet = (quietMs: number) => ({ ...found({ keepalive }), quietMs })
    const first = window(judged([quiet(0), quiet(4_000)], undefined))
    const last = window(judged([quiet(0), quiet(4_000)], undefined, { every: true }))
    expect(first[1]).toBeLessThan(7_400)
    expect(first[0]).toBeGreaterThan(6_900)
    expect(last[0]).toBeGreaterThan(10_900)
    expect(last[1]).toBeLessThan(11_400)
  })

  test('where one connection alone is struck, its own times count', () => {
    const fault: Fault = { kind: 'reject', answer: 'reset', connection: 2 }
    const writes = (connection: number | undefined, nextWriteMs: number) => ({
      ...{ ...found({}), nextWriteMs },
      ...(connection === undefined ? {} : { connection }),
    })
    const end = (all: readonly FoundConnection[]) =>
      window(judged(all, undefined, { fault, from: 'client-kernel', made: [1, 2] }))[1]
    expect(end([writes(1, 480), writes(2, 1_500)])).toBeGreaterThan(1_499)
    expect(end([writes(1, 480), writes(undefined, 1_500)])).toBeGreaterThan(1_499)
    expect(end([writes(1, 1_500), writes(2, 480)])).toBeLessThan(1_000)
  })

  test('of several connections the first that its kernel tells of counts, and the last where each is asked', () => {
    const both = [found({ keepalive }), found({ keepalive: { ...keepalive, count: 10 } })]
    expect(window(judged(both, undefined))[1]).toBeLessThan(13_000)
    const [from, to] = window(judged(both, undefined, { every: true }))
    expect(from).toBeGreaterThan(20_000)
    expect(to).toBeGreaterThan(from)
    expect(judged([found({ keepalive }), found({})], undefined, { every: true }).predictedMs).toBe('never')
    expect(window(judged([found({ keepalive }), found({})], undefined))[1]).toBeLessThan(13_000)
  })
})

describe('of a client that declares its settings', () => {
  const declares = { ...client, settings: { keepalive, heartbeat: { everyMs: 1_000, deadlineMs: 500 } } }
  const { undeclared: _, ...host } = declares

  test('those that its socket shows are taken from there, the rest as declared', () => {
    expect(judged([found({})], 1_000, { host: { ...host, settings: { keepalive } } })).toMatchObject({
      ...{ predictedMs: 'never', outsidePrediction: true },
    })
    expect(judged([found({})], 1_000, { host })).toMatchObject({
      predictedReason: 'a heartbeat every 1 s must be answered within 500 ms',
    })
    expect(judged([found({})], 1_000, { host })).not.toHaveProperty('kernelAlone')
  })

  test('how often it is sent again is what its host is set to when the fault comes, whatever was declared', () => {
    const says = { ...host, settings: { heartbeat: { everyMs: 1_000 }, retries2: 15 } }
    const sysctls = { client: { 'net.ipv4.tcp_retries2': 3 } }
    expect(window(judged([found({})], undefined, { host: says, sysctls }))[1]).toBeLessThan(9_000)
    expect(window(judged([found({})], undefined, { host: says }))[0]).toBeGreaterThan(900_000)
  })

  test('what differs is named once, and nothing where nothing does', () => {
    const step = { id: 0, does: off, atMs: 0, byMs: 0 }
    const seen = (...sets: readonly SocketSettings[]) =>
      differing([host], [{ ...step, found: sets.map(set => found(set)) }]).differences
    expect(seen({ keepalive })).toBeUndefined()
    expect(seen({}, {})).toEqual([{ host: 'client', declared: { keepalive }, seen: {} }])
    expect(seen({ keepalive, userTimeoutMs: 9_000 })).toBeUndefined()
    expect(seen({ keepalive: { ...keepalive, count: 9 }, synRetries: 2 })).toEqual([
      { host: 'client', declared: { keepalive }, seen: { keepalive: { ...keepalive, count: 9 } } },
    ])
    expect(seen({ keepalive, synRetries: 2, rtoMaxMs: 9_000 })).toBeUndefined()
    expect(differing([client], [{ ...step, found: [found({ keepalive })] }])).toEqual({})
    expect(differing([host], [{ ...step, found: [{ ...found({}), state: 'connecting' }] }])).toEqual({})
  })
})

function found(set: SocketSettings): FoundConnection {
  return {
    ...{ from: 'client', to: 'server', state: 'idle', unackedBytes: 0, quietMs: 0 },
    socket: { set, unackedBytes: 0, rtoMs: 201, rttMs: 0.1, windowBytes: 65_535, timer: 'none' },
    nextWriteMs: 'none',
  }
}

/** Data waits for a window, and has been probed for. */
function held(set: SocketSettings, backoff: number, dueMs: number): FoundConnection & { readonly socket: FoundSocket } {
  const { socket, ...rest } = found(set)
  return {
    ...{ ...rest, state: 'zero-window' },
    socket: { ...socket, set, rtoMs: 204, rttMs: 0.1, windowBytes: 0, timer: 'persist', backoff, dueMs },
  }
}

interface Judged {
  readonly from?: Observer
  readonly fault?: Fault
  readonly host?: RunHost
  readonly every?: true
  readonly endedAtMs?: number
  /** The ids of the connections that were made. */
  readonly made?: readonly number[]
  /** When its kernel's witness says that connection 1 was given up. */
  readonly kernelMs?: number | undefined
  readonly sysctls?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

function judged(all: readonly FoundConnection[], afterMs: number | undefined, on: Judged = {}): BoundResult {
  const {
    from = 'client-app',
    fault = off,
    host = client,
    every,
    sysctls,
    endedAtMs = 2_000_000,
    kernelMs,
    made = [],
  } = on
  const seen = (atMs: number, kind: EventKind) => ({ atMs, by: from, kind, detail: kind, connection: 1 })
  const lost = afterMs === undefined ? [] : [seen(1_000 + afterMs, 'lost')]
  const kernel = 'client-kernel' as const
  const told =
    kernelMs === undefined
      ? []
      : [{ atMs: 1_000 + kernelMs, by: kernel, kind: 'lost' as const, detail: 'ETIMEDOUT', connection: 1 }]
  const evidence = { text: 'packets dropped', facts: {} }
  const step = { id: 0, does: fault, atMs: 1_000, byMs: 1_000, quietMs: { client: 0 }, evidence, found: all }
  return judgeBound(
    { ...by(from), ...(every ? { every } : {}) },
    {
      seen: {
        observations: [seen(500, 'traffic'), ...told, ...lost],
        connections: made.map(id => ({ id, from: 'client', to: 'server', bornMs: 0 })),
        ...{ cuts: [], endedAtMs },
        steps: [{ ...step, ...(sysctls ? { sysctls } : {}) }],
      },
      hosts: [host, { ...client, name: 'server', connectsTo: [], listens: true }],
      ...{ toleranceMs: 0, kernel: { release: '6.12.0', hz: 250 }, clock: 'virtual' },
    },
  )
}

function by(observer: Observer): Bound {
  return { expect: 'detection', by: observer, since: 0, withinMs: 1_990_000 }
}

function window({ predictedMs, predictedReason }: BoundResult): readonly [number, number] {
  if (typeof predictedMs !== 'object') throw new Error(`no window: ${predictedReason}`)
  return predictedMs
}
