// Timing here is arranged so that only the order matters: a slow machine makes these tests slower, never red.
import { describe, expect, test, vi } from 'vitest'
import { abortable, after, deadline, every, sleep, startClock, within } from './clock.ts'

const never = () => new Promise<never>(() => {})

test('a clock starts at nothing and never goes back', async () => {
  const clock = startClock()
  const first = clock.nowMs()
  await sleep(2)
  expect(first).toBeGreaterThanOrEqual(0)
  expect(clock.nowMs()).toBeGreaterThan(first)
  expect(new Date(clock.startedAt).toISOString()).toBe(clock.startedAt)
})

test('an instant of the wall clock is the same one on a clock that was started later', async () => {
  await sleep(2)
  const clock = startClock()
  const before = clock.nowMs()
  const stamped = clock.fromWallMs(performance.timeOrigin + performance.now())
  const afterwards = clock.nowMs()
  // Milliseconds since 1970 with their fractions are exact to a quarter of a microsecond.
  expect(stamped).toBeGreaterThanOrEqual(before - 0.001)
  expect(stamped).toBeLessThanOrEqual(afterwards + 0.001)
})

test('an alarm never rings early, whatever fraction of a millisecond it is set to', async () => {
  const clock = startClock()
  const early = Array.from({ length: 20 }, async (_, at) => {
    const [setMs, ms] = [clock.nowMs(), 5.1 + at * 0.35]
    const { promise, resolve } = Promise.withResolvers<void>()
    after(ms, resolve)
    await promise
    return clock.nowMs() - setMs - ms
  })
  expect(Math.min(...(await Promise.all(early)))).toBeGreaterThanOrEqual(0)
})

test('an alarm keeps its process, and what is called again and again does not', () => {
  const kept = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const before = kept()
  using _alarm = after(60_000, () => {})
  expect(kept()).toBe(before + 1)
  using _ticking = every(60_000, () => {})
  expect(kept()).toBe(before + 1)
})

describe('sleep', () => {
  test("rejects with the signal's own reason", async () => {
    const stop = new AbortController()
    const slept = sleep(60_000, stop.signal)
    stop.abort(new Error('enough'))
    await expect(slept).rejects.toThrow('enough')
  })

  test('does not begin when the signal was aborted before', async () => {
    await expect(sleep(60_000, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
  })
})

describe('within', () => {
  test('gives what the work gives', async () => {
    expect(await within('add', 60_000, async () => 3)).toBe(3)
  })

  test('gives the error of the work as it is', async () => {
    const failing = within('add', 60_000, async () => {
      throw new TypeError('mine')
    })
    await expect(failing).rejects.toThrow(new TypeError('mine'))
  })

  test('names what took too long, and tells the work to stop', async () => {
    let told: AbortSignal | undefined
    const late = within('count the stars', 10, signal => {
      told = signal
      return never()
    })
    await expect(late).rejects.toThrow('Cannot count the stars: not done within 0.01 s [E_DEADLINE]')
    expect(told?.aborted).toBe(true)
  })

  test("ends with the parent's reason when that comes first", async () => {
    const parent = new AbortController()
    const work = within('wait', 60_000, never, parent.signal)
    parent.abort(new Error('interrupted'))
    await expect(work).rejects.toThrow('interrupted')
  })

  test('does not let work that fails after its limit go unhandled', async () => {
    const failing = Promise.withResolvers<never>()
    await expect(within('wait', 5, () => failing.promise)).rejects.toThrow('E_DEADLINE')
    failing.reject(new Error('later'))
    await sleep(1)
  })
})

test('a limit that was disposed never aborts', async () => {
  const limit = deadline('wait', 1)
  limit[Symbol.dispose]()
  await sleep(10)
  expect(limit.signal.aborted).toBe(false)
})

test('abortable refuses work for a signal that was aborted before', async () => {
  await expect(abortable(AbortSignal.abort(new Error('gone')), never())).rejects.toThrow('gone')
})

test('every calls again and again, after calls once, and neither after disposal', async () => {
  let [ticks, alarms] = [0, 0]
  const enough = Promise.withResolvers<void>()
  {
    using _ticking = every(1, () => ++ticks === 3 && enough.resolve())
    using _alarm = after(60_000, () => alarms++)
    await within('tick three times', 10_000, () => enough.promise)
  }
  const counted = ticks
  await sleep(10)
  expect([ticks, alarms]).toEqual([counted, 0])
})

test.each(['faked now', 'faked before it was loaded'])('time goes on where timers and dates are %s', async when => {
  vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'Date', 'performance'] })
  try {
    if (when !== 'faked now') vi.resetModules()
    const { after, sleep, startClock, within } = await import('./clock.ts')
    const clock = startClock()
    const rung = Promise.withResolvers<void>()
    using _alarm = after(2, () => rung.resolve())
    await Promise.all([sleep(2), rung.promise])
    await expect(within('wait', 5, never)).rejects.toThrow('E_DEADLINE')
    expect(clock.nowMs()).toBeGreaterThan(5)
    expect(clock.startedAt > '2020').toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
