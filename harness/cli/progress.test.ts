import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TestCase, TestModule } from 'vitest/node'
import { progressWords } from './progress.ts'
import { RunProgress, runWords } from './run-progress.ts'
import { StatusLine } from './status-line.ts'

test('progress says how much network time that was, and what is left where there is something to go by', () => {
  expect(progressWords({ done: 0, total: 200, networkMs: 0 })).toBe('0 of 200 measurements')
  expect(progressWords({ done: 48, total: 200, networkMs: 777_600_000, leftMs: 51_200 })).toBe(
    '48 of 200 measurements, 9 days of network time, about 52 s left',
  )
  expect(progressWords({ done: 200, total: 200, networkMs: 3_600_000, leftMs: 0 })).toBe(
    '200 of 200 measurements, 1 h of network time',
  )
})

test('a run says first how far it is, and last what has been running for the longest time', () => {
  const none = { nowMs: 12_400, of: 0, counts: new Map(), networkMs: 0 }
  expect(runWords(none)).toBe('getting ready, for 12 s')
  expect(runWords({ ...none, of: 40 })).toBe('0 of 40')
  const counts = new Map([['fail', 1] as const, ['pass', 11] as const])
  const longest = ['power-off/reader: it notices', 7_300] as const
  expect(runWords({ ...none, of: 40, counts, networkMs: 259_200_000, leftMs: 19_200, longest })).toBe(
    '12 of 40: 1 failed, 11 passed; 3 days of network time; about 20 s left; 7 s in power-off/reader: it notices',
  )
})

test('getting ready says nothing of how long the rest takes', () => {
  const { written, sink } = recorder(true)
  let nowMs = 0
  using progress = new RunProgress(sink, [], { nowMs: () => nowMs })
  const meta = { halfopen: { on: { plane: 'toxiproxy', clock: 'real' }, watchMs: 58_500 } }
  const module = { relativeModuleId: 'watch.scenario.ts', moduleId: join(process.cwd(), 'watch.scenario.ts') }
  const watch = { module, name: 'w', meta: () => meta, options: {} }
  progress.onTestRunStart([{ moduleId: module.moduleId }] as never)
  progress.onTestModuleCollected({ ...module, children: { allTests: () => [watch] } } as unknown as TestModule)
  nowMs = 20_000
  progress.onTestCaseReady(watch as unknown as TestCase)
  for (nowMs of [20_001, 50_000]) progress.onTestCaseReady({ ...watch, meta: () => ({}) } as unknown as TestCase)
  expect(written.map(text => text.slice(4))).toEqual([
    '0 of 1; 0 s in watch: w',
    '0 of 1; 0 s in watch: w',
    '0 of 1; about 30 s left; 30 s in watch: w',
  ])
})

test('a terminal has one line that is rewritten, with what is said for good above it, and cleared at the end', () => {
  const { written, sink } = recorder(true)
  const line = new StatusLine(sink)
  line.say('before')
  line.show('1 of 2')
  line.say('one failed')
  line.show('2 of 2')
  line[Symbol.dispose]()
  line[Symbol.dispose]()
  expect(written).toEqual(['before\n', '\r\x1b[K1 of 2', '\r\x1b[Kone failed\n1 of 2', '\r\x1b[K2 of 2', '\r\x1b[K'])
})

test('it is never wider than the terminal, where a second line would stay, and what it shows cannot steer it', () => {
  const { written, sink } = recorder(true, 12)
  using line = new StatusLine(sink)
  line.show('\x1b[2J日本語日本語日本語')
  expect(written).toEqual(['\r\x1b[K日本語日本…'])
})

test('anything else has a line now and then, and no control characters', () => {
  const { written, sink } = recorder(false)
  let nowMs = 0
  const line = new StatusLine(sink, { patienceMs: 10_000, clock: { nowMs: () => nowMs } })
  for (nowMs of [0, 9_999, 10_000, 15_000, 20_000]) line.show(`at ${nowMs}`)
  line.say('one failed')
  line[Symbol.dispose]()
  expect(written).toEqual(['at 10000\n', 'at 20000\n', 'one failed\n'])
})

function recorder(isTTY: boolean, columns = 80) {
  const written: string[] = []
  return { written, sink: { isTTY, columns, write: (text: string) => written.push(text) } }
}
