// Every place where a server may come from, with small scripts in the place of servers and of Go.
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { patient } from '../../kit/fixtures/patience.ts'
import { startProcess } from '../../kit/process.ts'
import { findings } from './findings.ts'
import { provision } from './provision.ts'
import { runToxiproxy } from './running.ts'

const real = await provision()

test('takes what TOXIPROXY_URL names, before anything else', async () => {
  await using home = await emptyHome()
  await using running = await runToxiproxy(real, () => {}, patient())
  const url = running.api.client.host
  home.set({ TOXIPROXY_URL: `${url}/`, TOXIPROXY_BIN: await home.server('named', '2.10.0') })
  expect(await provision()).toMatchObject({
    how: 'url',
    at: url,
    says: `${real.version}, running at ${url} (TOXIPROXY_URL)`,
  })
})

test('takes what TOXIPROXY_BIN names, before PATH', async () => {
  await using home = await emptyHome()
  home.set({ TOXIPROXY_BIN: await home.server('named', '2.10.0') })
  await home.server('toxiproxy-server', '2.11.0')
  expect(await provision()).toMatchObject({ how: 'bin', version: '2.10.0' })
})

test('takes the server on PATH, and says where it is', async () => {
  await using home = await emptyHome()
  const at = await home.server('toxiproxy-server', '2.11.0')
  expect(await provision()).toEqual({ how: 'path', at, version: '2.11.0', says: `2.11.0, found on PATH (${at})` })
  expect(await findings()).toEqual([{ what: 'toxiproxy', state: 'ready', detail: `2.11.0, found on PATH (${at})` }])
})

test('passes over a server on PATH that is too old, and builds one', async () => {
  await using home = await emptyHome()
  await home.server('toxiproxy-server', '2.1.4')
  await home.go()
  expect(await findings()).toMatchObject([
    { state: 'ready', detail: expect.stringMatching(/^2\.12\.0 will be built with .*go on first use; .*"2\.1\.4"/) },
  ])
  expect(await provision()).toMatchObject({ how: 'built', version: '2.12.0' })
})

test('finds what was built before in the cache', async () => {
  await using home = await emptyHome()
  await home.go()
  const built = await provision()
  home.set({ TOXIPROXY_BIN: '', HOME: '/' })
  expect(await provision()).toMatchObject({ how: 'cache', at: built.at, version: '2.12.0' })
})

test('builds once when two processes want it at once, and leaves no parts', async () => {
  await using home = await emptyHome()
  // Both have looked before Go is done, however busy the machine: the later one found what had been built long before it came.
  const looked = join(home.cache, '..', 'looked')
  await home.script('toxiproxy-server', `echo looked >> "${looked}"; echo "toxiproxy-server version 2.1.4"`)
  await home.go(`for i in $(seq 100); do [ "$(wc -l < "${looked}")" -lt 2 ] || break; sleep 0.1; done; sleep 0.5`)
  const module = fileURLToPath(new URL('./provision.ts', import.meta.url))
  const code = `import { provision } from '${module}'; const { how, at } = await provision(); console.log(how, at)`
  const said: string[] = []
  const children = await Promise.all(
    [1, 2].map(() =>
      startProcess({
        file: process.execPath,
        args: ['--input-type=module-typescript', '-e', code],
        onLine: (_stream, text) => said.push(text),
      }),
    ),
  )
  for (const child of children) expect(await child.exited).toEqual({ code: 0, signal: undefined })
  for (const child of children) await child[Symbol.asyncDispose]()
  const at = join(home.cache, 'halfopen', `toxiproxy-2.12.0-${process.platform}-${process.arch}`, 'toxiproxy-server')
  expect(said).toEqual([`built ${at}`, `built ${at}`])
  expect(await home.goRuns()).toBe(1)
  expect(await readdir(join(home.cache, 'halfopen'))).toHaveLength(1)
})

test('says what Go said when it cannot build, and leaves nothing in the cache', async () => {
  await using home = await emptyHome()
  await home.script('go', 'echo "dial tcp: no route to host" >&2; exit 1')
  await expect(provision()).rejects.toThrow(
    /^Cannot build Toxiproxy: ".*go" ended with exit code 1: dial tcp: no route to host\. Give Go access/,
  )
  expect(await readdir(join(home.cache, 'halfopen'))).toEqual([])
})

test('says in one sentence that the disk is full where Go says so, whatever else it says', async () => {
  await using home = await emptyHome()
  const words = 'package net/url is not in std / write /cache/ab: no space left on device / exit'
  await home.script('go', `for word in '${words.replaceAll(' / ', "' '")}'; do echo "$word" >&2; done; exit 1`)
  await expect(provision()).rejects.toThrow(
    'Cannot build Toxiproxy: the disk is full (write /cache/ab: no space left on device). Free some space on it, or set XDG_CACHE_HOME to a folder on another disk [E_BUILD]',
  )
})

test('names every way to get one where none can be had', async () => {
  await using _home = await emptyHome()
  const named =
    /Homebrew|brew install toxiproxy.*releases.*TOXIPROXY_BIN.*install Go.*TOXIPROXY_URL.*\[E_NO_TOXIPROXY\]$/
  await expect(provision()).rejects.toThrow(named)
  expect(await findings()).toMatchObject([{ state: 'missing', fix: expect.stringContaining('brew install toxiproxy') }])
})

test.each([
  ['TOXIPROXY_BIN', '/no/such/server', 'Cannot use TOXIPROXY_BIN: Cannot start "/no/such/server"'],
  ['TOXIPROXY_URL', 'localhost:8474', 'Cannot use TOXIPROXY_URL: it is not the address of an API on this machine'],
  [
    'TOXIPROXY_URL',
    'http://example.org:8474',
    'Cannot use TOXIPROXY_URL: it is not the address of an API on this machine',
  ],
  ['TOXIPROXY_URL', 'http://127.0.0.1:9', 'could not be asked: connect ECONNREFUSED 127.0.0.1:9'],
])('refuses %s=%s', async (variable, value, message) => {
  await using home = await emptyHome()
  home.set({ [variable]: value })
  await expect(provision()).rejects.toThrow(message)
  expect(await findings()).toMatchObject([{ state: 'blocked', detail: expect.stringContaining(message) }])
})

test('refuses a named server of an unknown version', async () => {
  await using home = await emptyHome()
  home.set({ TOXIPROXY_BIN: await home.server('named', 'git') })
  await expect(provision()).rejects.toThrow('says that it is version "git", and 2.9 or a later 2.x is needed')
})

/** No variable, an empty cache and a PATH with one empty folder in front of the system's own. */
async function emptyHome() {
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-provision-'))
  const [bin, cache] = [join(folder, 'bin'), join(folder, 'cache')]
  await Promise.all([bin, cache].map(path => mkdir(path)))
  const set = (variables: Record<string, string>) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  }
  set({ TOXIPROXY_URL: '', TOXIPROXY_BIN: '', PATH: `${bin}:/usr/bin:/bin`, XDG_CACHE_HOME: cache })
  const script = async (name: string, body: string) => {
    await writeFile(join(bin, name), `#!/bin/sh\n${body}\n`)
    await chmod(join(bin, name), 0o755)
    return join(bin, name)
  }
  const saysVersion = (version: string) => `echo "toxiproxy-server version ${version}"`
  return {
    cache,
    set,
    script,
    server: (name: string, version: string) => script(name, saysVersion(version)),
    go: (takes = 'sleep 0.3') =>
      script(
        'go',
        `echo run >> "${folder}/runs"; ${takes}
        printf '#!/bin/sh\\n${saysVersion('2.12.0')}\\n' > "$GOBIN/server"; chmod +x "$GOBIN/server"`,
      ),
    goRuns: async () => (await readFile(join(folder, 'runs'), 'utf8')).trim().split('\n').length,
    [Symbol.asyncDispose]: async () => {
      vi.unstubAllEnvs()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
