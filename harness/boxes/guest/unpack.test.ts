// Method: a cache of its own; what is in the way of a sound kernel there has to be noticed and put right, and never be run.
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readArtifacts, unpackKernel } from './unpack.ts'

const cache = mkdtempSync(join(tmpdir(), 'halfopen-cache-'))
beforeAll(() => void vi.stubEnv('XDG_CACHE_HOME', cache))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(cache, { recursive: true })
})

test('unpacks both programs, ready to run, and leaves nothing else there', async () => {
  const { files } = await readArtifacts()
  const { linux, init } = await unpackKernel()
  expect(statSync(linux).size).toBe(files.linux.unpacked.sizeBytes)
  expect(statSync(init).mode & 0o111).toBe(0o111)
  expect(readdirSync(join(cache, 'halfopen'))).toHaveLength(1)
})

test('two at once end with the same whole programs', async () => {
  rmSync(join(cache, 'halfopen'), { recursive: true })
  const [one, two] = await Promise.all([unpackKernel(), unpackKernel()])
  expect(one).toEqual(two)
  expect(readdirSync(join(cache, 'halfopen'))).toHaveLength(1)
})

test('a program that was cut short is unpacked again', async () => {
  const { linux } = await unpackKernel()
  truncateSync(linux, 1_000)
  await unpackKernel()
  const { files } = await readArtifacts()
  expect(statSync(linux).size).toBe(files.linux.unpacked.sizeBytes)
})
