// Method: `halfopen` is run where something is short: files that may be open, room for what it prints and for its reports, a reader that has
// had enough. Each is one sentence with what mends it, and the exit code that the help names; a stack of Node's would be neither.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { mayMount } from '../kit/fixtures/may-mount.ts'
import { isInstalled } from '../kit/on-path.ts'
import { makeProject, type Project } from '../vitest/fixtures/project.ts'
import { cli } from './fixtures/cli.ts'

const passes = `
import { processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
scenarioTest('passes', {
  server: cacheServer(), client: cacheReader(), fault: processKill('server'), planes: ['toxiproxy'],
  bounds: { detectedBy: 'client-app', within: '1s' },
})
`

const lasts = `
import { noFault, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
scenarioTest('lasts', {
  server: cacheServer(),
  client: { ...cacheReader(), prepare: async () => process.getBuiltinModule('fs').writeFileSync('begun', '') },
  fault: noFault(), planes: ['toxiproxy'], bounds: { undetectedBy: 'client-app', for: '5m' },
})
`

describe.runIf(process.platform === 'linux')('one sentence and its exit code', { timeout: 120_000 }, () => {
  test('where too few files may be open', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    const { stderr, exitCode } = await shell(project, 'ulimit -n 32; halfopen list')
    expect(stderr).toBe(
      'Cannot run scenarios: too few files may be open at once, got "32". Let more be open: ulimit -n 1024 [E_SHORTAGE]',
    )
    expect(exitCode).toBe(64)
  })

  // Vitest's own loader ends by an abort there. Root has no such limit.
  test.runIf(process.getuid?.() === 0)('where too few processes may be started', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    const somebody = `chmod a+rx . && mkdir -m 777 home && HOME=$PWD/home setpriv --reuid=54322 --regid=54322 --clear-groups bash -c`
    const { stderr, exitCode } = await shell(project, `${somebody} 'ulimit -u 30; halfopen list'`)
    expect(stderr).toMatch(
      /^Cannot run scenarios: fewer than 64 processes and threads may be started, got "\d+"\. Let more be started: ulimit -u, or the pids limit of the container \[E_SHORTAGE\]$/,
    )
    expect(exitCode).toBe(64)
  })

  test('where what it prints has no room', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    const { stderr, exitCode } = await shell(project, 'halfopen list > /dev/full')
    expect(stderr).toMatch(
      /^Cannot print the results: the disk is full \(ENOSPC[^)]*\)\. Free some space on it \[E_OUTPUT\]$/,
    )
    expect(exitCode).toBe(64)
  })

  test('and none, where errors have no room either', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    expect((await shell(project, 'halfopen lisst 2> /dev/full')).exitCode).toBe(64)
    expect((await shell(project, 'halfopen --help > /dev/full 2> /dev/full')).exitCode).toBe(64)
  })

  test('and none, where a reader has had enough: a run goes on to its verdict and its report', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    const list = await shell(project, 'set -o pipefail; halfopen list | head -0')
    const run = await shell(project, 'set -o pipefail; halfopen run --plane toxiproxy --output out | head -1')
    expect([list.stderr, list.exitCode, run.stderr, run.exitCode]).toEqual(['', 0, '', 0])
    expect((await project.report()).runs.map(({ verdict }) => verdict.status)).toEqual(['pass'])
  })

  test.runIf(isInstalled('script'))(
    'and none, where its terminal is closed: 130, with a report of what was seen',
    async () => {
      await using project = await ownProject({ 'x.scenario.ts': lasts })
      // The shell dies of it, and whoever it had in the foreground is told. The subshell stays to say how that ended.
      const run = `(trap '' HUP; "$NODE" "$CLI" run --plane toxiproxy --output out 2> err; echo $? > code); true`
      await project.write('run.sh', run)
      const env = { ...environment, NODE: process.execPath, CLI: cli, SHELL: '/bin/bash' }
      const terminal = execa('script', ['-qfc', 'bash run.sh', '/dev/null'], {
        cwd: project.folder,
        env,
        reject: false,
      })
      await expect.poll(() => existsSync(join(project.folder, 'begun'))).toBe(true)
      terminal.kill('SIGKILL')
      await terminal
      await expect.poll(() => existsSync(join(project.folder, 'code'))).toBe(true)
      const [code, err] = ['code', 'err'].map(name => readFileSync(join(project.folder, name), 'utf8').trim())
      expect([code, err?.replace(slowOrPoor, '')]).toEqual(['130', ''])
      expect((await project.report()).runs.map(({ verdict }) => verdict.status)).toEqual(['inconclusive'])
    },
  )

  test('where reports have no room: the verdict is told, and no part of a report is left', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    const { stdout, stderr, exitCode } = await shell(
      project,
      'set -o pipefail; ulimit -f 10; halfopen run --plane toxiproxy --output out | cat',
    )
    expect(stdout).toMatch(/\n 1 passed; .*$/)
    expect(stderr).toMatch(
      /^Cannot write reports: no file may grow so large \(EFBIG[^)]*\), got ".*out"\. .*ulimit -f.*--output \[E_REPORT_FOLDER\]$/,
    )
    expect(exitCode).toBe(64)
    expect(readdirSync(join(project.folder, 'out'))).toEqual([])
  })

  // Its memory is a file.
  test('where a guest has no room', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    const compare = 'halfopen compare --settings linux --faults power-off --phases 1'
    const { stderr, exitCode } = await shell(project, `ulimit -f 10; ${compare}`)
    expect(stderr).toMatch(
      /^Cannot measure in virtual time: no file may grow so large, got "10240" bytes.*\. Let files grow: ulimit -f unlimited.* \[E_NO_BOX\]$/,
    )
    expect(exitCode).toBe(64)
  })

  test.runIf(mayMount())('where the disk of the cache is full', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    const full = 'mkdir full && mount -t tmpfs -o size=1m tmpfs full && export XDG_CACHE_HOME=$PWD/full'
    const compare = 'halfopen compare --settings linux --faults power-off --phases 1'
    const { stderr, exitCode } = await shell(project, `unshare -rm bash -c '${full}; ${compare}'`)
    expect(stderr).toMatch(
      /^Cannot measure in virtual time: the disk is full \(ENOSPC[^)]*\)\. Free some space on it, or set XDG_CACHE_HOME .* \[E_NO_BOX\]$/,
    )
    expect(exitCode).toBe(64)
  })

  test.for(['a#b', 'a?b', 'a\\b'])('where a path is none to Vite: %s', async folder => {
    await using project = await ownProject({ [`${folder}/x.scenario.ts`]: passes })
    const { stderr, exitCode } = await shell(project, 'halfopen list')
    const named = RegExp.escape(folder)
    expect(stderr).toMatch(
      new RegExp(
        `^Cannot load scenarios: to Vite a path .*, got ".*${named}.x\\.scenario\\.ts"\\. Give .* \\[E_PATH\\]$`,
      ),
    )
    expect(exitCode).toBe(64)
  })

  test('and none, where a path has all else that means something somewhere', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    const odd = `a b*c'd"e[f](g){h}%20ä`
    const moved = `mkdir ${quoted(odd)} && cp -r node_modules package.json *.ts ${quoted(odd)} && cd ${quoted(odd)}`
    const { stdout, exitCode } = await shell(project, `${moved} && halfopen run x --plane toxiproxy`)
    expect(stdout).toMatch(/\n 1 passed; .*$/)
    expect(exitCode).toBe(0)
  })

  test.runIf(process.getuid?.() === 0)(
    "and none, where HOME is somebody else's: the cache alone is missed, and told",
    async () => {
      await using project = await ownProject({ 'x.scenario.ts': passes })
      const prepared =
        'chmod a+rx . && mkdir -m 700 home && export HOME=$PWD/home && unset XDG_DATA_HOME XDG_CACHE_HOME'
      const nobody = `setpriv --reuid=54321 --regid=54321 --clear-groups bash -c`
      const list = await shell(project, `${prepared}; ${nobody} 'halfopen list'`)
      expect(list).toEqual({ stdout: expect.stringMatching(/^x +passes/), stderr: '', exitCode: 0 })
    },
  )

  test.runIf(mayMount())('where the disk of its reports is full', async () => {
    await using project = await ownProject({ 'x.scenario.ts': passes })
    const tiny = 'mkdir tiny && mount -t tmpfs -o size=8k tmpfs tiny'
    const { stderr, exitCode } = await shell(
      project,
      `unshare -rm bash -c '${tiny}; halfopen run --plane toxiproxy --output tiny; code=$?; ls tiny >&2; exit $code'`,
    )
    expect(stderr).toMatch(
      /^Cannot write reports: the disk is full \(ENOSPC[^)]*\), got ".*tiny"\. Free .*--output \[E_REPORT_FOLDER\]$/,
    )
    expect(exitCode).toBe(64)
  })
})

const environment = {
  NO_COLOR: '1',
  HALFOPEN: undefined,
  VITEST: undefined,
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** Node loads its files by itself, without Vite: in half the time. */
function ownProject(files: Readonly<Record<string, string>>): Promise<Project> {
  return makeProject({
    'vitest.config.ts': 'export default { test: { experimental: { viteModuleRunner: false } } }',
    ...files,
  })
}

/** How far it has come it says after ten seconds. */
const slowOrPoor = /^(?:no virtual time here|provisioning|\d+ of \d+)\b.*\n?/gm

/** In bash, where `halfopen` is this command line. What it says of a slow or poor machine is left out. */
async function shell({ folder }: Project, script: string) {
  const defined = `halfopen() { ${JSON.stringify(process.execPath)} ${JSON.stringify(cli)} "$@"; }; export -f halfopen\n`
  const { stdout, stderr, exitCode } = await execa('bash', ['-c', defined + script], {
    cwd: folder,
    env: environment,
    reject: false,
    stdin: 'ignore',
  })
  return { stdout, exitCode, stderr: stderr.replace(slowOrPoor, '') }
}
