import { expect, test } from 'vitest'
import { makeAll, type Progress } from './make-all.ts'

test('what is made side by side is all counted', async () => {
  const told: string[] = []
  const making = {
    work: [1, 2, 3, 4],
    before: 3,
    missing: 4,
    atATime: 2,
    signal: new AbortController().signal,
    onProgress: ({ done, total, networkMs }: Progress) => told.push(`${done} of ${total}, ${networkMs} ms`),
  }
  await makeAll(making, async () => {
    await Promise.resolve()
    return [{ networkMs: 5 }]
  })
  expect(told).toEqual(['3 of 7, 0 ms', '4 of 7, 5 ms', '5 of 7, 10 ms', '6 of 7, 15 ms', '7 of 7, 20 ms'])
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
