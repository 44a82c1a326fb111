// Method: a scenario's file leaves behind what nobody can end (a file that is opened and never there: a thread of libc waits for it), and
// what looks like it. The run has to end with what it found. Wrong code that would also pass a part: one that ends before the report.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { makeProject, type Project } from '../vitest/fixtures/project.ts'
import { startCli } from './fixtures/cli.ts'

const passes = `
import { open } from 'node:fs'
import { createServer } from 'node:net'
import { Worker } from 'node:worker_threads'
import { processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
scenarioTest('passes', {
  server: cacheServer(), client: cacheReader(), fault: processKill('server'), planes: ['toxiproxy'],
  bounds: { detectedBy: 'client-app', within: '1s' },
})
`
const fails = passes.replace("{ detectedBy: 'client-app', within: '1s' }", "{ undetectedBy: 'client-app', for: '1s' }")
const config = 'export default { test: { teardownTimeout: 1_000 } }'
const neverOpened = `open('never', () => {})`
const harmless = `
createServer().listen(0)
new Promise(() => {})
new Worker('for (;;);', { eval: true })
setInterval(() => {}, 10)
`

describe.concurrent('a run ends with its report and its exit code', () => {
  test.for([
    ['0', 'pass', passes],
    ['1', 'fail', fails],
  ] as const)('%s though a worker of its never will, and says so', async ([code, status, file]) => {
    await using project = await withPipe({ 'x.scenario.ts': file + neverOpened })
    const { exitCode, stdout, stderr } = await project.halfopen('run', '--plane', 'toxiproxy')
    const { runs } = await project.report()
    expect(runs.map(({ verdict }) => verdict.status)).toEqual([status])
    expect(stdout).toMatch(/\n 1 (passed|failed); .*$/)
    expect(stderr).toContain(
      'left a test worker behind: something that a scenario file has opened did not end within 1 s',
    )
    expect(String(exitCode)).toBe(code)
  })

  test('whatever Node can end is ended, and nothing is said of it', async () => {
    await using project = await withPipe({ 'x.scenario.ts': passes + harmless })
    const { exitCode, stderr } = await project.halfopen('run', '--plane', 'toxiproxy')
    expect(stderr).not.toContain('left a test worker')
    expect(exitCode).toBe(0)
  })

  test('or at a second Ctrl-C, though a worker waits in a call that nobody can end', async () => {
    await using project = await withPipe({
      'x.scenario.ts': `import { readFileSync, writeFileSync } from 'node:fs'\nwriteFileSync('begun', '')\nreadFileSync('never')`,
    })
    const cli = startCli(['run', '--plane', 'toxiproxy', '--output', 'out'], {}, project.folder)
    await expect.poll(() => existsSync(join(project.folder, 'begun')), { timeout: 30_000 }).toBe(true)
    cli.kill('SIGINT')
    await delay(1_000)
    cli.kill('SIGINT')
    expect((await cli).exitCode).toBe(130)
  })

  test('list at the first, as at the end of its terminal, though a file never lets go', async () => {
    await using project = await withPipe({
      'x.scenario.ts': `process.getBuiltinModule('fs').writeFileSync('begun', '')\nwhile (true) {}`,
    })
    const cli = startCli(['list'], {}, project.folder)
    await expect.poll(() => existsSync(join(project.folder, 'begun'))).toBe(true)
    cli.kill('SIGHUP')
    expect((await cli).exitCode).toBe(130)
  })

  test('list ends as well', async () => {
    await using project = await withPipe({ 'x.scenario.ts': passes + neverOpened })
    const { exitCode, stdout } = await project.halfopen('list')
    expect(stdout).toMatch(/^x +passes +\[toxiproxy/)
    expect(exitCode).toBe(0)
  })
})

/** With a pipe that nobody writes to: whoever opens it waits. */
async function withPipe(files: Readonly<Record<string, string>>): Promise<Project> {
  const project = await makeProject({ ...files, 'vitest.config.ts': config })
  execFileSync('mkfifo', [join(project.folder, 'never')])
  return project
}
