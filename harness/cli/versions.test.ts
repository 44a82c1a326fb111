// Method: the packed package is installed beside each Vitest that peerDependencies names, and beside one that it does not, as npm leaves it,
// and run by the Node that is too old for it.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { installed } from './fixtures/installed.ts'

/** Its guests wait for those of others. */
const limit = 900_000
/** Installed once a run, for other files too. */
const usual = { vitest: '5', typescript: '7', '@types/node': '24' }

const scenario = `
import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { describe } from 'vitest'
const client = cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } })
describe('suite', () => {
  scenarioTest.each(['3s', '4s'])('a reader notices within %s', within => ({
    server: cacheServer(), client, fault: powerOff('server'), bounds: { detectedBy: 'client-app', within },
  }))
})
`
const script = `
import { processKill } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test } from 'halfopen/vitest'
import { describe } from 'vitest'
const withReader = test.extend<{ reader: Awaited<ReturnType<import('halfopen/vitest').ScriptTestbed['client']>> }>({
  reader: async ({ testbed }, use) => {
    await testbed.server('cache', cacheServer())
    await use(await testbed.client(cacheReader()))
  },
})
describe('suite', () => {
  withReader('a script with a fixture of its own', async ({ testbed, reader }) => {
    await using _kill = await testbed.inject(processKill('server'))
    await expect(reader).toDetectLossWithin('1s')
    await expect(reader).not.toStayConnectedFor('1s')
  })
})
`

describe('packed and installed', { timeout: limit }, () => {
  test.for(['4.1', '5'])(
    'with Vitest %s scenarios and scripts run on each plane, in suites too, and the types hold',
    async vitest => {
      await using project = await makeProject({ ...usual, vitest })
      const { run } = project
      const { stdout, exitCode } = await run('halfopen', 'run')
      const listed = await run('halfopen', 'list')
      expect(listed.stdout.split('\n').map(line => line.split(' ')[0])).toEqual([
        ...['scenario/suite/a-reader-notices-within-3s', 'scenario/suite/a-reader-notices-within-4s', 'script'],
      ])
      expect(stdout.match(/^ ✓ /gm)).toHaveLength(6)
      expect(exitCode).toBe(0)
      const plain = await run('vitest', 'run', '--reporter=halfopen/reporter', 'scenario.scenario')
      expect(plain.stdout).toMatch(/ 4 passed; /)
      expect(plain.exitCode).toBe(0)
      const options = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--types', 'node', '--module', 'nodenext']
      const sources = ['scenarios/script.scenario.ts', 'scenarios/scenario.scenario.ts']
      for (const target of ['es2022', 'esnext'])
        expect((await run('tsc', ...options, '--target', target, ...sources)).stdout, target).toBe('')
    },
  )

  test('another Vitest is one sentence, and so is none', async () => {
    await using project = await makeProject(usual)
    const { run } = project
    const vitest = join(project.folder, 'node_modules/vitest')
    await rm(vitest, { recursive: true })
    await mkdir(vitest)
    const { stdout: packed } = await run('npm', 'pack', 'vitest@3.2', '--prefer-offline', '--silent') // what it needs is never loaded
    await run('tar', '-xzf', packed, '--strip-components=1', '-C', vitest)
    const old = await run('halfopen', 'run')
    await rm(vitest, { recursive: true })
    const none = await run('halfopen', 'list')
    expect(old.stderr).toMatch(
      /^Cannot run scenarios: halfopen needs Vitest 4.1 or 5, got "3.2.\d+". npm install --save-dev vitest@5 \[E_VITEST\]$/,
    )
    expect(none.stderr).toBe(
      'Cannot run scenarios: halfopen needs Vitest 4.1 or 5, and there is none. npm install --save-dev vitest@5 [E_VITEST]',
    )
    expect([old.exitCode, none.exitCode]).toEqual([64, 64])
  })

  test('Node 20 is one sentence', async () => {
    await using project = await installed(usual, { node: '20' })
    const { stderr, exitCode } = await project.run('halfopen', 'run')
    expect(stderr).toMatch(
      /^Cannot run halfopen: it needs Node 24 or newer, got "20\.\d+\.\d+"\. npm install node@24 .* \[E_NODE\]$/,
    )
    expect(exitCode).toBe(64)
  })
})

/** A fresh project with these packages, a scenario and a script. */
async function makeProject(packages: Readonly<Record<string, string>>) {
  const project = await installed(packages)
  const files = {
    'vitest.config.js': "export default { test: { include: ['scenarios/*.scenario.ts'] } }",
    'scenarios/scenario.scenario.ts': scenario,
    'scenarios/script.scenario.ts': script,
  }
  await mkdir(join(project.folder, 'scenarios'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(project.folder, name), text)
  return project
}
