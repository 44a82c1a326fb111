// Method: a file of scenarios never lets go of its thread, where no timer of its own can end it: it loops, or waits in a call, as it is loaded or
// in a test. The limit is seconds here. Wrong code that would also pass: one that takes any busy file for such a one, which the last test tells.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { patience } from '../kit/fixtures/patience.ts'
import { makeProject, type Project } from '../vitest/fixtures/project.ts'
import { startCli } from './fixtures/cli.ts'
import { newMark } from './fixtures/marked.ts'

const passes = `
import { test } from 'vitest'
test('passes', () => {})
`
const loops = `${passes}\nfor (;;);`
const waits = `
import { execFileSync } from 'node:child_process'
import { test } from 'vitest'
test('waits', () => { execFileSync('sleep', ['1000']) })
`
const limitMs = 4_000
const fix = 'Await what takes its time, with a limit, in a test, a hook or the prepare of a program [E_BLOCKED]'

describe.concurrent('a file that never lets go', { timeout: 120_000 }, () => {
  test('is told and fails the run; others come to their end, or are told not to have begun', async ({ expect }) => {
    const { env, left } = newMark()
    const files = {
      'a.scenario.ts': passes,
      'b.scenario.ts': loops,
      'c.scenario.ts': waits,
      'd.scenario.ts': passes,
    }
    await using project = await ownProject(files, env)
    const { exitCode } = await project.halfopen('run', '--workers', '2')
    const { errors = [] } = await project.report()
    expect(Object.fromEntries(errors.map(({ where, message }) => [where, message.replace(/\d+ s/, 'N s')]))).toEqual({
      'b.scenario.ts': `it loops or waits in a call as it is loaded, for N s now, at b.scenario.ts:5. ${fix}`,
      'c.scenario.ts': `it loops or waits in a call in "waits", for N s now. ${fix}`,
      'd.scenario.ts': 'it was not begun: no worker was left for it',
    })
    expect(exitCode).toBe(1)
    expect(await left()).toEqual([])
  })

  test('cannot be listed, nor compared by', async () => {
    await using project = await ownProject({ 'loops.scenario.ts': loops })
    const sentence =
      /^Cannot go on: loops\.scenario\.ts loops or waits in a call as it is loaded, for \d+ s now, at loops\.scenario\.ts:5\. (.*)$/
    for (const args of [['list'], ['compare', 'loops', '--settings', 'linux']]) {
      const { exitCode, stderr } = await project.halfopen(...args)
      expect(sentence.exec(stderr)?.[1]).toBe(fix)
      expect(exitCode).toBe(64)
    }
  })

  test('and one that awaits for ever is told in the same way', async () => {
    await using project = await ownProject({ 'a.scenario.ts': `${passes}\nawait new Promise(() => {})` })
    const run = await project.halfopen('run')
    const list = await project.halfopen('list')
    const sentence =
      'Cannot wait for what it awaits outside of its tests: not done within 4 s. Let it end, or await it in a test, a hook or the prepare of a program [E_DEADLINE]'
    expect((await project.report()).errors?.map(({ message }) => message)).toEqual([sentence])
    expect(list.stderr).toBe(`Cannot load a.scenario.ts: ${sentence} [E_LOAD]`)
    expect([run.exitCode, list.exitCode]).toEqual([1, 64])
  })

  test('ends at one Ctrl-C, and leaves nothing', async ({ expect }) => {
    const { env, left } = newMark()
    const begun = (name: string) => `process.getBuiltinModule('fs').writeFileSync('${name}', '')`
    await using project = await ownProject({
      'a.scenario.ts': `${begun('a')}\nfor (;;);`,
      'b.scenario.ts': `${begun('b')}\nawait new Promise(() => {})`,
      'c.scenario.ts': waits.replace('execFileSync(', `${begun('c')}; execFileSync(`),
    })
    const cli = startCli(['run', '--output', 'out'], env, project.folder)
    const all = () => ['a', 'b', 'c'].every(name => existsSync(join(project.folder, name)))
    await expect.poll(all).toBe(true)
    cli.kill('SIGINT')
    const { exitCode } = await cli
    const { errors = [] } = await project.report()
    expect(
      Object.fromEntries(errors.map(({ where, message }) => [where, message.split(/\. Await|, for /)[0]])),
    ).toEqual({
      'a.scenario.ts': 'it was still being loaded',
      'b.scenario.ts': 'it was still being loaded',
      'c.scenario.ts': 'it loops or waits in a call in "waits"',
    })
    expect(exitCode).toBe(130)
    expect(await left()).toEqual([])
  })

  test('is told by the CPU time that it takes, long before its limit', async () => {
    expect(await watched('for (;;);')).toMatch(
      /loops\.ts loops or waits in a call as it is loaded, for \d+ s now, at \[eval1\]:1\./,
    )
  })

  test('is none by that where it waits in a call, as for something to be built', async () => {
    expect(await watched('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)')).toBe('is waited for')
  })

  test('is none that is busy for a while', async () => {
    const busy = 'const until = performance.now() + 2_000\nwhile (performance.now() < until);\n'
    await using project = await ownProject({
      'a.scenario.ts': `${busy}${passes}`,
      'b.scenario.ts': `import { test } from 'vitest'\ntest('is busy', () => { ${busy} })`,
    })
    expect((await project.halfopen('run')).exitCode).toBe(3)
    expect((await project.report()).errors).toBeUndefined()
  })
})

/**
 * What a watchdog of great patience says of a worker that is at a file, and then at this. In a process and a group of its own: what a blocked worker has
 * started is ended by its group.
 */
async function watched(code: string): Promise<string> {
  const from = (file: string) => JSON.stringify(new URL(file, import.meta.url).href)
  const begins = `import(${from('../vitest/pulse.ts')}).then(({ beat }) => { beat({ file: '/a/loops.ts', loading: true }); setTimeout(() => { ${code} }, 20) })`
  const script = `
    const { Worker } = await import('node:worker_threads')
    const { Watchdog } = await import(${from('watchdog.ts')})
    const { sleep } = await import(${from('../kit/clock.ts')})
    new Worker(${JSON.stringify(begins)}, { eval: true })
    const watchdog = new Watchdog({ blockedAfterMs: ${patience.withinMs}, spinsAfterMs: 300 })
    const isWaitedFor = sleep(${code.startsWith('for') ? patience.withinMs : 3_000}).then(() => 'is waited for')
    console.log(await watchdog.over(isWaitedFor).catch(String))
    process.kill(process.pid, 'SIGKILL')`
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', script], {
    detached: true,
    reject: false,
    stdin: 'ignore',
  })
  return stdout
}

/** Node loads its files by itself, without Vite: in half the time. */
function ownProject(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<Project> {
  const config = 'export default { test: { experimental: { viteModuleRunner: false } } }'
  return makeProject(
    { 'vitest.config.ts': config, ...files },
    { HALFOPEN: JSON.stringify({ blockedAfterMs: limitMs }), ...env },
  )
}
