import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test, vi } from 'vitest'
import { cachePath, makeOnce } from './cache.ts'
import { sleep } from './clock.ts'
import { mayMount } from './fixtures/may-mount.ts'
import { programPath } from './program-path.ts'

test('makes a thing once, and leaves it alone when it is there', async () => {
  await using cache = await emptyDirectory()
  const place = join(cache.path, 'deep', 'thing-1.0')
  const build = vi.fn(writeThing)
  await makeOnce(place, { ready, build })
  await makeOnce(place, { ready, build })
  expect(build).toHaveBeenCalledOnce()
  expect(await readdir(join(cache.path, 'deep'))).toEqual(['thing-1.0'])
})

test('of two at once one builds and the other waits for it, and nothing is left over', async () => {
  await using cache = await emptyDirectory()
  const place = join(cache.path, 'thing-1.0')
  const build = vi.fn(async (part: string) => {
    await sleep(50)
    await writeThing(part)
  })
  await Promise.all([makeOnce(place, { ready, build }), makeOnce(place, { ready, build })])
  expect(build).toHaveBeenCalledOnce()
  expect(await readdir(cache.path)).toEqual(['thing-1.0'])
  expect(await ready(place)).toBe(true)
})

test('who waits for another who builds is let go at an interrupt, and the other builds on', async () => {
  await using cache = await emptyDirectory()
  const place = join(cache.path, 'thing-1.0')
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const build = vi.fn(async (part: string) => {
    begun.resolve()
    await go.promise
    await writeThing(part)
  })
  const builds = makeOnce(place, { ready, build })
  await begun.promise
  const stop = new AbortController()
  const waits = makeOnce(place, { ready, build, signal: stop.signal })
  stop.abort('interrupted')
  await expect(waits).rejects.toBe('interrupted')
  go.resolve()
  await builds
  expect(build).toHaveBeenCalledOnce()
  expect(await readdir(cache.path)).toEqual(['thing-1.0'])
})

// File systems tell times of birth by the tick, so that a later part may seem to be the older one: here it is.
test('whoever builds is not joined by another whose part seems to be older', async () => {
  await using cache = await emptyDirectory()
  const place = join(cache.path, 'thing-1.0')
  const build = vi.fn(async (part: string) => {
    if (build.mock.calls.length === 1) void making.push(makeOnce(place, { ready, build }))
    await sleep(50)
    await rename(await mkdtemp(join(cache.path, 'younger-')), part)
    await sleep(250)
    await writeThing(part)
  })
  const making = [makeOnce(place, { ready, build })]
  for (const one of making) await one
  expect(build).toHaveBeenCalledOnce()
  expect(await readdir(cache.path)).toEqual(['thing-1.0'])
})

test('what nobody has used for a month leaves the cache when something is made, and what was used stays', async () => {
  await using cache = await emptyDirectory()
  vi.stubEnv('XDG_CACHE_HOME', cache.path)
  const old = new Date(Date.now() - 31 * 24 * 3_600_000)
  const made = async (name: string) => makeOnce(cachePath(name), { ready, build: writeThing })
  for (const name of ['used', 'disused']) await made(name)
  const compiled = cachePath('compile-cache/v24')
  await mkdir(compiled, { recursive: true })
  for (const name of ['old', 'young']) await writeFile(join(compiled, name), '')
  for (const name of ['used', 'disused', 'compile-cache', 'compile-cache/v24', 'compile-cache/v24/old'])
    await utimes(cachePath(name), old, old)
  await made('used')
  await made('new')
  expect((await readdir(cachePath('.'))).sort()).toEqual(['compile-cache', 'new', 'used'])
  expect(await readdir(compiled)).toEqual(['young'])
  vi.unstubAllEnvs()
})

test('a turn that was left by a process that is gone is given to the next', async () => {
  await using cache = await emptyDirectory()
  const place = join(cache.path, 'thing-1.0')
  await symlink('thing-1.0.part-4194305-abc', `${place}.turn`)
  await makeOnce(place, { ready, build: writeThing })
  expect(await readdir(cache.path)).toEqual(['thing-1.0'])
})

test('whoever waits for a build that fails builds itself', async () => {
  await using cache = await emptyDirectory()
  const place = join(cache.path, 'thing-1.0')
  let builds = 0
  const build = async (part: string) => {
    builds++
    await sleep(50)
    if (builds === 1) throw new Error('no network')
    await writeThing(part)
  }
  const both = await Promise.allSettled([makeOnce(place, { ready, build }), makeOnce(place, { ready, build })])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await readdir(cache.path)).toEqual(['thing-1.0'])
})

test('a build that fails leaves nothing that looks finished', async () => {
  await using cache = await emptyDirectory()
  const build = async (part: string) => {
    await writeFile(join(part, 'half'), '')
    throw new Error('no network')
  }
  await expect(makeOnce(join(cache.path, 'thing-1.0'), { ready, build })).rejects.toThrow('no network')
  expect(await readdir(cache.path)).toEqual([])
})

test('replaces a wreck, and removes the part of a process that is gone but not of one that lives', async () => {
  await using cache = await emptyDirectory()
  const place = join(cache.path, 'thing-1.0')
  const gone = 2 ** 22 + 1
  for (const name of ['thing-1.0', `thing-1.0.part-${gone}-abc`, `thing-1.0.part-${process.ppid}-abc`]) {
    await mkdir(join(cache.path, name))
    await writeFile(join(cache.path, name, 'half'), '')
    await utimes(join(cache.path, name), 0, 0)
  }
  await makeOnce(place, { ready, build: writeThing })
  expect((await readdir(cache.path)).sort()).toEqual(['thing-1.0', `thing-1.0.part-${process.ppid}-abc`])
  expect(await readdir(place)).toEqual(['whole'])
})

test('names the way out when the cache cannot be written', async () => {
  await using cache = await emptyDirectory()
  await writeFile(join(cache.path, 'file'), '')
  const making = makeOnce(join(cache.path, 'file', 'thing-1.0'), { ready, build: writeThing })
  await expect(making).rejects.toThrow(
    /^Cannot write the cache: .*\. Set XDG_CACHE_HOME to a directory that can be written \[E_CACHE\]$/,
  )
})

test('the cache is where XDG_CACHE_HOME says, and a relative one counts as none', () => {
  vi.stubEnv('XDG_CACHE_HOME', '/somewhere')
  expect(cachePath('x')).toBe('/somewhere/halfopen/x')
  vi.stubEnv('XDG_CACHE_HOME', 'elsewhere')
  vi.stubEnv('HOME', '/home/someone')
  expect(cachePath('x')).toBe('/home/someone/.cache/halfopen/x')
  for (const none of ['', 'here']) {
    vi.stubEnv('HOME', none)
    expect(cachePath('x')).toBe(join(userInfo().homedir, '.cache/halfopen/x'))
  }
  vi.unstubAllEnvs()
})

async function writeThing(part: string): Promise<void> {
  await writeFile(join(part, 'whole'), 'yes')
}

async function ready(place: string): Promise<boolean> {
  return (await readFile(join(place, 'whole'), 'utf8').catch(() => '')) === 'yes'
}

async function emptyDirectory(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'halfopen-cache-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

// Method: a file system that is mounted noexec, and a full one, in mount tables of their own. What builds again and again would never end.
describe.runIf(mayMount())('a disk that will not do is one sentence before anything is built there', () => {
  test.for([
    ['noexec', 'Cannot use the cache: its disk lets no program be executed (mounted noexec), got "/mnt/halfopen". '],
    ['nr_inodes=5', 'Cannot write the cache: the disk is full (ENOSPC'],
  ] as const)('mounted %s', async ([option, sentence]) => {
    const program = programPath('harness/kit/fixtures/make-once')
    const script = `mount -t tmpfs -o ${option} tmpfs /mnt && exec "$@"`
    const { stdout } = await execa('unshare', ['-rm', 'sh', '-c', script, 'sh', process.execPath, program], {
      env: { XDG_CACHE_HOME: '/mnt' },
    })
    expect(stdout).toContain(sentence)
    expect(stdout).toMatch(/XDG_CACHE_HOME.* \[E_CACHE\]$/)
  })
})
