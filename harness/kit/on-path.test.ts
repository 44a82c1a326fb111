// A program that is there and may not be executed is none that is missing, and none that can be had.
// Method: files without the right to execute, and where this is root a process of somebody else's, to whom a folder is closed.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forbidden, isInstalled } from './on-path.ts'
import { startProcess } from './process.ts'
import { runOnce } from './run-once.ts'

const me = userInfo().username

test('a file that may not be executed is not installed, and is named', async () => {
  await using place = await folder()
  const { file } = place
  expect([isInstalled(file), forbidden(file)]).toEqual([false, `may not be executed by ${me}, got "${file}"`])
  expect(forbidden('prog', { path: `/usr/bin:${place.path}` })).toBe(`may not be executed by ${me}, got "${file}"`)
  await expect(startProcess({ file, args: [] })).rejects.toThrow(
    `Cannot start "${file}": it may not be executed by ${me}, got "${file}". ` +
      'Let him read and execute it, and enter every folder above it [E_START]',
  )
  const { ended } = await runOnce({ file, args: [] }, { withinMs: 5_000, signal: new AbortController().signal })
  expect(ended).toBe(`did not start: it may not be executed by ${me}, got "${file}"`)
})

test('one that may be is installed, a folder of that name is not', async () => {
  await using place = await folder()
  chmodSync(place.file, 0o755)
  expect([isInstalled(place.file), isInstalled(place.path)]).toEqual([true, false])
  await using child = await startProcess({ file: place.file, args: [] })
  expect(await child.exited).toEqual({ code: 0, signal: undefined })
})

test('what is missing is not forbidden', async () => {
  expect(forbidden('no-such-program', { path: '/usr/bin' })).toBeUndefined()
  const env = { PATH: '/usr/bin' }
  await expect(startProcess({ file: 'no-such-program', args: [], env })).rejects.toThrow('ENOENT. Is it installed')
})

test('what may lie in a folder that is closed to oneself is missing or forbidden: nobody can tell', async ({
  skip,
}) => {
  if (process.getuid?.() === 0) skip('no folder is closed to root')
  await using place = await folder()
  const closed = join(place.path, 'closed')
  mkdirSync(closed, { mode: 0o000 })
  const words = (where: string) => `in "${where}", which is closed to ${me}`
  expect(forbidden('prog', { path: `/usr/bin:${closed}` })).toBe(`is not installed, or lies ${words(closed)}`)
  expect(forbidden(join(closed, 'prog'))).toBe(`may not be executed by ${me}, who may not look into "${closed}"`)
})

test('a folder that is not there is not blamed on the program', async () => {
  await expect(startProcess({ file: 'true', args: [], cwd: '/no/such/folder' })).rejects.toThrow(
    'Cannot start "true": its folder "/no/such/folder" cannot be entered. Is it there? [E_START]',
  )
})

test('a user to whom its folder is closed is named', async ({ skip }) => {
  if (process.getuid?.() !== 0) skip('only root becomes another user')
  await using place = await folder()
  chmodSync(place.file, 0o755)
  mkdirSync(join(place.path, 'closed'), { mode: 0o700 })
  const file = join(place.path, 'closed', 'prog')
  writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 })
  await expect(startProcess({ file, args: [], user: 'nobody', cwd: '/' })).rejects.toThrow(
    `it may not be executed by nobody, got "${file}"`,
  )
  await using child = await startProcess({ file, args: [] })
  expect(await child.exited).toEqual({ code: 0, signal: undefined })
})

async function folder(): Promise<{ path: string; file: string } & AsyncDisposable> {
  const made = await mkdtempDisposable(join(tmpdir(), 'halfopen-path-'))
  chmodSync(made.path, 0o755)
  const file = join(made.path, 'prog')
  writeFileSync(file, '#!/bin/sh\n', { mode: 0o644 })
  return { path: made.path, file, [Symbol.asyncDispose]: async () => made.remove() }
}
