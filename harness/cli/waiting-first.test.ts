import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lastRuns, waitingFirst } from './waiting-first.ts'

const files = ['computes', 'waits', 'waits-longer', 'new']
const itself = (stem: string) => stem
const last = [
  { scenario: 'computes', clock: 'virtual', wallMs: 9_000 },
  { scenario: 'waits', clock: 'real', wallMs: 1_000 },
  { scenario: 'waits-longer/one', clock: 'real', wallMs: 800 },
  { scenario: 'waits-longer/two', clock: 'real', wallMs: 700 },
] as const

test('what is new runs first, then whoever waited longest in real time the last time', () => {
  expect(waitingFirst(files, itself, last)).toEqual(['new', 'waits-longer', 'waits', 'computes'])
})

test('where nothing is known of the last time, the order stays', () => {
  expect(waitingFirst(files, itself, [])).toEqual(files)
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
