import { expect, test } from 'vitest'
import { command } from './command.ts'

test('a program speaks TCP unless it says UDP', () => {
  expect(command('app')).not.toHaveProperty('protocol')
  expect(command('app', { protocol: 'tcp' })).not.toHaveProperty('protocol')
  expect(command('app', { protocol: 'udp' }).protocol).toBe('udp')
})

test.for([
  ['upd', 'no such protocol, got "upd". Use tcp or udp. Did you mean "udp"? [E_PROTOCOL]'],
  ['quic', 'no such protocol, got "quic". Use tcp or udp. QUIC is UDP [E_PROTOCOL]'],
] as const)('"%s" is no protocol', ([written, message]) => {
  const options: object = { protocol: written }
  expect(() => command('app', options)).toThrow(message)
})

test("a timer of TCP's is no setting of UDP, and one of the program's own is", () => {
  expect(() => command('app', { protocol: 'udp', settings: 'keepalive=10/5/3,asks=1s' })).toThrow(
    'Cannot use "app": UDP has no timer that gives a peer up, got "keepalive=10/5/3,asks=1s".',
  )
  expect(command('app', { protocol: 'udp', settings: 'request-timeout=2s,asks=1s' }).settings).toEqual({
    requestTimeoutMs: 2_000,
    asksEveryMs: 1_000,
  })
})
