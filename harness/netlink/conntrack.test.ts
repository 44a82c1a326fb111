import { expect } from 'vitest'
import { sandboxed } from './fixtures/sandbox.ts'

const { seen, test } = await sandboxed('conntrack')

test('nothing is tracked before a rule asks for it', () => expect(seen['before a rule asks']).toEqual([]))
test('a connection is listed with both directions, its state and what is left of its time', () => {
  const entry = { state: 'ESTABLISHED', timeoutMs: true, assured: true, unreplied: false }
  const tuple = { protocol: 6, sourcePort: 7000, destinationPort: 0 }
  const back = { protocol: 6, sourcePort: 0, destinationPort: 7000 }
  expect(seen.established).toEqual([
    {
      ...entry,
      original: { ...back, source: '198.18.1.2', destination: '198.18.2.2' },
      reply: { ...tuple, source: '198.18.2.2', destination: '198.18.1.2' },
    },
    {
      ...entry,
      original: { ...back, source: 'fd00:1::2', destination: 'fd00:2::2' },
      reply: { ...tuple, source: 'fd00:2::2', destination: 'fd00:1::2' },
    },
  ])
})
test('one connection is looked up by either direction, and another one is not found', () => {
  expect(seen['one looked up']).toEqual([true, true, null])
})
test('a connection without an answer is listed as such', () => {
  expect(seen.unanswered).toEqual({ state: 'SYN_SENT', unreplied: true, assured: false })
})
test('forgetting one connection ends it and spares the other', () => {
  expect(seen['one forgotten']).toEqual(['ECONNRESET', 'hello', 'ESTABLISHED'])
})
test('forgetting what is not tracked is refused', () =>
  expect(seen['forgotten twice']).toMatchInlineSnapshot(
    `"Cannot forget the connection fd00:1::2 port PORT - fd00:2::2 port 7000 in router: there is no such thing (ENOENT) [E_KERNEL]"`,
  ))
test('a connection whose beginning was not seen can be made known, and lives on', () => {
  const entry = ['ESTABLISHED', true, true]
  expect(seen['remembered again']).toEqual([[entry, entry], 'hello', 'hello'])
})
test('one that is known can be given more time', () => expect(seen['given more time']).toBe(true))
test('forgetting all leaves nothing', () => expect(seen['all forgotten']).toEqual([true, 0, 'ECONNRESET']))
