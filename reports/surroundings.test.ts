import { describe, expect, test } from 'vitest'
import type { Run } from '../harness/model/report.ts'
import { onTerminal } from './fixtures/on-terminal.ts'
import { pageText } from './fixtures/page-text.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { sampleSystem } from './fixtures/sample-system.ts'

import { renderJunit } from './junit.ts'
import { surroundings } from './surroundings.ts'

const report = sampleReport()
const system = sampleSystem()
const {
  startsAt: _,
  memoryMb: __,
  keptWrites: ___,
  before: ____,
  lookups: _____,
  names: ______,
  links: _______,
  ...bare
} = system

test('what was not as it comes is said, and nothing of what was', () => {
  expect(surroundings(system)).toEqual([
    ['names', 'pool.test at first pool (TTL 5 s); db.<b>test at first db, spare (TTL 1 min)'],
    ['time set', '2026-03-29T00:59:00.000Z as its box began'],
    ['memory', '1,024 MB of its guest'],
    ['link', expect.stringMatching(/^pool: delay 20 ms, MTU 1,400; .*measured 40.2 ms$/)],
    [
      'kept',
      'what its programs wrote outside of /home/me, /tmp, or in a folder of somebody else there, stays on this machine',
    ],
  ])
  expect(surroundings({})).toEqual([])
})

test('a run by a seed has the command that repeats it, and one by the chance of its machine has none', () => {
  const run = { scenario: "it's/one", plane: 'netns', clock: 'virtual', startsAt: '2026-11-27T00:00:00.000Z' } as const
  const command = "npx halfopen run 'it'\\''s/one' --plane netns --clock virtual --seed 7 --starts-at 2026-11-27"
  expect(Object.fromEntries(surroundings({ ...run, seed: 7 })).again).toBe(command)
  const phased = surroundings({ ...run, seed: 7, phase: { number: 3, of: 8, laterMs: 250 } })
  expect(Object.fromEntries(phased).again).toContain('--clock virtual --phase 3 --seed 7')
  expect(Object.fromEntries(surroundings(run)).again).toBeUndefined()
})

test('a box that throws nothing away names no folder', () => {
  expect(surroundings({ keptWrites: { outside: [] } })).toEqual([
    ['kept', 'what its programs wrote outside of {dir} stays on this machine'],
  ])
})

describe.for<[string, (run: Run) => string]>([
  ['the terminal, of a run that did not pass,', run => onTerminal({ ...run, verdict: failed })],
  ['the page', run => pageText({ ...report, runs: [run] })],
  ['JUnit', run => renderJunit({ ...report, runs: [run] })],
])('%s', ([, render]) => {
  test('shows what a record has besides: names, steps before, memory, time of day, and what stays', () => {
    const shown = render(system)
    for (const words of said) expect(shown).toContain(words)
  })

  test('and of a run that has none of it says nothing', () => {
    const shown = render(bare)
    for (const words of [...said, 'asked', 'before: ', 'What ran before']) expect(shown).not.toContain(words)
  })
})

test('the terminal is silent of it where a run passed', () => {
  const shown = onTerminal({ ...system, verdict: { status: 'pass' } })
  for (const words of said) expect(shown).not.toContain(words)
})

const failed = { status: 'fail', expected: 'a', actual: 'b' } as const
const said = [
  '2026-03-29T00:59',
  '1,024 MB',
  'outside of /home/me, /tmp',
  'initdb -D /run/db/data',
  'SERVFAIL',
  'at first pool',
  'measured 40.2 ms',
]
