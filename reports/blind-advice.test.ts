// Method: runs whose observer is blind for one reason each, judged for real; a suggested pattern is given to the program, which then is not blind any more.
import { describe, expect, test } from 'vitest'
import type { Bound } from '../harness/model/bound.ts'
import type { EventKind, Observation } from '../harness/model/observation.ts'
import { appObservations } from '../harness/model/reading.ts'
import type { Cut, Line, RunRecord } from '../harness/model/record.ts'
import type { Run } from '../harness/model/report.ts'
import type { Observer } from '../harness/model/units.ts'
import { judged } from '../harness/verdict/verdicts.ts'
import { advice } from './advice.ts'
import { onTerminal } from './fixtures/on-terminal.ts'
import { recordOf, scenarioOf } from './fixtures/sample-report.ts'

const off = { kind: 'power-off', host: 'server' } as const
const within: Bound = { expect: 'detection', by: 'client-app', since: 0, withinMs: 2_000 }

describe('a program of which no line is known to mean that all is well', () => {
  test('is given the pattern that its own line matches, and with that it sees', () => {
    const lines = [says(100, 'booting'), says(210, 'db connected to 10.0.0.1:6379'), says(1_900, 'db connection lost')]
    const run = blind({ lines })
    expect(advice(run)).toBe(
      'give the command of client connected: /db connected to/, which matches its line "db connected to 10.0.0.1:6379"',
    )
    expect(onTerminal(run)).toContain('/db connected to/')
    const says1 = { connected: { source: 'db connected to', flags: '' } }
    const observations = appObservations([{ name: 'client', program: { says: says1 } }], lines)
    expect(blind({ lines, observations }).bounds[0]?.outcome?.kind).toBe('silent')
  })

  test('is shown what it printed before the fault where none of that says so for sure, and none of what came later', () => {
    const lines = [says(100, 'v1.2'), says(300, 'tick 1'), says(400, 'tick 1'), says(900, 'tick 2')]
    expect(advice(blind({ lines }))).toBe(
      'give the command of client a `connected` that matches what it prints while all is well, which was "v1.2", "tick 1"',
    )
  })

  test("is to print something where it did not, and no other program's words are taken for its own", () => {
    const lines: Line[] = [{ atMs: 100, host: 'server', stream: 'stdout', text: 'client connected' }]
    expect(advice(blind({ lines }))).toBe(
      'client printed nothing before the fault: have it print a line when all is well, and give its command a `connected` that matches it',
    )
  })

  test('has a kernel that could be asked, where that saw its traffic', () => {
    const kernel = sees(200, 'client-kernel', 'traffic')
    expect(advice(blind({ lines: [], observations: [kernel] }))).toMatch(/matches it, or ask client-kernel$/)
    const gone = sees(300, 'client-kernel', 'closed')
    expect(advice(blind({ lines: [], observations: [kernel, gone] }))).not.toContain('client-kernel')
  })

  test('needs no pattern where it said so too late', () => {
    const observations = [sees(900, 'client-app', 'traffic', 'db connected')]
    expect(advice(blind({ lines: [], observations }))).toBe(
      'let the fault come later: client said "db connected" only after it',
    )
  })

  test('is told so where the opposite was demanded, too', () => {
    const lines = [says(210, 'connected')]
    const run = blind({ lines })
    const negated = { ...run, bounds: run.bounds.map(result => ({ ...result, negated: true as const })) }
    expect(advice(negated)).toBe(advice(run))
  })
})

describe('who had given up before the fault', () => {
  const lost = [sees(210, 'client-app', 'traffic'), sees(300, 'client-app', 'lost', 'connection lost')]

  test('is given the pattern of the line by which it came back', () => {
    const lines = [says(300, 'connection lost'), says(400, 'connected again')]
    expect(advice(blind({ lines, observations: lost }))).toBe(
      'if client was connected again, give its command recovered: /\\bconnected again/, which matches its line "connected again"',
    )
  })

  test('has to come back where it said nothing of it', () => {
    const quiet = blind({ lines: [says(300, 'connection lost')], observations: lost })
    expect(advice(quiet)).toBe('let the fault come when client is connected again: it had printed nothing since')
    const vague = blind({ lines: [says(300, 'connection lost'), says(400, 'step 2')], observations: lost })
    expect(advice(vague)).toMatch(/^let the fault come when client is connected again, and give .* printed "step 2"$/)
  })
})

test('in place of what the fault takes away those are named whom it leaves and who saw something', () => {
  const bound: Bound = { ...within, by: 'server-app' }
  const observations = [sees(200, 'client-app', 'traffic'), sees(200, 'server-kernel', 'traffic')]
  expect(advice(blind({ lines: [], observations, bound }))).toBe('ask client-app, which that fault leaves')
  expect(advice(blind({ lines: [], bound }))).toBeUndefined()
})

test('who printed more than is kept is to print less', () => {
  const observations = [sees(200, 'client-app', 'traffic')]
  const cuts = [{ by: 'client-app', atMs: 500, why: 'its program said more than the 4 MiB that are kept' }] as const
  expect(advice(blind({ lines: [], observations, cuts }))).toBe('have the program of client print less')
})

test('who sees is told nothing of that', () => {
  const run = blind({ lines: [says(210, 'connected')], observations: [sees(210, 'client-app', 'traffic')] })
  expect([run.verdict.status, advice(run)]).toEqual(['fail', expect.not.stringContaining('connected')])
})

interface Seen extends Pick<RunRecord, 'lines'> {
  readonly observations?: readonly Observation[]
  readonly cuts?: readonly Cut[]
  readonly bound?: Bound
}

function blind({ lines, observations = [], cuts = [], bound = within }: Seen): Run {
  const sample = { id: 'own/client', claim: 'as it says', fault: off, bounds: [bound] as const }
  return judged(scenarioOf(sample), { ...recordOf(sample), lines, observations, cuts }, { lateMs: 0 })
}

function says(atMs: number, text: string): Line {
  return { atMs, host: 'client', stream: 'stdout', text }
}

function sees(atMs: number, by: Observer, kind: EventKind, detail = 'up'): Observation {
  return { atMs, by, kind, detail }
}
