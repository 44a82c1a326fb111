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
test('where nothing was seen nothing is said', () => {
  expect(foundWords(undefined)).toBeUndefined()
  expect(foundWords([])).toBeUndefined()
})
