import { expect, test } from 'vitest'
import { until } from './until.ts'

test('asks until there is a value, and gives it', async () => {
  let asked = 0
  const value = await until('count', () => (++asked >= 3 ? asked : undefined), { withinMs: 10_000, everyMs: 1 })
  expect([value, asked]).toEqual([3, 3])
})

test.for([0, '', false, null])('takes %j for a value', async value => {
  expect(await until('ask', () => value, { withinMs: 10_000 })).toBe(value)
})

test('names what did not happen in time', async () => {
  const waiting = until('see the port open', () => undefined, { withinMs: 15, everyMs: 1 })
  await expect(waiting).rejects.toThrow('Cannot see the port open: not done within 0.015 s [E_DEADLINE]')
})

test("gives the condition's own error at once", async () => {
  const refuse = async () => {
    throw new Error('it has died')
  }
  await expect(until('wait', refuse, { withinMs: 10_000 })).rejects.toThrow('it has died')
})

test("ends with the signal's reason", async () => {
  const stop = new AbortController()
  const waiting = until('wait', () => undefined, { withinMs: 60_000, everyMs: 1, signal: stop.signal })
  stop.abort(new Error('interrupted'))
  await expect(waiting).rejects.toThrow('interrupted')
})

test('ends in time also while the condition itself hangs', async () => {
  const hang = () => new Promise<undefined>(() => {})
  await expect(until('ask', hang, { withinMs: 15 })).rejects.toThrow('Cannot ask: not done within 0.015 s [E_DEADLINE]')
})
