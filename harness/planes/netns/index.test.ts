import { expect, test } from 'vitest'
import { boxed } from './fixtures/boxed.ts'

await boxed(import.meta, () => {
  test('hello', () => expect(process.getuid?.()).toBe(0))
  test('fails', () => expect(1).toBe(2))
})
