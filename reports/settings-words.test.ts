import { expect, test } from 'vitest'
import type { FoundSocket, SocketSettings } from '../harness/model/found.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'
import { advice } from './advice.ts'
import { onTerminal } from './fixtures/on-terminal.ts'
import { pageText } from './fixtures/page-text.ts'
import { sampleRun } from './fixtures/sample-report.ts'

import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { changeWords, differenceWords, itselfWords } from './settings-words.ts'

const whole = sampleRun({
  id: 'own/reader',
  claim: 'a reader of our own notices within 3 s',
  fault: { kind: 'power-off', host: 'server' },
  bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 3_000 }],
  watchedMs: 5_000,
  seen: [[4_000, 'client-app', 'lost', 'gave up', 'TIMEOUT']],
})
const keepalive = { idleMs: 10_000, intervalMs: 5_000, count: 3 }

function foretold(fields: Partial<BoundResult>, more: Partial<Run> = {}): Run {
  return {
    ...whole,
    bounds: whole.bounds.map(({ outsidePrediction: _, ...result }) => ({ ...result, ...fields })),
    ...more,
  }
}

const early = foretold({
  kernelAlone: true,
  predictedMs: [924_000, 1_045_000],
  predictedReason: 'tcp_retries2 decides',
})

test('who noticed is said where it was the program, and by how much it was before its kernel', () => {
  const words = (fields: Partial<BoundResult>) => foretold(fields).bounds.map(itselfWords)
  expect(early.bounds.map(itselfWords)).toEqual(['by the program itself, 15 min 20 s before its kernel'])
  expect(words({ kernelAlone: true, predictedMs: 'never' })).toEqual([
    'by the program itself: its kernel alone would never notice',
  ])
  expect(words({ kernelAlone: true, predictedMs: [3_900, 4_200] })).toEqual([undefined])
  const late = { kernelAlone: true, predictedMs: [1_000, 2_000] } as const
  expect(words(late)).toEqual(['by its kernel in time, and said by the program at least 2.0 s later'])
  expect(words({ ...late, verdict: { status: 'inconclusive', reason: 'it waited' } })).toEqual([undefined])
  expect(words({ ...late, outsidePrediction: true })).toEqual([undefined])
  expect(words({ predictedMs: [924_000, 1_045_000] })).toEqual([undefined])
})

test('every report says it, and none advises by settings that had no part in it', () => {
  expect(onTerminal(early)).toContain('noticed by the program itself, 15 min 20 s before its kernel')
  expect(onTerminal(early)).not.toContain('because')
  expect(advice(early)).toBeUndefined()
  const report = { schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [early] } as const
  expect(pageText(report)).toContain('by the program itself, 15 min 20 s before its kernel')
  expect(renderJunit(report)).toContain('by the program itself, 15 min 20 s before its kernel')
})

test('what was declared and what a socket has are said together where they differ', () => {
  const differs = foretold({}, { differences: [{ host: 'client', declared: { keepalive }, seen: {} }] })
  expect(differenceWords(differs)).toEqual(['client declares keepalive=10/5/3, and its socket has off'])
  expect(onTerminal(differs)).toContain(
    'declared and seen differ: client declares keepalive=10/5/3, and its socket has off',
  )
  const report = { schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [differs] } as const
  expect(pageText(report)).toContain('client declares keepalive=10/5/3, and its socket has off')
  expect(renderJunit(report)).toContain('client declares keepalive=10/5/3, and its socket has off')
  expect(differenceWords(whole)).toEqual([])
  expect(onTerminal(whole)).not.toContain('differ')
})

test('what was set between birth and fault is said in every report, once for all that are alike', () => {
  const found = (connection: number, set: SocketSettings) =>
    ({ from: 'client', to: 'server', connection, state: 'idle', unackedBytes: 0, quietMs: 0, socket: { set } }) as const
  const born = { from: 'client', to: 'server', bornMs: 0 }
  const changed = foretold(
    {},
    {
      connections: [
        { ...born, id: 1, set: { userTimeoutMs: 9_000 } },
        { ...born, id: 2, set: { userTimeoutMs: 9_000 } },
        { ...born, id: 3, set: { keepalive } },
        { ...born, id: 4 },
      ],
      steps: whole.steps.map(step => ({
        ...step,
        found: [found(1, { keepalive }), found(2, { keepalive }), found(3, { keepalive }), found(4, { keepalive })],
      })),
    },
  )
  const words = '2 of client > server: keepalive=10/5/3 at the fault, user-timeout=9s when it was born'
  expect(changeWords(changed)).toEqual([words])
  const report = { schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [changed] } as const
  expect(onTerminal(changed)).toContain(words)
  expect(pageText(report)).toContain(words.replace('>', '&gt;'))
  expect(renderJunit(report)).toContain(words.replace('>', '&gt;'))
  expect(JSON.parse(renderJson(report)).runs[0].connections[0].set).toEqual({ userTimeoutMs: 9_000 })
  expect(onTerminal(whole)).not.toContain('when it was born')
})

test('each report shows what a socket was found with, or why that was not read', () => {
  const shown = (socket: FoundSocket) => {
    const one = { from: 'client', to: 'server', state: 'idle', unackedBytes: 0, quietMs: 0, socket } as const
    const run = foretold(
      { verdict: { status: 'fail', expected: 'a', actual: 'b' } },
      {
        verdict: { status: 'fail', expected: 'a', actual: 'b' },
        steps: whole.steps.map(step => ({ ...step, found: [one] })),
      },
    )
    const report = { schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [run] } as const
    return [onTerminal(run), pageText(report), renderJunit(report)]
  }
  for (const text of shown({ set: { keepalive } })) expect(text).toContain('keepalive 10/5/3, no user timeout')
  const why = 'its process 7 may not be looked into: EPERM'
  for (const text of shown({ notRead: why })) expect(text).toContain(`what it is set to was not read: ${why}`)
})
