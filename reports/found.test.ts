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
    `"app > db idle, quiet for 1.25 s; keepalive 10/5/3, no user timeout"`,
  )
  const other = { ...idle, socket: { ...socket, set: { userTimeoutMs: 25_000, synRetries: 2 } } }
  expect(foundWords([set, other, set])).toMatchInlineSnapshot(
    `"2 of app > db idle, quiet for 1.25 s; keepalive 10/5/3, no user timeout; app > db idle, quiet for 1.25 s; no keepalive, user timeout 25s"`,
  )
  expect(foundWords([{ ...other, state: 'connecting' }])).toMatchInlineSnapshot(
    `"app > db connecting, quiet for 1.25 s; no keepalive, user timeout 25s, 2 SYN retries"`,
  )
  expect(foundWords([{ ...idle, socket: { unackedBytes: 0, timer: 'none' } }])).toBe(foundWords([idle]))
})
test('where nothing was seen nothing is said', () => {
  expect(foundWords(undefined)).toBeUndefined()
  expect(foundWords([])).toBeUndefined()
})
