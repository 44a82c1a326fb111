import { expect } from 'vitest'
import { sandboxed } from './fixtures/sandbox.ts'

const { seen, test } = await sandboxed('tcp-socket')
const v4 = { family: 4, remote: { address: '198.18.2.2', port: 7000 } }
const v6 = { family: 6, remote: { address: 'fd00:2::2', port: 7000 } }

test('an idle connection has no timer', () => {
  const idle = { state: 'ESTABLISHED', timer: 'none' }
  expect(seen.idle).toEqual([
    { ...idle, ...v4 },
    { ...idle, ...v6 },
  ])
})
test('a dual-stack server shows its IPv4 clients by their IPv4 addresses', () => {
  expect(seen['server side']).toEqual([
    { family: 6, state: 'LISTEN', local: '::', remote: '::' },
    { family: 6, state: 'ESTABLISHED', local: '198.18.2.2', remote: '198.18.1.2' },
    { family: 6, state: 'ESTABLISHED', local: 'fd00:2::2', remote: 'fd00:1::2' },
  ])
})
test('keepalive is a timer that says when it fires', () => {
  expect(seen.keepalive).toEqual({ before: 'none', timer: 'keepalive', soon: true, retries: 0 })
})
test('bytes are counted', () => {
  const queues = { sendQueueBytes: 0, recvQueueBytes: 0 }
  expect(seen.counted).toEqual({ sent: 12, acked: 13, received: 12, ...queues, window: true, rtt: true })
})
test('a socket keeps its cookie, and no other has it', () => expect(seen['the same socket']).toBe(2))
test('a socket belongs to the process that holds its inode', () => expect(seen.owner).toEqual([true, 0]))
test('lost data shows as retransmission with something unacknowledged', () => {
  const lost = { state: 'ESTABLISHED', timer: 'retransmit', unacked: 1, sendQueueBytes: 4, retried: true, fires: true }
  expect(seen['data in flight']).toEqual({ ...lost, ...v6 })
})
test('a connection in the making shows as SYN-SENT', () => {
  const remote = { address: '198.18.2.77', port: 7000 }
  expect(seen.connecting).toEqual({ state: 'SYN-SENT', timer: 'retransmit', family: 4, remote })
})
test('a destroyed socket is gone, its owner told, the other one spared', () => {
  expect(seen.destroyed).toMatchInlineSnapshot(`
    [
      "ECONNABORTED",
      "gone",
      "ESTABLISHED",
      "Cannot destroy socket [fd00:1::2]:PORT - [fd00:2::2]:7000 in client: there is no such thing (ENOENT). It has gone already [E_KERNEL]",
    ]
  `)
})
test('an orphan has no inode and can be destroyed', () => expect(seen.orphan).toEqual([0, 'gone']))
