import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inOrder, lastRuns, workersFor } from './file-order.ts'

const files = ['a', 'b', 'c', 'd', 'new', 'waits', 'waits-longer']
const itself = (stem: string) => stem
const last = [
  ...['a', 'b', 'c', 'd'].map(scenario => ({ scenario, clock: 'virtual', wallMs: 9_000, endedAtMs: 0 }) as const),
  { scenario: 'waits', clock: 'real', wallMs: 1_000, endedAtMs: 1_000 },
  { scenario: 'waits-longer/one', clock: 'real', wallMs: 800, endedAtMs: 800 },
  { scenario: 'waits-longer/two', clock: 'real', wallMs: 700, endedAtMs: 700 },
] as const

test('what is new runs first, then those that waited, the longest first, evenly among those that only computed', () => {
  expect(inOrder(files, itself, { last, clock: undefined })).toEqual([
    'new',
    'a',
    'waits-longer',
    'b',
    'c',
    'waits',
    'd',
  ])
})

test('in real time a file waits as long as its runs of virtual time were, but what would last more than ten minutes is left out there', () => {
  const guests = (scenario: string, endedAtMs: number) =>
    ({ scenario, clock: 'virtual', wallMs: 1, endedAtMs }) as const
  const both = { scenario: 'd', clock: 'real', wallMs: 2_000, endedAtMs: 2_000 } as const
  const known = [
    guests('a/one', 3_000),
    guests('a/two', 3_000),
    guests('b', 700_000),
    guests('c', 5_000),
    guests('d', 3_000),
    both,
  ]
  const four = files.slice(0, 4)
  expect(inOrder(four, itself, { last: known, clock: 'real' })).toEqual(['a', 'c', 'b', 'd'])
  expect(inOrder(four, itself, { last: known, clock: undefined })).toEqual(['a', 'd', 'b', 'c'])
})

test('where nothing is known of the last time, the order stays', () => {
  expect(inOrder(files, itself, { last: [], clock: undefined })).toEqual(files)
})

test('there are workers for the cores, one more, and one for each file that waited or is new', () => {
  const workers = (stems: readonly string[]) => workersFor(stems, { last, clock: undefined, cores: 2 })
  expect([['a'], ['a', 'b', 'c', 'd'], ['a', 'waits'], files].map(workers)).toEqual([3, 3, 4, 6])
})

test('in virtual time no file waits, in real time each does, and there are never more than twelve', () => {
  const many = Array.from({ length: 40 }, (_, at) => `new-${at}`)
  const workers = (clock: 'real' | 'virtual' | undefined, stems = files) => workersFor(stems, { last, clock, cores: 2 })
  expect([workers('virtual'), workers('real'), workers(undefined, many), workers('virtual', many)]).toEqual([
    3, 10, 12, 3,
  ])
})

test('a report that cannot be read tells nothing, and stops nobody', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-last-'))
  try {
    const none = await lastRuns(folder)
    await writeFile(join(folder, 'report.json'), '{"runs": 3')
    expect([none, await lastRuns(folder)]).toEqual([[], []])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
