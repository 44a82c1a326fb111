// Method: runs are interrupted from outside, and every process that carries the run's mark is looked up afterwards. A harness that
// relies on its own exit handlers passes the first test and fails the second.
import { mkdtemp, mkdtempDisposable, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { patienceToStart } from '../kit/fixtures/patience.ts'
import { until } from '../kit/until.ts'
import type { Report } from '../model/report.ts'
import { startCli } from './fixtures/cli.ts'
import { newMark } from './fixtures/marked.ts'

test('Ctrl-C ends the run in good order: exit code 130, what was recorded is kept, nothing is left', {
  timeout: 300_000,
}, async () => {
  const output = await mkdtemp(join(tmpdir(), 'halfopen-interrupt-'))
  try {
    const { env, living, left } = newMark()
    const cli = startCli(['run', 'long', '--output', output], env)
    await until('see the client run', () => living().find(line => line.includes('cache-client')), patienceToStart)
    await delay(1_000)
    cli.kill('SIGINT')
    const { exitCode } = await cli
    const report: Report = JSON.parse(await readFile(join(output, 'report.json'), 'utf8'))
    expect(exitCode).toBe(130)
    expect(report.runs[0]?.verdict.status).toBe('inconclusive')
    expect(report.runs[0]?.lines.some(({ text }) => text.includes('connected'))).toBe(true)
    expect(await left()).toEqual([])
  } finally {
    await rm(output, { recursive: true, force: true })
  }
})

test('SIGKILL at ten random moments leaves no process behind', { timeout: 120_000 }, async () => {
  const moments = Array.from({ length: 10 }, () => 300 + Math.random() * 5_000)
  for (const pair of [0, 1, 2, 3, 4]) {
    await Promise.all(moments.slice(2 * pair, 2 * pair + 2).map(killedAfter))
  }
})

async function killedAfter(ms: number): Promise<void> {
  await using output = await mkdtempDisposable(join(tmpdir(), 'halfopen-kill-'))
  const { env, left } = newMark()
  const cli = startCli(['run', 'long', 'fails', '--output', output.path], env)
  await delay(ms)
  cli.kill('SIGKILL')
  expect(await left()).toEqual([])
}
