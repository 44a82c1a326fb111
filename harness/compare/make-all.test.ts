import { expect, test } from 'vitest'
import { makeAll } from './make-all.ts'

test('what is made side by side is all counted', async () => {
  const told: string[] = []
  const making = {
    work: [1, 2, 3, 4],
    before: 3,
    missing: 4,
    atATime: 2,
    signal: new AbortController().signal,
    onProgress: ({ done, total }: { done: number; total: number }) => told.push(`${done} of ${total}`),
  }
  await makeAll(making, async () => {
    await Promise.resolve()
    return 1
  })
  expect(told).toEqual(['3 of 7', '4 of 7', '5 of 7', '6 of 7', '7 of 7'])
})

test('an interrupt ends it without an error, and nothing more is begun', async () => {
  const stop = new AbortController()
  const begun: number[] = []
  const making = { work: [1, 2, 3], before: 0, missing: 3, atATime: 1, signal: stop.signal }
  await makeAll(making, async one => {
    begun.push(one)
    stop.abort(new Error('stopped'))
    throw stop.signal.reason
  })
  expect(begun).toEqual([1])
})
