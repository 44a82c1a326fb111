// Method: lines as programs and their loggers really print them; each pattern is tried as the one that it is, on its own line and on those that it must not match.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds } from '../fixtures/fuzz.ts'
import { newOf, shapeOf } from './parts.ts'
import { lossIn, patternOf, wellIn } from './pattern.ts'

const go = (cause: string) => `2026/11/29 00:00:05 price fetch failed: Get "http://198.18.2.2:7000/price": ${cause}`

describe('of a loss it is the wording, without the cause', () => {
  test.for([
    ['[web] session error heartbeat missed', 'session error'],
    ['18:00 price fetch failed: connection refused', 'price fetch failed'],
    [go('context deadline exceeded'), 'price fetch failed'],
    ['2026-11-27T18:00:00.123Z INFO [db-7f3a9c] connection lost after 30000 ms: ETIMEDOUT', 'connection lost'],
    [
      "2026-11-29 00:00:05,027 WARNING inventory unavailable: TimeoutError('timed out')",
      'WARNING inventory unavailable',
    ],
    ['WARN upstream gone: no answer in 3 s', 'WARN upstream gone'],
    ['ERROR heartbeat missed', 'ERROR heartbeat missed'],
    ['Error: read ECONNRESET', 'Error: read ECONNRESET'],
    ['lost connection to db', 'lost connection to db'],
    ['reconnecting', 'reconnecting'],
    ['peer has reset the line: connection lost', 'has reset the line: connection lost'],
    ['level=warn msg="lost 10.0.0.2" retry=3', 'lost'],
    ['time=18:00:01 level=ERROR msg="price fetch failed" err="dial tcp: refused"', 'price fetch failed'],
    ['{"level":50,"time":1764,"err":"connect ECONNREFUSED","msg":"orders gone for 3 s"}', 'orders gone'],
    ['{"level":"error","state":"connection lost","cause":"timeout"}', 'connection lost'],
    ['\u001b[31mconnection lost\u001b[0m', 'connection lost'],
    ['связь потеряна: ошибка 7', 'связь потеряна: ошибка'],
  ] as const)('of "%s" it is /%s/', ([line, pattern]) => {
    expect(patternOf(line, 'lost', ['session established'])).toBe(pattern)
    expect(new RegExp(pattern).test(line)).toBe(true)
  })

  test('as much of the cause as tells it from what was said while all was well', () => {
    expect(patternOf('fetch failed: refused', 'lost', ['fetch failed: 404'])).toBe('fetch failed: refused')
    expect(patternOf('fetch failed', 'lost', ['fetch failed'])).toBeUndefined()
    expect(patternOf('error', 'lost', ['errors: none'])).toBe('\\berror\\b')
    expect(patternOf('{"level":"error","msg":"poll","err":"timeout"}', 'lost', ['{"level":"info","msg":"poll"}'])).toBe(
      'timeout',
    )
  })

  test('is taken of the first line that tells of one, and is not guessed of others', () => {
    expect(lossIn(['using the cache', 'retrying', 'web closed'], [])).toEqual({
      line: 'web closed',
      pattern: 'web closed',
    })
    expect(lossIn(['price 7', 'using the cache', 'entering main loop', 'session established'], [])).toBeUndefined()
  })
})

describe('of what says that all is well', () => {
  test.for([
    [['connected to 127.0.0.1:41239'], '\\bconnected to'],
    [['booting', '2026-11-24T09:30:00Z INFO db: connected in 12 ms'], 'INFO db: connected in'],
    [['[orders-7] Subscribed to queue=jobs'], '\\bSubscribed to'],
    [['cannot read cache', 'Server listening on :8080'], 'Server listening on'],
    [['[18:00:01] db connected (12 ms)'], 'db connected'],
    [['web session established'], 'web session established'],
    [['session opened', 'reconnected after 3 s'], 'reconnected after'],
    [['{"level":"info","time":1764,"msg":"connected to orders"}'], '\\bconnected to orders'],
    [['a/b (c) {e} online?'], 'a\\/b \\(c\\) \\{e\\} online'],
    [['ready (v1.2.3) $^.*', 'x'], '\\bready'],
  ] as const)('of %j it is /%s/', ([lines, pattern]) => {
    const found = wellIn(lines, 'connected')
    expect(found?.pattern).toBe(pattern)
    expect(new RegExp(pattern).test(found?.line ?? '')).toBe(true)
  })

  test('it matches no line of a loss, and there is none where it would', () => {
    expect(wellIn(['connected'], 'connected', ['disconnected'])?.pattern).toBe('\\bconnected')
    expect(wellIn(['connected'], 'connected', ['not connected'])?.pattern).toBe('^connected')
    expect(wellIn(['db is connected'], 'connected', ['db is connected no more: connection lost'])).toBeUndefined()
    expect(wellIn(['connected'], 'connected', ['connected again'])?.pattern).toBe('\\bconnected')
  })

  test('a server is ready by the line that says so, and not by one of a client of its own', () => {
    expect(wellIn(['cache joined', 'listening on 0.0.0.0:80 with all of its configuration'], 'ready')?.pattern).toBe(
      'listening on',
    )
  })

  test.for([[[]], [['version 3.2', 'reading orders']], [['not connected', 'disconnected', 'failed to get ready']]])(
    'it is not guessed of %j',
    ([lines]) => {
      expect(wellIn(lines ?? [], 'connected')).toBeUndefined()
    },
  )
})

test.for(['', '12:00:01 42', '---', '7f3a9c 10.0.0.2:80', 'no'])('of "%s" there is none', line => {
  expect(patternOf(line, 'lost')).toBeUndefined()
})

test('it is always a pattern that its own line matches and the others do not, as a literal too', () => {
  const word = fc.constantFrom(
    'lost',
    'connected',
    'error',
    '[web]',
    '"a b"',
    'k=v',
    '7 ms',
    '(x',
    'y)',
    '{"msg":"',
    '/',
  )
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(word, { maxLength: 9 }).map(words => words.join(' ')),
  )
  holds(fc.tuple(text, fc.array(text), fc.constantFrom('lost', 'connected', 'ready')), ([line, never, means]) => {
    const pattern = patternOf(line, means, never)
    if (pattern === undefined) return
    expect(new RegExp(pattern).test(line)).toBe(true)
    expect(never.filter(other => new RegExp(pattern).test(other))).toEqual([])
    expect(new RegExp(pattern).source, 'it can stand between slashes as it is').toBe(pattern)
  })
})

describe('what is new', () => {
  test('is no line that differs from another in its times and figures alone', () => {
    expect(shapeOf('18:00:01 fetched version 7 in 3 ms')).toBe(shapeOf('18:00:02 fetched version 12 in 11 ms'))
    expect(shapeOf('fetched version 7')).not.toBe(shapeOf('lost version 7'))
    expect(newOf(['price 8', 'price gone'], ['price 7'])).toEqual(['price gone'])
  })

  test('is what a logger says in the same fields with other words', () => {
    const said = (level: string, msg: string, time: number) => JSON.stringify({ level, time, msg })
    const before = [said('info', 'connected', 1_764_000_001)]
    const gone = said('error', 'lost', 1_764_000_005)
    expect(newOf([said('info', 'connected', 1_764_000_009), gone], before)).toEqual([gone])
  })
})

test('a line of 64 KiB takes no longer than it is', () => {
  for (const letter of ['x', '7', '-', '"', 'a=', 'f-', 'a7-b', 'f.', '[', '[a', "'"]) {
    const line = letter.repeat(65_536 / letter.length)
    expect(shapeOf(line).length).toBeLessThanOrEqual(line.length)
    patternOf(line, 'lost', [line])
  }
})
