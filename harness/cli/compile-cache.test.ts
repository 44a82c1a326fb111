// Method: a whole command, since what hangs without a cache would be its very first step.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startCli } from './fixtures/cli.ts'

test('a command keeps what was compiled in its cache', async () => {
  const home = await mkdtemp(join(tmpdir(), 'halfopen-cache-'))
  try {
    const { exitCode } = await startCli(['--version'], { XDG_CACHE_HOME: home, NODE_COMPILE_CACHE: '' })
    expect(exitCode).toBe(0)
    expect(existsSync(join(home, 'halfopen/compile-cache'))).toBe(true)
  } finally {
    await rm(home, { recursive: true })
  }
})

test('and does without where no folder can be made', async () => {
  const nowhere = { XDG_CACHE_HOME: '/proc/none', NODE_COMPILE_CACHE: '' }
  const { exitCode, stdout } = await startCli(['--version'], nowhere)
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^halfopen \d/)
})
