import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startProcess } from './process.ts'
import { programPath } from './program-path.ts'
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

test('hands on a last word that no newline follows, of a program that stays up and of one that ends', async () => {
  const { words, onLine } = listening()
  await using _stays = await startProcess({ file: 'sh', args: ['-c', 'printf "up\\nlost"; exec sleep 60'], onLine })
  await until('hear the last word', () => words.length === 2 || undefined, { withinMs: 5_000 })
  const ends = await startProcess({ file: 'printf', args: ['gone'], onLine })
  await ends.exited
  await ends[Symbol.asyncDispose]()
  expect(words).toEqual(['up', 'lost', 'gone'])
})

test('hands on what has begun when it is asked to, before any time has passed', async () => {
  const { words, onLine } = listening()
  await using child = await startProcess({
    file: 'sh',
    args: ['-c', 'while printf .; do sleep 0.02; done'],
    onLine,
  })
  const heard = () => {
    child.handOut()
    return words.length > 0 || undefined
  }
  await until('hear a dot', heard, { withinMs: 5_000, everyMs: 5 })
  expect(words.join('')).toMatch(/^\.+$/)
})

test('reads characters that were cut in two, and lines that end as on Windows', async () => {
  const { words, onLine } = listening()
  const script = 'printf "5 \\342\\202"; sleep 0.03; printf "\\254\\r"; sleep 0.03; printf "\\nnext\\r\\n"'
  await using child = await startProcess({ file: 'sh', args: ['-c', script], onLine })
  await child.exited
  await child[Symbol.asyncDispose]()
  expect(words).toEqual(['5 \u{20ac}', 'next'])
})

test.for([
  ['1.2 GB of lines', 'yes | head -c 1200000000'],
  ['700 MB without a newline', 'head -c 700000000 /dev/zero'],
] as const)('hears %s in the memory of what is kept', { timeout: 120_000 }, async ([, flood]) => {
  const words: string[] = []
  await using child = await startProcess({
    file: process.execPath,
    args: [programPath('harness/kit/fixtures/hear-flood'), flood],
    onLine: (_stream, text) => words.push(text),
  })
  await child.exited
  await until('hear how it went', () => words.length > 0 || undefined, { withinMs: 5_000 })
  const { peakMb, keptMb, skippedMb } = JSON.parse(words[0] ?? '')
  expect(keptMb).toBeLessThan(1.1)
  expect(peakMb).toBeLessThan(250)
  if (flood.startsWith('yes')) expect(skippedMb).toBeGreaterThan(1_190)
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

function listening() {
  const words: string[] = []
  return { words, onLine: (_stream: string, text: string) => void words.push(text) }
}

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    return false
  }
}

describe('a program in Python that says something and does not flush it', () => {
  const args = ['-c', 'import time; print("lost"); time.sleep(60)']
  beforeEach(() => void vi.stubEnv('PYTHONUNBUFFERED', undefined))
  afterEach(() => void vi.unstubAllEnvs())

  test('is heard at once', async () => {
    const { words, onLine } = listening()
    await using _child = await startProcess({ file: 'python3', args, onLine })
    await until('hear it', () => words.length === 1 || undefined, { withinMs: 10_000 })
    expect(words).toEqual(['lost'])
  })

  test('is not where its own environment says so', async () => {
    const { words, onLine } = listening()
    const env = { PYTHONUNBUFFERED: '' }
    await using child = await startProcess({ file: 'python3', args, env, onLine })
    await delay(1_000)
    child.handOut()
    expect(words).toEqual([])
  })
})
