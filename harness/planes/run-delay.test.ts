import { expect, test } from 'vitest'
import { sleep } from '../kit/clock.ts'
import { patience } from '../kit/fixtures/patience.ts'
import { startProcess } from '../kit/process.ts'
import { affinityOf, setAffinity } from '../netlink/affinity.ts'
import { BusyLoops } from './busy-loops.ts'
import { RunDelays } from './run-delay.ts'

test('counts a wait that is not over, and no wait twice', async () => {
  const processor = affinityOf(process.pid).at(-1) ?? 0
  await using crowd = new BusyLoops()
  await using patient = new BusyLoops() // ends first, beside those who leave it no time
  await crowd.start(6, processor, 0, AbortSignal.timeout(patience.withinMs))
  await patient.start(1, processor, 19, AbortSignal.timeout(patience.withinMs))
  const startedMs = performance.now()
  const delays = new RunDelays(() => patient.pids, processor)
  const parts: number[] = []
  for (let look = 0; look < 40; look++) {
    await sleep(50)
    const { ranMs, waitedMs } = delays.sinceStart()
    parts.push((ranMs + waitedMs) / (performance.now() - startedMs))
  }
  // It has a 400th of the processor: for most of the time it waits, and hardly a wait is over.
  expect(Math.min(...parts.slice(10))).toBeGreaterThan(0.7)
  expect(Math.max(...parts)).toBeLessThan(1.05)
})

test('does not take the sleep of a process for a wait', async () => {
  const processor = affinityOf(process.pid).at(-1) ?? 0
  await using sleeper = await startProcess({ file: 'sleep', args: ['30'] })
  setAffinity(sleeper.pid, [processor])
  await sleep(300)
  const delays = new RunDelays(() => [sleeper.pid], processor)
  for (let look = 0; look < 5; look++) {
    await sleep(50)
    delays.sinceStart()
  }
  expect(delays.sinceStart()).toEqual({ ranMs: 0, waitedMs: 0, elsewhereMs: 0 })
})
