// Method: a suggestion is tried as the pattern that it is, on the lines that it was made of and on those that it must not match.
import { describe, expect, test } from 'vitest'
import { newOf, quoted, suggestLoss, suggestPattern } from './suggest-pattern.ts'

describe('a pattern', () => {
  test.for([
    [['connected to 127.0.0.1:41239'], '/\\bconnected to\\b/'],
    [['booting', '2026-11-24T09:30:00Z INFO db: connected in 12 ms'], '/\\bconnected in\\b/'],
    [['[orders-7] Subscribed to queue=jobs'], '/\\bSubscribed to\\b/'],
    [['cannot read cache', 'Server listening on :8080'], '/\\bServer listening on\\b/'],
  ] as const)('of %j is %s', ([lines, pattern]) => {
    expect(suggestPattern(lines)?.pattern).toBe(pattern)
  })

  test('is anchored where a loss has the same words, and is none where that does not tell them apart', () => {
    expect(suggestPattern(['connected'], ['not connected'])?.pattern).toBe('/^connected\\b/')
    expect(suggestPattern(['db is connected'], ['db is connected no more: connection lost'])).toBeUndefined()
  })

  test.for([
    [[]],
    [['version 3.2', 'reading orders']],
    [['not connected', 'disconnected', 'failed to get ready', 'waiting until it is listening']],
  ])('is not guessed of %j', ([lines]) => {
    expect(suggestPattern(lines ?? [])).toBeUndefined()
  })

  test('matches the line that it names, and only words of it are in there', () => {
    const found = suggestPattern(['ready (v1.2.3) $^.*', 'x'])
    expect(found).toEqual({ line: 'ready (v1.2.3) $^.*', pattern: '/\\bready\\b/' })
  })
})

test('lines are quoted once each, the last three, and of a long one its beginning', () => {
  expect(quoted(['a', 'b', 'c', 'c', 'd'])).toBe('"b", "c", "d"')
  expect(quoted(['x'.repeat(5_000)])).toBe(`"${'x'.repeat(80)} ..."`)
})

describe('a pattern of a loss', () => {
  test.for([
    [['[web] session error heartbeat missed'], '/\\bsession error\\b/'],
    [['18:00 price fetch failed: connection refused'], '/\\bprice fetch failed\\b/'],
    [['using the cache', '[web] session closed, retrying'], '/\\bsession closed\\b/'],
    [['reconnecting'], '/\\breconnecting\\b/'],
  ] as const)('of %j is %s', ([lines, pattern]) => {
    expect(suggestLoss(lines, ['session established'])?.pattern).toBe(pattern)
  })

  test('matches no line from before, and is not guessed of lines that tell of none', () => {
    expect(suggestLoss(['fetch failed: refused'], ['fetch failed: 404'])?.pattern).toBe('/\\brefused\\b/')
    expect(suggestLoss(['fetch failed'], ['fetch failed'])).toBeUndefined()
    expect(suggestLoss(['price 7', 'using the cache'], [])).toBeUndefined()
  })

  test('is made of what is new, which other figures are not', () => {
    expect(newOf(['price 8', 'price gone'], ['price 7'])).toEqual(['price gone'])
  })
})
