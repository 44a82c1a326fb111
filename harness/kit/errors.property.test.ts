import fc from 'fast-check'
import { expect, test } from 'vitest'
import { didYouMean, HalfopenError } from './errors.ts'
import { anyText } from './fixtures/damaged.ts'
import { holds } from './fixtures/fuzz.ts'

const names = ['keepalive', 'user-timeout', 'heartbeat', 'power-off', 'black-hole']

test('whatever is said, an error ends with its code, and keeps its problem, its fix and its cause', () => {
  holds(fc.tuple(anyText, fc.option(anyText, { nil: undefined }), fc.anything()), ([problem, fix, cause]) => {
    const error = new HalfopenError('E_TEST', problem, { ...(fix === undefined ? {} : { fix }), cause })
    expect(error).toMatchObject({ problem, code: 'E_TEST' })
    expect(error.fix).toBe(fix)
    expect(error.message.endsWith(' [E_TEST]')).toBe(true)
    expect(error.cause).toBe(cause)
  })
})

test('a name with one letter wrong is recognised, whichever it is', () => {
  const slip = fc.tuple(fc.constantFrom(...names), fc.nat({ max: 20 }), fc.constantFrom('', 'x', 'xx'))
  holds(slip, ([name, at, letter]) => {
    const from = Math.min(at, name.length - 1)
    expect(didYouMean(name.slice(0, from) + letter + name.slice(from + 1), names)).toBe(` Did you mean "${name}"?`)
  })
})

test('nothing is meant by what is like no name, however long it is, and that takes no time', () => {
  holds(
    fc.integer({ min: 20, max: 3_000_000 }).map(length => '?'.repeat(length)),
    typed => {
      expect(didYouMean(typed, names)).toBe('')
    },
  )
})
