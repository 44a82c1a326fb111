// Method: the advice to a client that declares nothing is computed from the sockets and the writes that were seen, and compared with what would help.
import { describe, expect, test } from 'vitest'
import type { Bound } from '../harness/model/bound.ts'
import type { Host } from '../harness/model/host.ts'
import type { SubjectSpec } from '../harness/model/subject.ts'
import { advice } from './advice.ts'
import { because } from './because.ts'
import { undeclared, undeclaredRun } from './fixtures/undeclared-run.ts'

const keepalive = { idleMs: 5_000, intervalMs: 1_000, count: 3 }
const within = (withinMs: number, by: Bound['by'] = 'client-app'): Bound => ({
  ...{ expect: 'detection', by, since: 0, withinMs },
})

test('a client that writes is advised by what was seen of it: its keepalive is off then', () => {
  const run = undeclaredRun({ bound: within(12_000), found: [{ keepalive, nextWriteMs: 2_000 }] })
  expect(run.verdict.status).toBe('fail')
  expect(advice(run)).toMatch(
    /^its settings notice after 15:3\d - 1\d:\d\d: npx halfopen recommend --within 12s --busy, or add a heartbeat every 6 s/,
  )
  const itsKernel = undeclaredRun({
    bound: within(12_000, 'client-kernel'),
    found: [{ keepalive, nextWriteMs: 2_000 }],
  })
  expect(advice(itsKernel)).toMatch(/: npx halfopen recommend --within 12s --busy$/)
})

test('and one that is silent is not advised for a busy connection', () => {
  const run = undeclaredRun({ bound: within(12_000), found: [{}] })
  expect(advice(run)).toContain('nothing in its settings can notice this: npx halfopen recommend --within 12s, or')
})

test('nothing is advised where its own settings should have told', () => {
  expect(advice(undeclaredRun({ bound: within(12_000), found: [{ keepalive }] }))).toBeUndefined()
})

test('a window that ends too late is said, also where it begins in time', () => {
  const set = { keepalive: { idleMs: 20_000, intervalMs: 5_000, count: 3 }, userTimeoutMs: 3_000 }
  const run = undeclaredRun({ bound: within(26_000), found: [set], watchedMs: 26_100 })
  expect(advice(run)).toMatch(/^its settings notice after 25\.\d - 27\.\d s: npx halfopen recommend --within 26s, or/)
})

test('a loss behind a hop is for the hop to notice: it is told how, and why the client knows nothing', () => {
  const host = (name: string, listens: boolean, ...connectsTo: string[]): Host<SubjectSpec> =>
    undeclared({
      ...{ name, listens, connectsTo },
      program: { name, command: { file: name, args: [] }, says: {}, settings: {} },
    })
  const run = undeclaredRun({
    bound: within(12_000, 'app-app'),
    fault: { kind: 'power-off', host: 'db' },
    found: [],
    hosts: [host('db', true), host('lb', true, 'db'), host('app', false, 'lb')],
    seen: [[-100, 'app-app', 'traffic']],
  })
  expect(run.verdict.status).toBe('fail')
  expect(because(run)).toContain('app talks to lb, not to db')
  expect(advice(run)).toBe(
    'lb has to notice that db is gone: npx halfopen recommend --within 12s, for its connections to db',
  )
})

test('a doubt of the run alone moves no bound', () => {
  const run = undeclaredRun({ bound: within(6_000), seen: [[2_000, 'client-app', 'lost', undefined, 'gone']] })
  const untold = { status: 'inconclusive', reason: 'the period is unknown' } as const
  expect(run.bounds[0]?.verdict.status).toBe('pass')
  expect(advice({ ...run, verdict: untold })).toBeUndefined()
  const own = run.bounds.map(result => ({ ...result, verdict: untold }))
  expect(advice({ ...run, verdict: untold, bounds: own })).toBe('move the bound away from what was measured')
})

describe('a client that is only sent to', () => {
  const keepalive = 'nothing in its settings can notice this: npx halfopen recommend --within 3s --tolerate 0'
  const hole = { kind: 'black-hole', toward: 'both' } as const
  const sent = (unasked: { everyMs?: number }, more: Partial<Parameters<typeof undeclaredRun>[0]> = {}) =>
    undeclaredRun({ bound: within(3_000), fault: hole, found: [{ unasked }], ...more })

  test('is advised a read deadline that is longer than its server pauses, and keepalive', () => {
    const run = sent({ everyMs: 500 })
    expect(because(run)).toBe(
      'nothing is set that would notice: its server, which spoke every 0.5 s, may be silent for as long as it likes',
    )
    expect(advice(run)).toBe(
      `${keepalive}, or as its server speaks every 0.5 s, let a read fail that hears nothing for 2.25 s (setSoTimeout, SetReadDeadline, settimeout)`,
    )
  })

  test('is told no figure where nobody knows how long its server pauses', () => {
    const run = sent({})
    expect(because(run)).toContain('its server, which spoke by itself, may be silent')
    expect(advice(run)).toMatch(/, or as its server speaks by itself, let a read fail .* for longer than it pauses \(/)
  })

  test.each([
    ['pauses for too long', sent({ everyMs: 1_200 }), 'add a heartbeat'],
    ['was asked', undeclaredRun({ bound: within(3_000), fault: hole }), 'add a heartbeat'],
    ['is still heard', sent({ everyMs: 500 }, { fault: { kind: 'black-hole', toward: 'server' } }), ''],
  ] as const)('is advised none where its server %s', (_, run, other) => {
    expect(advice(run)).not.toContain('let a read fail')
    expect(advice(run)).toContain(other)
  })

  test('its kernel has no read deadline', () => {
    expect(advice(sent({ everyMs: 500 }, { bound: within(3_000, 'client-kernel') }))).toBe(keepalive)
  })
})
