import { expect, test } from 'vitest'
import type { FoundConnection } from '../harness/model/found.ts'
import { foundWords } from './found.ts'

const idle: FoundConnection = { from: 'app', to: 'db', state: 'idle', unackedBytes: 0, unreadBytes: 0, quietMs: 1_250 }

test('a connection that a fault found is said with its state and its quiet', () => {
  expect(foundWords([idle])).toMatchInlineSnapshot(`"app > db idle, quiet for 1.25 s"`)
})
test('connections that are alike are counted together, with what was on its way', () => {
  const busy = { ...idle, state: 'data-in-flight', unackedBytes: 1, quietMs: 3 } as const
  expect(foundWords([idle, busy, { ...busy, unreadBytes: 12 }, { ...idle, quietMs: 40 }])).toMatchInlineSnapshot(
    `"2 of app > db idle, quiet for 40 ms; 2 of app > db busy, 2 bytes unacknowledged, 12 bytes unread, quiet for 3 ms"`,
  )
})
test('what its socket was set to is said beside it, and those that are set alike are counted together', () => {
  const keepalive = { idleMs: 10_000, intervalMs: 5_000, count: 3 }
  const socket = { set: { keepalive, synRetries: 6 }, unackedBytes: 0, timer: 'keepalive', dueMs: 9_000 } as const
  const set = { ...idle, socket }
  expect(foundWords([set])).toMatchInlineSnapshot(
    `"app > db idle, quiet for 1.25 s; keepalive 10/5/3, no user timeout; keepalive due in 9.0 s"`,
  )
  const other = { ...idle, socket: { ...socket, set: { userTimeoutMs: 25_000, synRetries: 2 } } }
  expect(foundWords([set, other, set])).toMatchInlineSnapshot(
    `"2 of app > db idle, quiet for 1.25 s; keepalive 10/5/3, no user timeout; keepalive due in 9.0 s; app > db idle, quiet for 1.25 s; no keepalive, user timeout 25s; keepalive due in 9.0 s"`,
  )
  expect(foundWords([{ ...other, state: 'connecting' }])).toMatchInlineSnapshot(
    `"app > db connecting, quiet for 1.25 s; no keepalive, user timeout 25s, 2 SYN retries; keepalive due in 9.0 s"`,
  )
  expect(foundWords([{ ...idle, socket: { unackedBytes: 0, timer: 'none' } }])).toBe(foundWords([idle]))
})
test('how their kernels had them is said as well: of those that are set alike the least and the greatest', () => {
  const socket = { set: {}, rtoMs: 201, rttMs: 0.312, windowBytes: 65_184, timer: 'none' } as const
  const probed = { ...socket, rtoMs: 208, timer: 'keepalive', dueMs: 9_000 } as const
  expect(foundWords([{ ...idle, socket }])).toBe(
    'app > db idle, quiet for 1.25 s; no keepalive, no user timeout; RTO 201 ms, RTT 0.31 ms, window 65,184 bytes',
  )
  expect(foundWords([socket, probed, { ...probed, dueMs: 500 }].map(one => ({ ...idle, socket: one })))).toBe(
    '3 of app > db idle, quiet for 1.25 s; no keepalive, no user timeout; RTO 201 ms to 208 ms, RTT 0.31 ms, window 65,184 bytes, keepalive due in 0.5 s to 9.0 s',
  )
})
test('where nothing was seen nothing is said', () => {
  expect(foundWords(undefined)).toBeUndefined()
  expect(foundWords([])).toBeUndefined()
})
