// Method: a client whose kernel was told of a loss, beside what it printed before and after; what is said of it, and the pattern that is proposed, is tried.
import { expect, test } from 'vitest'
import type { Bound } from '../harness/model/bound.ts'
import type { Line } from '../harness/model/record.ts'
import type { Run } from '../harness/model/report.ts'
import { advice } from './advice.ts'
import { because } from './because.ts'
import { undeclaredRun } from './fixtures/undeclared-run.ts'
import { remarks } from './remarks.ts'
import { saidWords, toHear, unheard } from './unheard.ts'

const silent: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 11_000 }
const within: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 8_000 }
const told = [[500, 'client-kernel', 'reset', 1]] as const

/** Each text so long after the fault, of the client. */
function run(bound: Bound, texts: readonly (readonly [number, string])[], seen: Seen = told): Run {
  const made = undeclaredRun({ bound, seen })
  const faultMs = made.steps[0]?.atMs ?? 0
  const lines = texts.map(([atMs, text]): Line => ({ atMs: faultMs + atMs, host: 'client', stream: 'stdout', text }))
  return { ...made, lines }
}

type Seen = Parameters<typeof undeclaredRun>[0]['seen']

const before = [-400, '18:00:01 price 7'] as const
const said = [700, '18:00:02 price fetch failed: connection refused'] as const

test.for([
  ['nothing', [before], 'said nothing'],
  ['what it printed all the time', [before, [600, '18:00:02 price 8']], 'said nothing that it had not said before'],
  [
    'a loss in other words',
    [before, said],
    'said "18:00:02 price fetch failed: connection refused", which no pattern of its command matches',
  ],
  [
    'a loss among other lines',
    [before, [600, 'using the cache'], said],
    'said "18:00:02 price fetch failed: connection refused" and 1 other line, which no pattern of its command matches',
  ],
] as const)('of a client that printed %s it is said', ([, texts, words]) => {
  const found = unheard({ bound: silent }, run(silent, texts))
  expect(found && saidWords(found)).toBe(words)
  expect(remarks(run(silent, texts))).toContain(
    `client-kernel reported it after 0.5 s (reset), and the program ${words}`,
  )
})

test('the pattern that is proposed matches that line, and none from before', () => {
  const found = unheard({ bound: silent }, run(silent, [[-400, 'price fetch failed: 404'], said]))
  const words = found && toHear(found)
  const source = /: \/(.+)\/ matches/.exec(words ?? '')?.[1] ?? ''
  expect(words).toContain('widen `lost` in the command of client')
  expect(new RegExp(source).test(said[1])).toBe(true)
  expect(new RegExp(source).test('price fetch failed: 404')).toBe(false)
})

test('a demand for a loss that was told in words which nobody heard is to hear them', () => {
  const failed = run(within, [before, said], [])
  expect(because(failed)).toBe(`client said "${said[1]}", which no pattern of its command matches`)
  expect(advice(failed)).toContain('/price fetch failed/ matches its line')
})

test('who printed nothing that sounds like a loss is asked for its settings, as before', () => {
  const failed = run(within, [before, [600, 'using the cache']], [])
  expect(because(failed)).not.toContain('using the cache')
  expect(advice(failed)).not.toContain('using the cache')
})
