import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { patience } from './fixtures/patience.ts'
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
  await until('see both lines', () => lines.length === 2 || undefined, patience)
  expect(lines.toSorted()).toEqual(['stderr two', 'stdout one'])
  expect(child.pid).toBeGreaterThan(0)
})

test('hands on a last word that no newline follows, of a program that stays up and of one that ends', async () => {
  const { words, onLine } = listening()
  await using _stays = await startProcess({ file: 'sh', args: ['-c', 'printf "up\\nlost"; exec sleep 60'], onLine })
  await until('hear the last word', () => words.length === 2 || undefined, patience)
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
  await until('hear a dot', heard, { ...patience, everyMs: 5 })
  expect(words.join('')).toMatch(/^\.+$/)
})

describe('the last words of one that has ended', () => {
  // Node waits for all of its children at the word of one: who ends while another's output is read is told to have ended before it was heard.
  test('are heard before they are asked for, although its end is told before them', async () => {
    const { words, onLine } = listening()
    await using ends = await startProcess({
      file: 'sh',
      args: ['-c', 'sleep 0.1; echo Traceback >&2; printf why >&2; exit 1'],
      onLine,
    })
    const whenItHasEnded = () => {
      while (!/\) [ZX] /.test(readFileSync(`/proc/${ends.pid}/stat`, 'latin1')));
    }
    await using _other = await startProcess({ file: 'echo', args: ['other'], onLine: whenItHasEnded })
    expect(await ends.heard).toEqual({ code: 1, signal: undefined })
    expect(words).toEqual(['Traceback', 'why'])
  })

  test('are waited for half a second where another process holds its streams, and what has begun is one of them', async () => {
    const { words, onLine } = listening()
    await using ends = await startProcess({ file: 'sh', args: ['-c', 'sleep 60 & printf why; exit 3'], onLine })
    expect(await ends.heard).toEqual({ code: 3, signal: undefined })
    expect(words).toEqual(['why'])
  })
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
  ['600 MB of lines', 'yes | head -c 600000000'],
  ['600 MB without a newline', 'head -c 600000000 /dev/zero'], // no string of V8's can be as long
] as const)('hears %s in the memory of what is kept', { timeout: 120_000 }, async ([, flood]) => {
  const words: string[] = []
  await using child = await startProcess({
    file: process.execPath,
    args: [programPath('harness/kit/fixtures/hear-flood'), flood],
    onLine: (_stream, text) => words.push(text),
  })
  await child.exited
  await until('hear how it went', () => words.length > 0 || undefined, patience)
  const { peakMb, keptMb, skippedMb } = JSON.parse(words[0] ?? '')
  expect(keptMb).toBeLessThan(1.1)
  expect(peakMb).toBeLessThan(250)
  if (flood.startsWith('yes')) expect(skippedMb).toBeGreaterThan(590)
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
  await until('see both groups gone', gone, patience)
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
    await until('hear it', () => words.length === 1 || undefined, patience)
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
