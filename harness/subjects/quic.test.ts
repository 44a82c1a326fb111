import { expect, test } from 'vitest'
import { quicClient, quicServer } from './quic.ts'

test('both ends say that they speak UDP, and their times in words of Go', () => {
  const client = quicClient({ idleTimeout: '60s', keepAlive: '20s', asksEvery: '1s' })
  expect(client).toMatchObject({ name: 'quic-client', protocol: 'udp', prepare: expect.any(Function) })
  expect(client.command.args).toEqual([
    ...['-idle', '60000ms', '-keepalive', '20000ms', '-every', '1000ms'],
    ...['client', '{host}', '{port}'],
  ])
  expect(quicServer().command.args).toEqual(['-idle', '30000ms', 'server', '{host}', '{port}'])
})

test('an option of the other end is refused', () => {
  const options: object = { newsEvery: '1s' }
  expect(() => quicClient(options)).toThrow('E_UNKNOWN_FIELD')
})
