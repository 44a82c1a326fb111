import { describe, expect, test } from 'vitest'
import { listedSocket } from '../netlink/fixtures/tcp-socket.ts'
import type { TcpSocket } from '../netlink/tcp-socket.ts'
import { type Goodbyes, news } from './socket-story.ts'

const open: TcpSocket = {
  ...listedSocket({ remote: { address: '198.18.2.2', port: 7_000 } }),
  cookie: '1',
  info: undefined,
  id: Buffer.alloc(0),
}
const probing = { ...open, timer: 'keepalive', expiresMs: 1_000, retries: 3 } as const
const told = (how: 'FIN' | 'RST', atMs: number) => ({ how, sentAtMs: atMs, notifiedAtMs: atMs })

/** What it means that a socket looked so at 0 and so at 1000 ms. */
function between(before: TcpSocket | undefined, now: TcpSocket | undefined, goodbyes: Goodbyes = {}, late = false) {
  const first = before && { beganMs: 0, atMs: 0, socket: before }
  return news(first, now ? { beganMs: 1_000, atMs: 1_000, socket: now } : { atMs: 1_000, socket: now, late }, goodbyes)
}

describe('a socket that is there', () => {
  test('is traffic once it is ESTABLISHED, and nothing new after that', () => {
    expect(between(undefined, open)).toMatchObject({
      kind: 'traffic',
      detail: expect.stringContaining('ESTABLISHED, no timer'),
    })
    expect(between({ ...open, state: 'SYN-SENT' }, open)).toMatchObject({ kind: 'traffic' })
    expect(between(undefined, { ...open, state: 'SYN-SENT' })).toBeUndefined()
    expect(between(open, { ...open, timer: 'retransmit' })).toBeUndefined()
  })

  test('has recovered when what was unanswered is answered', () => {
    expect(between({ ...open, retries: 2 }, open)).toMatchObject({
      kind: 'recovered',
      detail: expect.stringContaining('after 2'),
    })
    expect(between({ ...open, retries: 2 }, { ...open, retries: 3 })).toBeUndefined()
  })

  test.for(['CLOSE-WAIT', 'LAST-ACK'] as const)('is closed by its peer in %s, when the wire says so', state => {
    expect(between(open, { ...open, state }, { peer: told('FIN', 700) })).toMatchObject({ kind: 'closed', atMs: 700 })
    expect(between(open, { ...open, state })).toMatchObject({ kind: 'closed', atMs: 1_000 })
  })

  test.for(['FIN-WAIT-1', 'FIN-WAIT-2', 'TIME-WAIT', 'CLOSING'] as const)(
    'was closed by its own program in %s',
    state => {
      expect(between(open, { ...open, state })).toBe('over')
    },
  )
})

describe('a socket that has gone', () => {
  test('with a timer that was due after unanswered probes was given up, when its kernel said so', () => {
    const lost = { kind: 'lost', code: 'ETIMEDOUT', detail: expect.stringContaining('3 unanswered') }
    expect(between(probing, undefined)).toMatchObject({ ...lost, atMs: 1_000 })
    expect(between(probing, undefined, { own: { how: 'RST', sentAtMs: 996 } })).toMatchObject({ ...lost, atMs: 996 })
  })

  test('with a timer that was not due yet was ended by its own program', () => {
    expect(between({ ...probing, expiresMs: 1_500 }, undefined)).toBe('over')
    expect(between(probing, undefined, { own: { how: 'RST', sentAtMs: 500 } })).toBe('over')
    expect(between({ ...probing, retries: 0 }, undefined)).toBe('over')
    expect(between(open, undefined)).toBe('over')
  })

  test('whose last look took long was given up by a timer that was due since the look began', () => {
    const own = { how: 'RST', sentAtMs: 1_002 } as const
    const slow = { beganMs: 0, atMs: 60, socket: probing }
    expect(news(slow, { atMs: 1_090, socket: undefined, late: false }, { own })).toMatchObject({
      kind: 'lost',
      atMs: 1_002,
    })
    expect(news({ ...slow, beganMs: 60 }, { atMs: 1_090, socket: undefined, late: false }, { own })).toBe('over')
  })

  test('which nobody looked at when its timer was due is unseen, unless it said goodbye before', () => {
    const fresh = { ...probing, retries: 0, expiresMs: 500 }
    expect(between(fresh, undefined, {}, true)).toBe('unseen')
    expect(between(fresh, undefined, { own: { how: 'RST', sentAtMs: 900 } }, true)).toBe('unseen')
    expect(between(fresh, undefined, { own: { how: 'RST', sentAtMs: 400 } }, true)).toBe('over')
    expect(between(fresh, undefined, { own: { how: 'FIN', sentAtMs: 900 } }, true)).toBe('over')
    expect(between(fresh, undefined)).toBe('over')
    expect(between(open, undefined, {}, true)).toBe('over')
  })

  test('while it was connecting was given up without an answer, refused, or ended', () => {
    const connecting = { ...open, state: 'SYN-SENT', timer: 'retransmit', expiresMs: 1_000 } as const
    expect(between(connecting, undefined)).toMatchObject({ kind: 'lost', code: 'ETIMEDOUT' })
    expect(between(connecting, undefined, { peer: told('RST', 3) })).toMatchObject({
      kind: 'reset',
      code: 'ECONNREFUSED',
      atMs: 3,
    })
    expect(between({ ...connecting, expiresMs: 3_000 }, undefined)).toBe('over')
  })

  test.for<[retries: number, late: boolean, told: 'over' | 'lost']>([
    [2, false, 'over'],
    [9, false, 'over'],
    [10, false, 'lost'],
    [2, true, 'lost'],
  ])('after %d SYNs of the 10 that its kernel sends again, looked at late: %s, was %s', ([retries, late, told]) => {
    const before = { ...open, state: 'SYN-SENT', timer: 'retransmit', expiresMs: 1_000, retries } as const
    const now = { atMs: 1_000, socket: undefined, late, synRetries: 10 }
    const found = news({ beganMs: 0, atMs: 0, socket: before }, now, {})
    expect(typeof found === 'object' ? found.kind : found).toBe(told)
  })

  test('ends with an ICMP error at once while it was connecting, and only when its timer is due after that', () => {
    const unreachable = { code: 'EHOSTUNREACH', atMs: 2 }
    const unanswered = { ...open, timer: 'retransmit', expiresMs: 1_000, retries: 5 } as const
    expect(between({ ...unanswered, state: 'SYN-SENT' }, undefined, { unreachable })).toMatchObject({
      code: 'EHOSTUNREACH',
      atMs: 2,
    })
    expect(between(unanswered, undefined, { unreachable })).toMatchObject({
      kind: 'lost',
      code: 'EHOSTUNREACH',
      atMs: 1_000,
    })
    expect(between(probing, undefined, { unreachable })).toMatchObject({ code: 'ETIMEDOUT' })
    expect(between({ ...unanswered, expiresMs: 9_000 }, undefined, { unreachable })).toBe('over')
  })

  test('was reset or closed by its peer, if that was told before it said goodbye itself', () => {
    expect(between(open, undefined, { peer: told('RST', 4) })).toMatchObject({
      kind: 'reset',
      code: 'ECONNRESET',
      atMs: 4,
    })
    expect(between(open, undefined, { peer: told('FIN', 4) })).toMatchObject({ kind: 'closed', atMs: 4 })
    expect(between(open, undefined, { peer: told('FIN', 4), own: { how: 'FIN', sentAtMs: 3 } })).toBe('over')
  })

  test('is no news when its peer said goodbye into a hole', () => {
    expect(between(open, undefined, { peer: { how: 'RST', sentAtMs: 4 } })).toBe('over')
  })

  test('before it was ever seen is nothing', () => expect(between(undefined, undefined)).toBeUndefined())
})
