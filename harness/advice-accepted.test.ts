// Method: failures of many bounds, settings and states, in one phase and in several, are judged for real. What each is advised is taken: the command that
// it names is run, and its settings, or the heartbeat, are put into the same failure, which then has nothing to be advised any more. Wrong code would name
// a command that refuses, settings that notice in one phase only, or say that nothing can notice where another phase did.
import { expect, test } from 'vitest'
import { advice } from '../reports/advice.ts'
import { because } from '../reports/because.ts'
import { recordOf, scenarioOf } from '../reports/fixtures/sample-report.ts'
import { parseRecommendArguments } from './cli/recommend-arguments.ts'
import type { Bound } from './model/bound.ts'
import type { Run } from './model/report.ts'
import type { Settings } from './model/settings.ts'
import type { Ms } from './model/units.ts'
import { recommend } from './recommend/recommend.ts'
import { judged } from './verdict/verdicts.ts'
import { worstPhase } from './verdict/worst-phase.ts'

const bounds: readonly Ms[] = [500, 1_000, 1_500, 2_000, 3_000, 4_000, 8_000, 10_000, 25_000, 120_000, 3_600_000]
const starts: readonly Settings[] = [
  {},
  { keepalive: { idleMs: 7_200_000, intervalMs: 75_000, count: 9 } },
  { heartbeat: { everyMs: 7_200_000, deadlineMs: 10_000 } },
  { asksEveryMs: 1_000 },
]

test.for(bounds.flatMap(withinMs => starts.map(settings => ({ withinMs, settings }))))(
  'what is advised within $withinMs ms of $settings is accepted, notices in each phase, and is advised no more',
  ({ withinMs, settings }) => {
    for (const made of [
      (its: Settings) => failed(withinMs, its),
      (its: Settings) => inPhases(withinMs, its, ['silent', 'silent']),
    ]) {
      const words = advice(made(settings)) ?? ''
      const taken = [asked(words), heartbeatIn(words)].filter(one => one !== undefined)
      // A kernel that retransmits gives up within a quarter of an hour.
      const noticesAnyway = settings.asksEveryMs !== undefined && withinMs > 1_000_000
      expect([words, taken.length > 0]).toEqual([words, !noticesAnyway])
      for (const more of taken) expect(advice(made({ ...settings, ...more })) ?? '').not.toContain(words)
    }
  },
)

test('where settings notice for no lost packet alone, that is what is asked for', () => {
  expect(advice(failed(3_000, {}, 'client-kernel'))).toContain('halfopen recommend --within 3s --tolerate 0')
  expect(advice(failed(4_000, {}, 'client-kernel'))).toMatch(/halfopen recommend --within 4s$/)
  expect(advice(failed(1_000, {}, 'client-kernel'))).toBeUndefined()
})

test('who noticed in another phase has something that notices, and is told so', () => {
  const run = inPhases(10_000, {}, [1_000, 'silent', 2_500])
  expect(because(run)).toBe('in all 2 other phases it was noticed, after 1.0 - 2.5 s, and in this one nothing did')
  expect(advice(run)).toMatch(
    /so something of its own does notice: have it ask more often, or npx halfopen recommend --within 10s/,
  )
  expect(advice(inPhases(10_000, {}, ['silent', 'silent']))).toContain('nothing in its settings can notice this')
  expect(because(inPhases(10_000, {}, ['silent', 'silent']))).toBe(because(failed(10_000, {})))
})

/** The settings that the command answers with: it must not refuse. */
function asked(words: string): Settings | undefined {
  const [, line] = /halfopen recommend (.*?)(?=, or|$)/.exec(words) ?? []
  if (line === undefined) return undefined
  const found = recommend(parseRecommendArguments(line.split(' ')).requirements)
  if ('problem' in found) throw new Error(`${line}: ${found.problem}`)
  return found.settings
}

function heartbeatIn(words: string): Settings | undefined {
  const [, every, everyUnit, deadline, deadlineUnit] =
    /every ([\d.]+) (ms|s|min|h) that must be answered within ([\d.]+) (ms|s|min|h)/.exec(words) ?? []
  if (!every || !everyUnit || !deadline || !deadlineUnit) return undefined
  return { heartbeat: { everyMs: Number(every) * unit(everyUnit), deadlineMs: Number(deadline) * unit(deadlineUnit) } }
}

function unit(name: string): Ms {
  return { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 }[name] ?? Number.NaN
}

type Noticed = Ms | 'silent'

function failed(withinMs: Ms, settings: Settings, by: Bound['by'] = 'client-app', noticed: Noticed = 'silent'): Run {
  const bounds: readonly [Bound] = [{ expect: 'detection', by, since: 0, withinMs }]
  const seen = noticed === 'silent' ? [] : [[noticed, by, 'lost', 'gave up', 'ETIMEDOUT'] as const]
  const fault = { kind: 'black-hole', toward: 'both' } as const
  const sample = { id: 'x/y', claim: 'it is noticed', fault, bounds, settings, watchedMs: withinMs + 2_000, seen }
  const record = recordOf(sample)
  // Its packets were watched, and its kernel was healthy: its peer is no proxy.
  const steps = record.steps.map(step => ({ ...step, quietMs: { client: 0 } }))
  const healthy = { atMs: 100, by: 'client-kernel', kind: 'traffic', detail: 'a byte' } as const
  const observations = [healthy, ...record.observations]
  return judged(scenarioOf(sample), { ...record, steps, observations }, { lateMs: 250 })
}

function inPhases(withinMs: Ms, settings: Settings, times: readonly [Noticed, ...Noticed[]]): Run {
  const [first, ...rest] = times.map((noticed, at) => ({
    ...failed(withinMs, settings, 'client-app', noticed),
    phase: { number: at + 1, of: times.length, laterMs: at * 1_000 },
  }))
  if (!first) throw new Error('no phase')
  return worstPhase({ id: 'x/y' }, [first, ...rest], { overMs: 3_000, period: 'given', wallMs: 1 })
}
