import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startProcess } from './process.ts'
import { until } from './until.ts'

test('hands on each line of output at once, from both streams', async () => {
  const lines: string[] = []
  await using child = await startProcess({
    file: 'sh',
    args: ['-c', 'echo one; echo two >&2; exec sleep 60'],
    onLine: (stream, text) => lines.push(`${stream} ${text}`),
  })
  await until('see both lines', () => lines.length === 2 || undefined, { withinMs: 5_000 })
  expect(lines.toSorted()).toEqual(['stderr two', 'stdout one'])
  expect(child.pid).toBeGreaterThan(0)
})

test('names the program that cannot be started', async () => {
  await expect(startProcess({ file: 'no-such-program', args: [], env: { PATH: '/usr/bin:/bin' } })).rejects.toThrow(
    'Cannot start "no-such-program": spawn no-such-program ENOENT. Is it installed, and on PATH? [E_START]',
  )
})

test('tells an exit code from a signal', async () => {
  await using exits = await startProcess({ file: 'sh', args: ['-c', 'exit 7'] })
  await using killed = await startProcess({ file: 'sleep', args: ['60'] })
  killed.signal('SIGKILL')
  expect([await exits.exited, await killed.exited]).toEqual([
    { code: 7, signal: undefined },
    { code: undefined, signal: 'SIGKILL' },
  ])
})

test('ends the whole group, also where it ignores SIGTERM or is stopped, and twice is harmless', async () => {
  const stubborn = await startProcess({ file: 'sh', args: ['-c', 'trap "" TERM; sleep 60 & wait; sleep 60'] })
  const frozen = await startProcess({ file: 'sleep', args: ['60'] })
  frozen.signal('SIGSTOP')
  await delay(50)
  await Promise.all([stubborn, frozen].map(async child => child[Symbol.asyncDispose]()))
  await Promise.all([stubborn, frozen].map(async child => child[Symbol.asyncDispose]()))
  const gone = () => [stubborn, frozen].every(({ pid }) => !groupLives(pid)) || undefined
  await until('see both groups gone', gone, { withinMs: 5_000 })
})

test('a program that runs on is not ended by anything else', async () => {
  await using child = await startProcess({ file: 'sleep', args: ['60'] })
  await delay(100)
  expect(groupLives(child.pid)).toBe(true)
})

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    return false
  }
}
