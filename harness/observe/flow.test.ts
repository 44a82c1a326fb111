// Method: segments of one connection as the router passes them on. Wrong code would take a retransmission, a probe or an acknowledgement for a word.
import { expect, test } from 'vitest'
import { Flow, type Side } from './flow.ts'

test('who spoke last is whose new bytes were passed on last', () => {
  expect(lastFrom()).toBeUndefined()
  expect(lastFrom(['client', 1, 10])).toBe('client')
  expect(lastFrom(['client', 1, 10], ['server', 1, 10])).toBe('server')
  expect(lastFrom(['client', 1, 10], ['server', 1, 10], ['client', 11, 10])).toBe('client')
})

test('what acknowledges, probes or is sent again says nothing new', () => {
  expect(lastFrom(['client', 1, 10], ['server', 1, 0])).toBe('client')
  expect(lastFrom(['client', 1, 10], ['server', 1, 10], ['client', 11, 0])).toBe('server')
  expect(lastFrom(['client', 1, 10], ['server', 1, 10], ['client', 10, 0])).toBe('server')
  expect(lastFrom(['client', 1, 10], ['server', 1, 10], ['client', 1, 10])).toBe('server')
  expect(lastFrom(['client', 1, 10], ['server', 1, 10], ['client', 6, 10])).toBe('client')
})

test('numbers begin again behind the highest one', () => {
  const nearEnd = 2 ** 32 - 5
  expect(lastFrom(['client', nearEnd, 3], ['server', 1, 10], ['client', nearEnd + 3, 10])).toBe('client')
  expect(lastFrom(['client', nearEnd, 10], ['server', 1, 10], ['client', nearEnd, 10])).toBe('server')
})

function lastFrom(...said: readonly (readonly [by: Side, seq: number, payloadBytes: number])[]): Side | undefined {
  const host = { name: 'a', called: 'a', connectsTo: [] }
  const flow = new Flow({ client: { text: '', host }, server: { text: '', host } }, 1)
  const end = { address: '198.18.1.2', port: 1 }
  for (const [by, seq, payloadBytes] of said)
    flow.delivered(
      by === 'client' ? 'server' : 'client',
      { source: end, target: end, syn: false, ack: true, fin: false, rst: false, ackSeq: 0, seq, payloadBytes },
      0,
    )
  return flow.lastFrom
}
