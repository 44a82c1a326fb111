// Method: real processes that spin, or do next to nothing, under a limit. That they were stopped several times shows that they were let
// go in between; a limit that only stops, or only counts, would fail one of both. No lower bound is set: the machine may be busy.
import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { sleep } from './clock.ts'
import { limitCpu, starved } from './cpu-quota.ts'
import { patience } from './fixtures/patience.ts'
import { until } from './until.ts'

const linux = test.skipIf(process.platform !== 'linux')

linux('a program that wants a whole CPU is held to its share, stopped and let go again', async () => {
  using spinning = node('for (;;) {}')
  using quota = limitCpu(spinning, 0.2)
  await until('see it stopped five times', () => quota.used().stops >= 5 || undefined, patience)
  const { usedMs, elapsedMs, stops } = quota.used()
  expect(usedMs).toBeGreaterThanOrEqual(50)
  expect(usedMs).toBeLessThanOrEqual(0.2 * elapsedMs + 100)
  expect(starved({ usedMs, elapsedMs, stops }, 0.2)).toMatch(
    /^used \d+\.\d\d s of CPU in \d+\.\d\d s, \d+\.\d % of one, and was stopped \d+ times$/,
  )
})

linux('two programs have one share together', async () => {
  using one = node('for (;;) {}')
  using other = node('for (;;) {}')
  const signal = (name: NodeJS.Signals) => [one, other].forEach(program => void program.signal(name))
  using quota = limitCpu({ pids: () => [...one.pids(), ...other.pids()], signal }, 0.2)
  await until('see them stopped five times', () => quota.used().stops >= 5 || undefined, patience)
  const { usedMs, elapsedMs } = quota.used()
  expect(usedMs).toBeLessThanOrEqual(0.2 * elapsedMs + 100)
})

linux('a program that wants less than its share is never stopped', async () => {
  using idle = node('setInterval(() => {}, 100)')
  await sleep(300)
  using quota = limitCpu(idle, 0.5)
  await sleep(500)
  expect(quota.used().stops).toBe(0)
  expect(starved(quota.used(), 0.5)).toBeUndefined()
})

linux('disposed, it lets everybody go on, also who is stopped at that moment', async () => {
  using spinning = node('for (;;) {}')
  const quota = limitCpu(spinning, 0.01)
  await until('see it stopped', () => quota.used().stops > 0 || undefined, patience)
  quota[Symbol.dispose]()
  quota[Symbol.dispose]()
  using after = limitCpu({ ...spinning, signal: () => {} }, 0.01)
  await until('see it go on', () => after.used().usedMs > 100 || undefined, patience)
})

test('who got more than the share, or never wanted it, was not starved', () => {
  expect(starved({ usedMs: 500, elapsedMs: 5_000, stops: 40 }, 0.1)).toBe(
    'used 0.50 s of CPU in 5.00 s, 10.0 % of one, and was stopped 40 times',
  )
  expect(starved({ usedMs: 500, elapsedMs: 5_000, stops: 1 }, 0.1)).toContain('stopped once')
  expect(starved({ usedMs: 601, elapsedMs: 5_000, stops: 40 }, 0.1)).toBeUndefined()
  expect(starved({ usedMs: 100, elapsedMs: 5_000, stops: 0 }, 0.1)).toBeUndefined()
})

function node(source: string) {
  const child = spawn(process.execPath, ['-e', source], { stdio: 'ignore' })
  const pids = () => (child.pid === undefined ? [] : [child.pid])
  return {
    pids,
    signal: (name: NodeJS.Signals) => child.kill(name),
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  }
}
