// Method: a client whose peer was lost and found again, judged too late to be back; what it printed and what it declares differ. Wrong code that would also
// pass: one that blames the client whatever it printed, or whatever fault is meant.
import { expect, test } from 'vitest'
import type { Line } from '../harness/model/record.ts'
import type { Run } from '../harness/model/report.ts'
import { advice } from './advice.ts'
import { undeclaredRun } from './fixtures/undeclared-run.ts'

const back = (healedAfterMs?: number, lines: readonly Line[] = []): Run => {
  const run = undeclaredRun({
    bound: { expect: 'recovery', by: 'client-app', since: 0, withinMs: 2_000 },
    fault: { kind: 'black-hole' } as never,
    seen: [[1_000, 'client-app', 'lost']],
    ...(healedAfterMs === undefined ? {} : { healedAfterMs }),
  })
  return { ...run, lines: [...run.lines, ...lines] }
}

const own = 'does the client connect again after a loss? Its words are in the report'

test('what it printed since its loss may have meant that it was back: the pattern is missing', () => {
  const run = back(3_000)
  expect(run.verdict.status).toBe('fail')
  const restored = { host: 'client', atMs: run.endedAtMs, stream: 'stdout', text: 'link restored' } as const
  expect(advice(back(3_000, [restored]))).toBe(
    'if one of what it printed since its loss means that the client was back ("link restored"), give its command a `recovered` that matches it',
  )
  expect(advice(back(3_000))).toBe(own)
  expect(
    advice(
      back(3_000, [
        { ...restored, host: 'server' },
        { ...restored, atMs: 0 },
        { ...restored, text: ' ' },
      ]),
    ),
  ).toBe(own)
})

test('a fault that did not heal is not what a return is counted from', () => {
  const run = back()
  const [step] = run.steps
  if (!step) throw new Error('it has no step')
  const healed = { ...step, id: 1, healedAtMs: step.byMs + 100 }
  expect(advice({ ...run, steps: [step, healed] })).toBe(
    'what it counts from, step 0, did not heal in this run: since: 1 asks for the return after a fault that did',
  )
})

test('who ended its connection and said nothing is to say why, or is asked without the fault', () => {
  const run = undeclaredRun({ bound: { expect: 'silence', by: 'client-app', since: 0, forMs: 2_000 } })
  const left = { from: 'client', to: 'server', connection: 1, afterMs: 500, ageMs: 5_000, uncertaintyMs: 0 }
  const open = (control?: { readonly kind: 'silent'; readonly watchedMs: number }): Run => ({
    ...run,
    verdict: { status: 'inconclusive', reason: 'unsaid' },
    bounds: run.bounds.map(one => ({
      ...{ ...one, verdict: { status: 'inconclusive', reason: 'unsaid' } as const, left },
      ...(control ? { control } : {}),
    })),
  })
  const say =
    'have client say why it ends its connection to server: print a line that `lost` matches where it gives it up'
  expect(advice(open())).toBe(`${say}, or ask with control: true whether it does so without the fault too`)
  expect(advice(open({ kind: 'silent', watchedMs: 2_000 }))).toBe(say)
})
