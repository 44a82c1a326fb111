// What was lost in line is at the most the time that passed, whoever else waited with it.
import { expect, test } from 'vitest'
import { type CpuWait, waitedBetween } from './cpu-wait.ts'

const waits: readonly CpuWait[] = [
  { fromMs: 0, toMs: 200, hosts: { client: 150, server: 100 }, harnessMs: 0 },
  { fromMs: 200, toMs: 400, hosts: { client: 20 }, harnessMs: 30 },
]

test('who waits at the same time as others loses that time once', () => {
  expect(waitedBetween(waits, [0, 400], [])).toEqual({
    ms: 250,
    by: [
      { who: 'client', ms: 170 },
      { who: 'server', ms: 100 },
      { who: 'halfopen', ms: 30 },
    ],
  })
})

test('of a look that is only in part within a time no more counts than that part', () => {
  expect(waitedBetween(waits, [190, 210], []).ms).toBe(20)
  expect(waitedBetween(waits, [400, 500], [])).toEqual({ ms: 0, by: [] })
})

test('who is excused does not count, and the others do', () => {
  expect(waitedBetween(waits, [0, 400], ['client']).ms).toBe(130)
})
