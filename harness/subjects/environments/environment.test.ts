// Method: an environment of one file, in a cache of its own, made by what the test says.
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { environment } from './environment.ts'

let cache = ''
const never = new AbortController().signal

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'halfopen-environment-'))
  vi.stubEnv('XDG_CACHE_HOME', cache)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(cache, { recursive: true, force: true })
})

test('it is made once, from its pins, and again only when it no longer works', async () => {
  const steps = [['/bin/sh', '-c', 'test -f requirements.txt && echo made >>log']] as const
  const made = environment({ from: 'python', pins: 'requirements.txt', steps, check: ['../check', 'log'], fix: '' })
  const again = environment({ from: 'python', pins: 'requirements.txt', steps, fix: '' })
  await again.prepare(never)
  await again.prepare(never)
  expect(again.folder).toBe(made.folder)
  expect((await readdir(again.folder)).sort()).toEqual(['log', 'requirements.txt'])
  await rm(join(again.folder, 'log'))
  await made.prepare(never) // there is no such check: what lies there does not pass it
  expect(existsSync(join(made.folder, 'log'))).toBe(true)
})

test('what cannot be made is told in the words of its tool, with a fix, and leaves nothing behind', async () => {
  const steps = [['/bin/sh', '-c', 'echo no registry answers >&2; exit 3']] as const
  const failing = environment({ from: 'python', pins: 'requirements.txt', steps, fix: 'Name another registry' })
  await expect(failing.prepare(never)).rejects.toThrow(
    'Cannot make the python clients: "/bin/sh" ended with exit code 3: no registry answers. Name another registry [E_BUILD]',
  )
  expect(await readdir(join(cache, 'halfopen'))).toEqual([])
})
