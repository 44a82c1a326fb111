// Method: what is told while a search goes on is counted, and no time is measured: a search that is silent between two idle times, or one that tries
// each user timeout on a connect that none can help, is seen by its words, on a machine as busy as may be.
import { expect, test } from 'vitest'
import { formatSettings } from '../model/format-settings.ts'
import type { Requirements } from './requirements.ts'
import { bestFor } from './search.ts'

const second = 1_000
const wish: Requirements = { withinMs: 60 * second, tolerateMs: 5 * second, limits: [], busy: false, connecting: false }

test('a search says of each that it looks at that it does, whatever state is asked for', () => {
  for (const busy of [false, true]) {
    const looks: string[] = []
    const found = bestFor({ ...wish, busy }, trying => looks.push(trying))
    expect(found).toBeDefined()
    expect(looks).toContain(found && formatSettings(found))
    expect(looks.some(look => look.startsWith('user-timeout='))).toBe(busy)
  }
})

test('a silence that no retries of a SYN sit out is not looked for among user timeouts', () => {
  const looks: string[] = []
  const asked = { ...wish, withinMs: 3_600 * second, tolerateMs: 600 * second, connecting: true }
  for (const busy of [false, true]) expect(bestFor({ ...asked, busy }, trying => looks.push(trying))).toBeUndefined()
  expect(looks).toEqual([])
})

test('one that they do sit out is', () => {
  const asked = { ...wish, withinMs: 300 * second, connecting: true }
  for (const busy of [false, true]) expect(bestFor({ ...asked, busy })).toBeDefined()
})
