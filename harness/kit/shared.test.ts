import { expect, test } from 'vitest'
import { sleep } from './clock.ts'
import { patient } from './fixtures/patience.ts'
import { Shared } from './shared.ts'

test('it is done once, however many wait for it and whenever they come', async () => {
  let times = 0
  const shared = new Shared(async () => ++times)
  expect(await Promise.all([shared.wait(patient()), shared.wait(patient())])).toEqual([1, 1])
  expect(await shared.wait(patient())).toBe(1)
})

test('who is interrupted leaves at once, and the others get what they wait for', async () => {
  const work = Promise.withResolvers<string>()
  let ended = false
  const shared = new Shared(signal => {
    signal.addEventListener('abort', () => (ended = true))
    return work.promise
  })
  const [first, second] = [new AbortController(), new AbortController()]
  const waits = [shared.wait(first.signal), shared.wait(second.signal)]
  first.abort(new Error('the first has left'))
  await expect(waits[0]).rejects.toThrow('the first has left')
  expect(ended).toBe(false)
  work.resolve('made')
  expect(await waits[1]).toBe('made')
})

test('where all have left it is ended, and the next one begins it anew', async () => {
  const ends: unknown[] = []
  const shared = new Shared(async signal => {
    signal.addEventListener('abort', () => ends.push(signal.reason))
    if (ends.length === 0) await sleep(60_000, signal)
    return 'made'
  })
  const stop = new AbortController()
  const waits = shared.wait(stop.signal)
  stop.abort('interrupted')
  await expect(waits).rejects.toBe('interrupted')
  expect(ends).toEqual(['interrupted'])
  expect(await shared.wait(patient())).toBe('made')
  await expect(shared.wait(stop.signal)).rejects.toBe('interrupted')
})

test('what fails fails for all who wait, and is tried again by the next', async () => {
  let times = 0
  const shared = new Shared(async () => {
    if (++times === 1) throw new Error('the first time')
    return times
  })
  const waits = await Promise.allSettled([shared.wait(patient()), shared.wait(patient())])
  expect(waits.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await shared.wait(patient())).toBe(2)
})
