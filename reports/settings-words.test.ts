import { expect, test } from 'vitest'
import type { BoundResult, Run } from '../harness/model/report.ts'
import { advice } from './advice.ts'
import { sampleRun } from './fixtures/sample-report.ts'
import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import { differenceWords, itselfWords } from './settings-words.ts'
import { renderRun } from './terminal.ts'

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
    'by the program itself: its kernel alone would never tell',
  ])
  expect(words({ kernelAlone: true, predictedMs: [3_900, 4_200] })).toEqual([undefined])
  expect(words({ kernelAlone: true, predictedMs: [1_000, 2_000] })).toEqual([undefined])
  expect(words({ predictedMs: [924_000, 1_045_000] })).toEqual([undefined])
})

test('every report says it, and none advises by settings that had no part in it', () => {
  expect(renderRun(early, { colour: false })).toContain('noticed by the program itself, 15 min 20 s before its kernel')
  expect(renderRun(early, { colour: false })).not.toContain('because')
  expect(advice(early)).toBeUndefined()
  const report = { schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [early] } as const
  expect(renderHtml(report)).toContain('by the program itself, 15 min 20 s before its kernel')
  expect(renderJunit(report)).toContain('by the program itself, 15 min 20 s before its kernel')
})

test('what was declared and what a socket has are said together where they differ', () => {
  const differs = foretold({}, { differences: [{ host: 'client', declared: { keepalive }, seen: {} }] })
  expect(differenceWords(differs)).toEqual(['client declares keepalive=10/5/3, and its socket has off'])
  expect(renderRun(differs, { colour: false })).toContain(
    'declared and seen differ: client declares keepalive=10/5/3, and its socket has off',
  )
  const report = { schema: 2, tool: { name: 'halfopen', version: '0' }, runs: [differs] } as const
  expect(renderHtml(report)).toContain('client declares keepalive=10/5/3, and its socket has off')
  expect(renderJunit(report)).toContain('client declares keepalive=10/5/3, and its socket has off')
  expect(differenceWords(whole)).toEqual([])
  expect(renderRun(whole, { colour: false })).not.toContain('differ')
})
