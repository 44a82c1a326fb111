// Method: a container of podman with runc, of this machine's own Node, its libraries and the packed package: another user than root, no capability, the default
// seccomp profile, no network. What the container is, is read inside it; a plainer one would let through what a hosted CI does not.
import { chmod, cp, glob, mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { isInstalled } from '../kit/on-path.ts'
import { installed } from './fixtures/installed.ts'

const lacking = [
  ...(process.getuid?.() === 0 ? [] : ['only root can start a container here']),
  ...['podman', 'runc', 'ldd'].filter(name => !isInstalled(name)).map(name => `there is no ${name}`),
  ...[(await boxes.virtual.refusal())?.reason ?? []].flat(),
]
const why = lacking.length === 0 ? '' : ` (${lacking.join(', ')})`

describe.skipIf(lacking.length > 0)(
  `in an unprivileged container without a network${why}`,
  { timeout: 300_000 },
  () => {
    test('virtual time runs as it is', async () => {
      await using root = await makeRoot()
      const status = await inContainer(
        root.path,
        '-p',
        `require('fs').readFileSync('/proc/self/status', 'utf8') +
      Object.keys(require('os').networkInterfaces())`,
      )
      expect(status.stderr).toBe('')
      expect(status.stdout).toMatch(/^Uid:\t65534\t/m)
      expect(status.stdout).toMatch(/^CapEff:\t0{16}$/m)
      expect(status.stdout).toMatch(/^Seccomp:\t2$/m)
      expect(status.stdout.split('\n').at(-1)).toMatch(/^(lo)?$/)
      const options = ['--plane', 'netns', '--clock', 'virtual', '--output', '/tmp/out']
      const ran = await inContainer(root.path, 'node_modules/halfopen/dist/harness/cli/halfopen.js', 'run', ...options)
      expect(ran.stdout).toMatch(/^ ✓ orders +1\.0 s .* netns virtual /m)
      expect(ran.exitCode).toBe(0)
    })
  },
)

/** Limits that podman would raise are for a root that may. */
const limits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=4096:4096']

async function inContainer(root: string, ...words: readonly string[]) {
  const locked = ['--user', '65534:65534', '--cap-drop', 'all', '--network', 'none']
  const place = ['--env', 'HOME=/tmp', '--env', 'PATH=/bin', '--workdir', '/app', '--rootfs', root]
  const args = ['--runtime', 'runc', 'run', '--rm', ...limits, ...locked, ...place, '/bin/node', ...words]
  return await execa('podman', args, { reject: false, stdin: 'ignore' })
}

/** A tree of files for its root: Node, what Node and native modules load, and a project. */
async function makeRoot() {
  const root = await mkdtempDisposable(join(tmpdir(), 'halfopen-container-'))
  await using project = await installed({ vitest: '5', typescript: '7', '@types/node': '24' })
  const at = (path: string) => join(root.path, path)
  for (const folder of ['bin', 'tmp', 'proc', 'dev', 'sys', 'etc', 'run']) await mkdir(at(folder))
  await cp(process.execPath, at('bin/node'))
  await execa('cp', ['-al', project.folder, at('app')])
  const natives = await Array.fromAsync(glob(`${at('app')}/node_modules/**/*.node`))
  const said = await Promise.all(
    [process.execPath, ...natives].map(file => execa('ldd', [file], { reject: false, stdin: 'ignore' })),
  )
  for (const library of new Set(said.flatMap(({ stdout }) => stdout.match(/\/\S*\.so[\S]*/g) ?? []))) {
    if (library.includes('musl')) continue
    await mkdir(dirname(at(library)), { recursive: true })
    await cp(library, at(library), { dereference: true }).catch(() => {})
  }
  await mkdir(at('app/scenarios'))
  await writeFile(at('app/scenarios/orders.scenario.ts'), scenario)
  await chmod(root.path, 0o755)
  await chmod(at('app'), 0o755)
  await chmod(at('tmp'), 0o1777)
  return root
}

const scenario = `
import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
scenarioTest('it is noticed', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '2s' },
})`
