// Method: a project with a configuration of its own is run, listed and, with a broken configuration, refused. What is written there for
// other tests than scenarios would end each of these runs if it applied.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeProject } from '../vitest/fixtures/project.ts'
import { startCli } from './fixtures/cli.ts'

const configuration = `
import { fileURLToPath } from 'node:url'
const x = { name: 'x', resolveId: id => (id === 'virtual:x' ? '\\0x' : undefined), load: id => (id === '\\0x' ? 'export default "1s"' : undefined) }
export default {
  plugins: [x],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    setupFiles: ['./setup.ts'], globals: true, env: { CLAIM: 'the whole configuration applies' },
    include: ['nothing/**'], exclude: ['**/scenarios/**'], dir: 'nowhere', environment: 'jsdom', retry: 3, bail: 1, pool: 'vmThreads', isolate: true,
    testNamePattern: 'nothing', testTimeout: 1, name: 'unit', shard: '2/2', passWithNoTests: true, reporters: ['verbose'], outputFile: 'x.json',
    coverage: { enabled: true }, typecheck: { enabled: true }, browser: { enabled: true, provider: 'none', instances: [{ browser: 'none' }] },
    projects: [{ test: { name: 'unit', include: ['nothing/**'] } }], sequence: { shuffle: true, concurrent: true },
  },
}`
const scenario = `
import within from 'virtual:x'
import { processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { subjects } from '@/subjects.ts'
scenarioTest(globalThis.claim, { ...subjects(cacheServer, cacheReader), fault: processKill('server'), bounds: { detectedBy: 'client-app', within }, planes: ['toxiproxy'] })
afterAll(() => {})
`
const files = {
  'vitest.config.ts': configuration,
  'setup.ts': 'globalThis.claim = process.env.CLAIM',
  'src/subjects.ts':
    'export const subjects = (server: () => object, client: () => object) => ({ server: server(), client: client() })',
  'scenarios/one.scenario.ts': scenario,
}

/** A project whose configuration has that as its globalSetup. */
function withSetup(source: string) {
  const config = "export default { test: { globalSetup: ['./global.ts'] } }"
  return { 'vitest.config.ts': config, 'global.ts': source, 'one.scenario.ts': "import 'halfopen'" }
}

describe.concurrent("a user's own configuration", () => {
  test('applies, with its aliases, plugins, set-up files and globals, and not what is written for other tests', async () => {
    await using project = await makeProject(files)
    const { stdout, exitCode } = await project.halfopen('run', '--plane', 'toxiproxy')
    expect(stdout).toMatch(/^ ✓ one .*\n 1 passed; /ms)
    expect(exitCode).toBe(0)
  })

  test('applies to list as well', async () => {
    await using project = await makeProject(files)
    const { stdout } = await project.halfopen('list')
    expect(stdout).toBe('one  the whole configuration applies  [toxiproxy]')
  })

  test('is one of vite.config where there is no vitest.config', async () => {
    const { 'vitest.config.ts': config, ...rest } = files
    await using project = await makeProject({ ...rest, 'vite.config.mjs': config })
    await project.remove('vitest.config.ts')
    const { stdout } = await project.halfopen('list')
    expect(stdout).toContain('the whole configuration applies')
  })

  test('that cannot be read is one sentence: what it throws', async () => {
    await using project = await makeProject({ ...files, 'vitest.config.ts': 'throw new Error("no DATABASE_URL")' })
    const { stderr, exitCode } = await project.halfopen('run', '--plane', 'toxiproxy')
    expect(stderr).toBe(`Cannot use ${project.folder}/vitest.config.ts: no DATABASE_URL [E_CONFIG]`)
    expect(exitCode).toBe(64)
  })

  test.for(['run', 'list'])('whose globalSetup throws is one sentence with its place: %s', async command => {
    await using project = await makeProject(withSetup("export default () => { throw new Error('no database') }"))
    const { stderr, exitCode } = await project.halfopen(command)
    expect(stderr).toBe(
      'Cannot begin: globalSetup throws "no database". Correct global.ts:1, or give scenarios a folder and a configuration of their own [E_GLOBAL_SETUP]',
    )
    expect(exitCode).toBe(64)
  })

  test('whose globalSetup waits for what nothing brings is told', async () => {
    await using project = await makeProject(withSetup('export default () => new Promise(() => {})'))
    const { stderr, exitCode } = await project.halfopen('list')
    expect(stderr).toMatch(/^Cannot go on: something waits for what never comes, .*globalSetup.* \[E_STUCK\]$/)
    expect(exitCode).toBe(64)
  })

  test('whose globalSetup is slow ends at one Ctrl-C', async () => {
    const slow = `import { writeFileSync } from 'node:fs'
      export default () => new Promise(() => { setInterval(() => {}, 1_000); writeFileSync('begun', '') })`
    await using project = await makeProject(withSetup(slow))
    const cli = startCli(['run', '--output', 'out'], {}, project.folder)
    await expect.poll(() => existsSync(join(project.folder, 'begun'))).toBe(true)
    cli.kill('SIGINT')
    expect((await cli).exitCode).toBe(130)
  })

  test('that cannot be parsed is one sentence: what is missing, without a drawing', async () => {
    await using project = await makeProject({
      ...files,
      'vitest.config.ts': 'import nope from "./nope.ts"\nexport default nope',
    })
    const { stderr } = await project.halfopen('list')
    expect(stderr).toMatch(
      /^Cannot use \S+vitest.config.ts: .*Could not resolve '.\/nope.ts' in vitest.config.ts \[E_CONFIG\]$/,
    )
  })
})
