import { describe, expect, test } from 'vitest'
import { didYouMean, HalfopenError, messageOf } from './errors.ts'

describe('an error', () => {
  test('reads as one line: what, the fix, the code', () => {
    const error = new HalfopenError('E_X', 'Cannot do it: it is late, got "9"', { fix: 'Come earlier' })
    expect(String(error)).toBe('HalfopenError: Cannot do it: it is late, got "9". Come earlier [E_X]')
    expect(error.code).toBe('E_X')
  })

  test('keeps its cause, and has none where there was none', () => {
    const cause = new Error('beneath')
    expect(new HalfopenError('E_X', 'Cannot', { cause }).cause).toBe(cause)
    expect(new HalfopenError('E_X', 'Cannot')).not.toHaveProperty('cause')
  })
})

test.for<[unknown, string]>([
  [new Error('why'), 'why'],
  ['text', 'text'],
  [undefined, 'undefined'],
])('the message of %s is "%s"', ([thrown, message]) => {
  expect(messageOf(thrown)).toBe(message)
})

describe('did you mean', () => {
  test.for([
    ['power-of', ' Did you mean "power-off"?'],
    ['blackhole', ' Did you mean "black-hole"?'],
    ['pwoer-off', ' Did you mean "power-off"?'],
    ['earthquake', ''],
    ['', ''],
  ] as const)('%s:%s', ([typed, answer]) => {
    expect(didYouMean(typed, ['power-off', 'black-hole'])).toBe(answer)
  })

  test('says nothing where there is nothing to choose from', () => {
    expect(didYouMean('x', [])).toBe('')
  })
})
