// Method: runs as they were recorded of real programs, cut down to what decides, judged for real. Each remark has a twin to whom it would be untrue.
import { describe, expect, test } from 'vitest'
import type { Bound } from '../harness/model/bound.ts'
import type { Fault } from '../harness/model/fault.ts'
import { advice } from './advice.ts'
import { because } from './because.ts'
import { onTerminal } from './fixtures/on-terminal.ts'
import { pageText } from './fixtures/page-text.ts'
import { undeclaredRun } from './fixtures/undeclared-run.ts'

import { renderJunit } from './junit.ts'
import { remarks } from './remarks.ts'

const keepalive = { idleMs: 3_000, intervalMs: 1_000, count: 3 }
const blip: Fault = { kind: 'black-hole', toward: 'both', forMs: 5_000 }
const silent: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 11_000 }
const within = (withinMs: number): Bound => ({ expect: 'detection', by: 'client-app', since: 0, withinMs })

describe('a client that gives its living peer up without a word', () => {
  const quiet = { fault: blip, bound: silent, healedAfterMs: 5_000 }

  test('passes, and every report says what it did', () => {
    const run = undeclaredRun({ ...quiet, connections: [2_460], seen: [[7_150, 'wire', 'reset', 1]] })
    const words =
      'client ended its connection to server itself and opened another 2.46 s after the fault: if it gave server up, it did not say so'
    expect(run.verdict.status).toBe('pass')
    expect(remarks(run)).toEqual([words])
    const report = { schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [run] } as const
    for (const text of [onTerminal(run), pageText(report), renderJunit(report)]) expect(text).toContain(words)
  })

  test('is seen closing it at once, too, and by a RST that comes when the way is free again', () => {
    for (const seen of [[2_000, 'wire', 'closed', 1] as const, [7_150, 'wire', 'reset', 1] as const])
      expect(remarks(undeclaredRun({ ...quiet, seen: [seen] }))).toEqual([
        'client ended its connection to server itself: if it gave server up, it did not say so',
      ])
  })

  test.for([
    ['keeps it', []],
    ['closes it when all is well again', [[8_000, 'wire', 'closed', 1]]],
    [
      'makes one for each request, as before',
      [
        [-300, 'wire', 'closed', 1],
        [2_000, 'wire', 'closed', 2],
      ],
    ],
  ] as const)('is not one that %s', ([, seen]) => {
    expect(remarks(undeclaredRun({ ...quiet, found: [{}, {}], seen }))).toEqual([])
  })

  test('is not one that opens more', () => {
    expect(remarks(undeclaredRun({ ...quiet, connections: [2_460] }))).toEqual([])
  })

  test('fails a demand for a loss by that, and is to say it', () => {
    const run = undeclaredRun({ bound: within(5_000), found: [{ nextWriteMs: 400 }], connections: [2_460] })
    expect(because(run)).toContain('client opened another connection to server 2.46 s after the fault')
    expect(advice(run)).toBe('have client say when it gives server up: print a line that `lost` matches, or exit')
    const unaware = undeclaredRun({ bound: within(5_000), found: [{ nextWriteMs: 400 }] })
    expect(because(unaware)).toBe('data is unacknowledged: tcp_retries2 decides')
  })
})

describe('a program that keeps to itself what its kernel told it', () => {
  const told = {
    bound: within(10_000),
    found: [{ keepalive }],
    seen: [[6_170, 'client-kernel', 'lost', 1, 'ETIMEDOUT']],
  } as const

  test('fails for that reason in every report, is to report the error, and is no miss of a prediction', () => {
    const run = undeclaredRun(told)
    const words = 'client-kernel reported it after 6.17 s (ETIMEDOUT), and the program said nothing'
    expect(because(run)).toBe(words)
    expect(advice(run)).toContain('have client report the error that its next call on that socket returns (ETIMEDOUT)')
    expect(run.bounds[0]).not.toHaveProperty('outsidePrediction')
    const report = { schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [run] } as const
    for (const text of [onTerminal(run), pageText(report), renderJunit(report)]) expect(text).toContain(words)
  })

  test('is not one whose kernel told nothing, or told it of a connection that it made later', () => {
    const untold = undeclaredRun({ ...told, seen: [] })
    expect([because(untold), advice(untold)]).toEqual([undefined, undefined])
    expect(untold.bounds[0]).toMatchObject({ outsidePrediction: true })
    const later = { connections: [2_000], seen: [[6_170, 'client-kernel', 'lost', 2, 'ETIMEDOUT']] } as const
    expect(because(undeclaredRun({ ...told, ...later }))).not.toContain('client-kernel')
  })

  test('misses a prediction all the same where its kernel told outside of it', () => {
    const late = undeclaredRun({ ...told, seen: [[9_000, 'client-kernel', 'lost', 1, 'ETIMEDOUT']] })
    expect(late.bounds[0]).toMatchObject({ outsidePrediction: true })
    expect(because(late)).toContain('after 9.0 s')
  })

  test('may have said it in time: then there is nothing to remark', () => {
    const said = undeclaredRun({ ...told, seen: [...told.seen, [6_171, 'client-app', 'lost', undefined, 'gone']] })
    expect([said.verdict.status, remarks(said), because(said)]).toEqual(['pass', [], undefined])
  })
})

describe('a pool of which one connection noticed', () => {
  const seen = [
    [6_170, 'client-kernel', 'lost', 3, 'ETIMEDOUT'],
    [6_171, 'client-app', 'lost', undefined, 'gone'],
  ] as const

  test('passes, and it is said what the others did, and how all are asked', () => {
    const run = undeclaredRun({ bound: within(8_000), found: [{}, {}, { keepalive }], seen, watchedMs: 6_171 })
    expect(run.verdict.status).toBe('pass')
    expect(remarks(run)).toEqual([
      "2 of its 3 connections to server had not noticed by then, and by what their sockets are set to never will: { detectedBy: 'client-kernel', every: true } demands all",
    ])
  })

  test('is told of those alone that are not set to notice in time', () => {
    const slow = { keepalive: { ...keepalive, idleMs: 60_000 } }
    const run = (others: (typeof slow)[]) =>
      undeclaredRun({ bound: within(8_000), found: [...others, { keepalive }], seen, watchedMs: 6_171 })
    expect(remarks(run([slow, { keepalive }]))).toEqual([
      "1 of its 3 connections to server had not noticed by then: { detectedBy: 'client-kernel', every: true } demands all",
    ])
    expect(remarks(run([{ keepalive }, { keepalive }]))).toEqual([])
  })
})

test('why nothing is predicted is said beside a pass, and not of what passes on a wire', () => {
  const seen = [[2_000, 'client-app', 'lost', undefined, 'gone']] as const
  const wire: Bound = { ...within(5_000), by: 'wire' }
  expect(remarks(undeclaredRun({ bound: within(5_000), found: [], seen }))).toEqual([
    'not predicted: no socket of it was seen, and it declares no settings. Give its command() settings, such as request-timeout=3s',
  ])
  const onWire = undeclaredRun({ bound: wire, found: [], seen: [[2_000, 'wire', 'reset']] })
  expect([onWire.verdict.status, remarks(onWire)]).toEqual(['pass', []])
})

test('a prediction of the kernel alone says so where a program is asked, in every report', () => {
  const seen = [[2_960, 'client-app', 'lost', undefined, 'gone']] as const
  const run = undeclaredRun({ bound: within(4_000), found: [{ nextWriteMs: 400 }], seen })
  const report = { schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [run] } as const
  for (const text of [onTerminal(run), pageText(report), renderJunit(report)])
    expect(text).toMatch(/kernel 15:3\d - 1\d:\d\d/)
  const declared = undeclaredRun({ bound: within(4_000), found: [{ keepalive }], settings: { keepalive } })
  expect(onTerminal(declared)).not.toContain('kernel 6')
})
