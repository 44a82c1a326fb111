// Method: lines as clients of several languages really say them, of a server that was switched off and of one that was killed.
import { describe, expect, test } from 'vitest'
import { type Losses, lossWording } from './loss-wording.ts'

const said = (...lines: readonly string[]): Losses['first'] => lines.map((text, at) => ({ text, atMs: at * 1_000 }))

const go = (cause: string) => `2026/11/29 00:00:05 price fetch failed: Get "http://198.18.2.2:7000/price": ${cause}`

describe('of two kinds of loss', () => {
  test.for([
    {
      language: 'Go',
      first: said(go('context deadline exceeded (Client.Timeout exceeded while awaiting headers)')),
      second: said(go('dial tcp 198.18.2.2:7000: connect: connection refused'), go('EOF')),
      pattern: 'price fetch failed',
    },
    {
      language: 'Python',
      first: said("2026-11-29 00:00:05,027 WARNING inventory unavailable: TimeoutError('timed out')"),
      second: said("2026-11-29 00:02:00,001 WARNING inventory unavailable: EOFError('closed')"),
      pattern: 'WARNING inventory unavailable',
    },
    {
      language: 'Node, which prints no error of a goodbye: the line that comes first in both',
      first: said('[web] session error heartbeat missed', '[web] session closed, retrying'),
      second: said('[web] session closed, retrying', '[web] session error connect ECONNREFUSED 198.18.2.2:7000'),
      pattern: 'session closed',
    },
    {
      language: 'one with other words for each',
      first: said('heartbeat failed after 3 s'),
      second: said('peer has reset the line: connection lost'),
      pattern: 'heartbeat failed|has reset the line: connection lost',
    },
  ])('$language', ({ first, second, pattern }) => {
    const found = lossWording({ first, second, never: ['[web] session established', 'prices flowing, status 200'] })
    expect(found).toMatchObject({ pattern, line: first[0]?.text === found?.line.text ? first[0] : first[1] })
    for (const lines of [first, second])
      expect(lines.some(({ text }) => new RegExp(found?.pattern ?? '').test(text))).toBe(true)
  })

  test('what both begin with is no pattern where it begins what is said of a good connection, too', () => {
    const [first, second] = [said('db error: heartbeat missed'), said('db error: read ECONNRESET')]
    const found = lossWording({ first, second, never: ['db error: none in 5 s'] })
    expect(found?.pattern).toBe('db error: heartbeat missed|db error: read ECONNRESET')
  })
})

test('of one kind it is the wording of its first line that tells of a loss', () => {
  const first = said('retry', '[web] session error heartbeat missed')
  expect(lossWording({ first, second: [], never: ['retry'] })?.pattern).toBe('session error')
  expect(lossWording({ first: [], second: first, never: [] })).toMatchObject({ pattern: 'session error', of: 'second' })
})

test('of a client that says nothing there is none', () => {
  expect(lossWording({ first: [], second: [], never: [] })).toBeUndefined()
})
