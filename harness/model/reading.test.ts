import { describe, expect, test } from 'vitest'
import { appObservations, readLine } from './reading.ts'
import type { Says } from './subject.ts'

const says: Says = {
  connected: { source: 'connected', flags: '' },
  lost: { source: 'connection lost', flags: 'i' },
  recovered: { source: 'reconnected', flags: '' },
  stale: { source: '\\(old\\)', flags: '' },
}

describe('patterns', () => {
  test.for([
    ['db connected', 'traffic'],
    ['db Connection Lost', 'lost'],
    ['db reconnected', 'recovered'],
    ['served version 3 (old)', 'stale-answer'],
  ] as const)('"%s" means %s', ([line, kind]) => {
    expect(readLine({ says }, line)).toEqual({ kind, detail: line })
  })

  test('a line that matches loss and health is a loss', () => {
    expect(readLine({ says }, 'connected, then connection lost')?.kind).toBe('lost')
  })

  test('the code of an error is taken from the line', () => {
    expect(readLine({ says }, 'connection lost: read ETIMEDOUT')?.code).toBe('ETIMEDOUT')
    expect(readLine({ says }, 'connection lost: EOF')).not.toHaveProperty('code')
  })

  test('the code of an error is what the group `code` of the pattern takes, whatever it looks like', () => {
    const codeOf = (line: string) =>
      readLine({ says: { lost: { source: 'lost(?: by (?<code>[\\w ]*))?', flags: '' } } }, line)?.code
    expect(codeOf('udp lost by ConnectionRefusedError')).toBe('ConnectionRefusedError')
    expect(codeOf('lost by timeout, ECONNRESET')).toBe('timeout')
    expect(codeOf('lost by  , ECONNRESET')).toBe('ECONNRESET')
    expect(codeOf('lost: ECONNRESET')).toBe('ECONNRESET')
    expect(codeOf('lost')).toBeUndefined()
  })

  test('a line that matches nothing means nothing', () => {
    expect(readLine({ says }, 'hello')).toBeUndefined()
  })
})

describe('a JSON line', () => {
  test.for([
    ['connected', 'traffic'],
    ['traffic', 'traffic'],
    ['lost', 'lost'],
    ['closed', 'closed'],
    ['reset', 'reset'],
    ['recovered', 'recovered'],
    ['stale', 'stale-answer'],
  ] as const)('with the word %s means %s, without a pattern', ([word, kind]) => {
    expect(readLine({ says: {} }, JSON.stringify({ halfopen: word, code: 'E_X', detail: 'why' }))).toEqual({
      kind,
      code: 'E_X',
      detail: 'why',
    })
  })

  test.for(['{"halfopen":"toString"}', '{"halfopen":1}', '{"halfopen":', '{"other":"lost"}', '["halfopen","lost"]'])(
    'that is not one of ours means nothing: %s',
    line => {
      expect(readLine({ says: {} }, line)).toBeUndefined()
    },
  )
})

describe('stale answers that a program counted itself', () => {
  const said = (fields: object) => readLine({ says: {} }, JSON.stringify({ halfopen: 'stale', ...fields }))?.stale

  test('are numbers of a JSON line, beside any word', () => {
    expect(said({ answers: 17, forMs: 1_600 })).toEqual({ answers: 17, forMs: 1_600 })
    expect(said({ answers: 17 })).toEqual({ answers: 17 })
    const lost = readLine({ says: {} }, '{"halfopen":"lost","code":"EOF","answers":17,"forMs":1600}')
    expect(lost).toEqual({ kind: 'lost', code: 'EOF', detail: 'lost', stale: { answers: 17, forMs: 1_600 } })
  })

  test.for([
    {},
    { forMs: 1_600 },
    { answers: '17' },
    { answers: 1.5 },
    { answers: -1 },
    { answers: null },
    { answers: [17] },
    { detail: '17 stale answers in 1.6 s' },
  ])('are not made of %j', fields => {
    expect(said(fields)).toBeUndefined()
  })

  test.for(['1600', -1, null])('have no time where it is %j', forMs => {
    expect(said({ answers: 17, forMs })).toEqual({ answers: 17 })
  })

  test.for([
    [/served (?<answers>[\d,]+) stale rows in (?<seconds>[\d.]+) s/, { answers: 4_037, forMs: 242_400 }],
    [/served (?<answers>[\d,]+) stale/, { answers: 4_037 }],
    [/served (?<answers>[\d,]+) .* (?<forMs>[\d.]+) s/, { answers: 4_037, forMs: 242.4 }],
    [/stale (?<answers>\w+)/, undefined],
    [/(?<answers>x)?served/, undefined],
    [/served 4,037/, undefined],
  ] as const)('are the named groups of %s', ([pattern, stale]) => {
    const says = { stale: { source: pattern.source, flags: pattern.flags } }
    const line = 'served 4,037 stale rows in 242.4 s'
    expect(readLine({ says }, line)).toEqual({ kind: 'stale-answer', detail: line, ...(stale ? { stale } : {}) })
  })
})

test("a subject's own reader comes first, and may leave a line to the patterns", () => {
  const read = (line: string) => (line === 'x' ? ({ kind: 'lost', detail: 'mine' } as const) : undefined)
  expect(readLine({ says, read }, 'x')).toEqual({ kind: 'lost', detail: 'mine' })
  expect(readLine({ says, read }, 'connected')?.kind).toBe('traffic')
})

test('each program speaks for its own host, by its own patterns, and a stranger for nobody', () => {
  const line = (host: string) => ({ atMs: 5, host, stream: 'stdout', text: 'connected' }) as const
  const hosts = [
    { name: 'server', program: { says: {} } },
    { name: 'app#1', program: { says } },
    { name: 'app#2', program: { says } },
  ]
  expect(appObservations(hosts, [line('app#2'), line('server'), line('app#1'), line('stranger')])).toEqual([
    { atMs: 5, by: 'app#2-app', kind: 'traffic', detail: 'connected' },
    { atMs: 5, by: 'app#1-app', kind: 'traffic', detail: 'connected' },
  ])
})
