import { describe, expect, test } from 'vitest'
import { parseBounds } from './bounds.ts'

test('a bound is turned into data, alone or in a list', () => {
  expect(parseBounds({ detectedBy: 'client-app', within: '30s' })).toEqual([
    { expect: 'detection', from: 'client-app', withinMs: 30_000 },
  ])
  expect(
    parseBounds([
      { detectedBy: 'wire', within: '3s', notBefore: '1s', code: 'ETIMEDOUT' },
      { undetectedBy: 'client-app', for: '1min' },
      { recoveredBy: 'client-app', within: 500 },
    ]),
  ).toEqual([
    { expect: 'detection', from: 'wire', withinMs: 3_000, notBeforeMs: 1_000, code: 'ETIMEDOUT' },
    { expect: 'silence', from: 'client-app', forMs: 60_000 },
    { expect: 'recovery', from: 'client-app', withinMs: 500 },
  ])
})

describe('a bound that claims nothing, or not what was meant, is refused', () => {
  test.for<[unknown, string]>([
    [[], 'Cannot use a scenario without bounds: it would claim nothing'],
    [{ undetectedBy: 'client-app', for: 0 }, '`for` has to be longer than nothing, got "0"'],
    [{ detectedBy: 'client-app', within: '0s' }, '`within` has to be longer than nothing, got "0s"'],
    [{ detectedBy: 'client-app', within: '1s', notBefore: '1s' }, 'notBefore has to be less than within, got "1s"'],
    [{ detectBy: 'client-app', within: '1s' }, 'unknown field, got "detectBy"'],
    [{ detectBy: 'client-app', within: '1s' }, 'Did you mean "detectedBy"?'],
    [{ within: '1s' }, 'it names no vantage'],
    [{ detectedBy: 'client-app', within: '1s', notbefore: '1s' }, 'Did you mean "notBefore"?'],
    [{ detectedBy: 'client', within: '1s' }, 'Cannot use the vantage: it is none, got "client"'],
    [{ detectedBy: 'client-app', within: '30 sec' }, 'got "30 sec"'],
    [{ detectedBy: 'client-app' }, 'it is not a length of time, got "undefined"'],
    [null, 'it is not an object, got "null"'],
  ])('%j: %s', ([spec, message]) => {
    // biome-ignore lint/suspicious/noExplicitAny: what plain JavaScript can pass
    expect(() => parseBounds(spec as any)).toThrow(message)
  })
})
