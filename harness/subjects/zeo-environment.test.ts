// What a machine may lack. Its python3 is a shell script here, found on PATH before the real one: the rest is real.
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { inPrograms } from './programs-folder.ts'
import { probeZeo, provisionZeo } from './zeo-environment.ts'

test('without python3 it names the package to install', async () => {
  await using machine = await machineWith(undefined)
  expect(await probeZeo()).toEqual({
    what: 'zeo',
    state: 'missing',
    detail: 'there is no python3 on PATH',
    fix: 'apt install python3 python3-venv, or brew install python',
  })
  await expect(provisionZeo()).rejects.toThrow(
    'Cannot provision ZEO 6.2: there is no python3 on PATH. apt install python3 python3-venv, or brew install python [E_ZEO]',
  )
  expect(await machine.cached()).toEqual([])
})

test('an old python3 and one without its venv module are told apart', async () => {
  await using _old = await machineWith('echo 9')
  await expect(provisionZeo()).rejects.toThrow('it needs Python 3.11, and python3 is 3.9')
  await using _bare = await machineWith('echo 12; echo "No module named ensurepip" >&2; exit 1')
  await expect(provisionZeo()).rejects.toThrow('python3 has no venv module. apt install python3-venv [E_ZEO]')
})

test('a machine that can make it is told the one command that does', async () => {
  await using machine = await machineWith('echo 12')
  const home = join(machine.cache, 'halfopen', 'zeo-6.2')
  expect(await probeZeo()).toEqual({
    what: 'zeo',
    state: 'missing',
    detail: 'ZEO 6.2 is made on first use, in half a minute, from the Python package index',
    fix: `python3 -m venv ${home} && ${home}/bin/python -m pip install --no-deps -r ${inPrograms('zeo-requirements.txt')}`,
  })
})

test('without a package index it gives the reason of pip and the ways out, and leaves nothing behind', async () => {
  const failingPip = `#!/bin/sh\necho "ERROR: No matching distribution found for ZEO==6.2" >&2\nexit 1\n`
  const venv = `case "$1" in -c) echo 12;; -m) mkdir -p "$3/bin"; printf '${failingPip.replaceAll('\n', '\\n')}' > "$3/bin/python"; chmod +x "$3/bin/python";; esac`
  await using machine = await machineWith(venv)
  await expect(provisionZeo()).rejects.toThrow(
    /^Cannot provision ZEO 6\.2: .* failed: ERROR: No matching distribution found for ZEO==6\.2\. .*PIP_INDEX_URL.*\[E_ZEO\]$/,
  )
  expect(await machine.cached()).toEqual([])
})

test('every package is pinned to one version, ZEO among them', async () => {
  const lines = (await readFile(inPrograms('zeo-requirements.txt'), 'utf8')).trim().split('\n')
  const pins = lines.filter(line => !line.startsWith('#'))
  expect(pins).toContain('ZEO==6.2')
  expect(pins.filter(pin => !/^[\w.]+==\d[\w.]*$/.test(pin))).toEqual([])
})

/** An empty cache, and a PATH with this script as python3 before the system's own tools; `undefined`: with nothing at all. */
async function machineWith(python: string | undefined): Promise<Machine> {
  const cache = await mkdtemp(join(tmpdir(), 'halfopen-zeo-'))
  const bin = await mkdtemp(join(cache, 'bin-'))
  if (python !== undefined) {
    await writeFile(join(bin, 'python3'), `#!/bin/sh\n${python}\n`)
    await chmod(join(bin, 'python3'), 0o755)
  }
  vi.stubEnv('XDG_CACHE_HOME', cache)
  vi.stubEnv('PATH', python === undefined ? bin : `${bin}:/usr/bin:/bin`)
  return {
    cache,
    cached: () => readdir(join(cache, 'halfopen')).catch(() => []),
    [Symbol.asyncDispose]: async () => {
      vi.unstubAllEnvs()
      await rm(cache, { recursive: true, force: true })
    },
  }
}

interface Machine extends AsyncDisposable {
  cache: string
  cached(): Promise<string[]>
}
