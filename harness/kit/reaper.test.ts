// Method: a harness in small starts a program that flees its group, is killed with SIGKILL, and the pids that it told are looked up.
// A harness that only cleans up in its own exit handlers would leave both behind.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { programPath } from './program-path.ts'
import { until } from './until.ts'

test('nothing outlives a harness that is killed, not even what left its process group', async () => {
  const { harness, pids } = await startHarness()
  expect(pids.map(lives)).toEqual([true, true])
  harness.kill('SIGKILL')
  await until('see everything gone', () => (pids.some(lives) ? undefined : true), { withinMs: 5_000 })
})

test('a harness that lives keeps its programs', async () => {
  const { harness, pids } = await startHarness()
  await delay(500)
  expect(pids.map(lives)).toEqual([true, true])
  harness.kill('SIGKILL')
  await until('see everything gone', () => (pids.some(lives) ? undefined : true), { withinMs: 5_000 })
})

async function startHarness() {
  const harness = spawn(process.execPath, [programPath(import.meta, 'fixtures/start-and-hang')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  harness.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const told = () => {
    const pids = [...output.matchAll(/^(?:leader|escaped) (\d+)$/gm)].map(([, pid]) => Number(pid))
    return pids.length === 2 ? pids : undefined
  }
  return { harness, pids: await until('hear two pids', told, { withinMs: 10_000 }) }
}

function lives(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
