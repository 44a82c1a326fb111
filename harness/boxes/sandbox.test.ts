// Method: a scenario of the packet plane runs in its box, by the command line or by what that calls in the end, without a Vitest around it. Whoever
// runs it is killed at random moments after the box was seen to run, or finds no way in. A harness that ends at once, or that never starts a
// box, would leave nothing either: so the box is seen first.
// What a harness that cleans up by itself would leave is looked for by the run's mark, in the namespaces, links and temporary files.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { mkdtempDisposable, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startCli, startNode } from '../cli/fixtures/cli.ts'
import { newMark } from '../cli/fixtures/marked.ts'
import { builtModule } from '../kit/fixtures/built.ts'
import { patience, patienceToStart } from '../kit/fixtures/patience.ts'
import { randomFrom, seed } from '../kit/fixtures/seed.ts'
import { unfolded } from '../kit/fixtures/unfolded.ts'
import { until } from '../kit/until.ts'
import type { ClockName } from '../model/units.ts'
import { findEntrance } from './entrance.ts'
import { guest } from './guest/guest.ts'
import { makeRunFolder, scriptsFile } from './run-folder.ts'
import { sandbox } from './sandbox.ts'

const entrance = await findEntrance()
const noGuest = (await guest.refusal())?.reason
/** How to try the same moments again. */
const repeat = `SEED=${seed}`
const noSandbox = 'reason' in entrance ? entrance.reason : undefined

describe.skipIf(noSandbox !== undefined)(`a sandbox${noSandbox === undefined ? '' : ` (${noSandbox})`}`, () => {
  test('throws away what is written in it, but for its folder; what the host writes meanwhile stays', async () => {
    await using folder = makeRunFolder()
    const [host, own] = [join(tmpdir(), `halfopen-written-${process.pid}`), join(folder.path, 'out')]
    const script = join(folder.path, 'script.mjs')
    await writeFile(
      script,
      `import { readFileSync, writeFileSync } from 'node:fs'
      for (const file of ${JSON.stringify([host, own])}) writeFileSync(file, 'there')
      console.log(readFileSync('${host}', 'utf8'), process.cwd() === '${process.cwd()}', process.env.HALFOPEN_KEPT_OUTSIDE === undefined)
      process.exit(0)`,
    )
    const lines: string[] = []
    const order = {
      args: [script],
      folder: folder.path,
      limitMs: patience.withinMs,
      onLine: (text: string) => lines.push(text),
    }
    await using box = await sandbox.start(order, new AbortController().signal)
    await box.ended(new AbortController().signal)
    const kept = existsSync(host)
    await rm(host, { force: true })
    const isRoot = process.getuid?.() === 0
    expect({ lines, kept, own: existsSync(own) }).toEqual({ lines: [`there true ${isRoot}`], kept: false, own: true })
  })

  test('is not begun for whoever has been interrupted', async () => {
    await using folder = makeRunFolder()
    const order = { args: ['--version'], folder: folder.path, limitMs: patience.withinMs, onLine: () => {} }
    await expect(sandbox.start(order, AbortSignal.abort('interrupted'))).rejects.toBe('interrupted')
  })

  test('leaves no process, namespace, link or file, killed at twenty random moments of its life', {
    timeout: 900_000,
  }, async () => {
    const before = links()
    for (const four of fours(2_000)) await Promise.all(four.map((ms, n) => killedInBox(n, ms, 'real')))
    expect(links(), repeat).toEqual(before)
  })
})

describe.skipIf(noGuest !== undefined)(`a guest${noGuest === undefined ? '' : ` (${noGuest})`}`, () => {
  test('leaves no process and no file, killed at twenty random moments of its life', { timeout: 900_000 }, async () => {
    for (const four of fours(200)) await Promise.all(four.map((ms, n) => killedInBox(n, ms, 'virtual')))
  })
})

describe.concurrent('without a way in', () => {
  test('doctor and the skip name the missing program and what installs it', async () => {
    await using bare = await path({})
    const doctor = await startCli(['doctor'], { PATH: bare.folder })
    const run = await startCli(['run', 'packets', '--plane', 'netns', '--clock', 'real', '--output', bare.folder], {
      PATH: bare.folder,
    })
    expect(doctor.stdout).toMatch(/ sandbox\s+blocked\s+the program `unshare` is not on PATH\s+fix: Install util-linux/)
    expect(unfolded(run.stdout)).toContain('no sandbox: the program `unshare` is not on PATH; Install util-linux')
    expect(run.exitCode).toBe(3)
  })

  test('a refusal is told in the words of the kernel, with what fixes it', async () => {
    await using refusing = await path({
      unshare: '#!/bin/sh\necho "unshare failed: Operation not permitted" >&2\nexit 1\n',
    })
    const { stdout } = await startCli(['doctor'], { PATH: refusing.folder })
    expect(unfolded(stdout)).toMatch(/ sandbox\s+blocked .*Operation not permitted.* fix: /)
  })
})

/** Twenty moments below `mostMs`, four at a time, the same ones for the same seed. */
function fours(mostMs: number): readonly (readonly number[])[] {
  const random = randomFrom(seed)
  return Array.from({ length: 5 }, () => Array.from({ length: 4 }, () => random() * mostMs))
}

/** By turns: half of the twenty each. */
function start(n: number, clock: ClockName, env: { TMPDIR: string; WATCH: string }) {
  const args = ['run', 'packets', '--plane', 'netns', '--clock', clock, '--output', join(env.TMPDIR, 'out')]
  return n % 2 === 0 ? startCli(args, env) : startNode(['--input-type=module', '-e', alone, clock], env, env.TMPDIR)
}

/** What the command line calls in the end. */
const alone = `
import { parseScenario } from '${builtModule('harness/define/scenario.ts')}'
import { powerOff } from '${builtModule('harness/entry/halfopen.ts')}'
import { cacheReader, cacheServer } from '${builtModule('harness/entry/subjects.ts')}'
import { runScenario } from '${builtModule('harness/execute/run-scenario.ts')}'
import { planes } from '${builtModule('harness/planes/all.ts')}'
const spec = { server: cacheServer(), client: cacheReader(), fault: powerOff('server'), bounds: { undetectedBy: 'client-app', for: process.env.WATCH } }
const scenario = parseScenario('packets', 'a long watch, where packets vanish', spec, ['netns'])
console.log(await runScenario(scenario, planes.netns, process.argv[1], new AbortController().signal))`

/** Kills who started it so long after its box was seen, and looks for what is left. */
async function killedInBox(n: number, ms: number, clock: ClockName): Promise<void> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'halfopen-kill-'))
  const tmp = folder.path
  const { env, living } = newMark()
  const watch = clock === 'real' ? '60s' : '10d' // of which a guest takes a minute or two: what is left does not end by itself meanwhile
  const harness = start(n, clock, { ...env, TMPDIR: tmp, WATCH: watch })
  const folders = () => readdirSync(tmp).filter(name => name.startsWith('halfopen-'))
  // Its scripts lie in the folder that it shares with the host, and its process is told where: no trial of a box has both.
  const boxes = () =>
    folders()
      .map(name => join(tmp, name))
      .filter(folder => existsSync(join(folder, scriptsFile)) && living().some(line => line.includes(folder)))
  const ended = harness.then(({ stdout, stderr }) =>
    Promise.reject(new Error(`it ended without a box: ${stdout}${stderr}`)),
  )
  await Promise.race([ended, until(`see a box (${repeat})`, () => boxes()[0], patienceToStart)])
  ended.catch(() => {})
  await delay(ms)
  const alive = boxes().length > 0
  harness.kill('SIGKILL')
  const left = () => [...living(), ...folders()]
  await until('see nothing left', () => (left().length === 0 ? true : undefined), patience).catch(() => {})
  expect({ alive, left: left() }, `${repeat}, after ${Math.round(ms)} ms`).toEqual({ alive: true, left: [] })
}

function links(): string {
  return execFileSync('ls', ['/sys/class/net'], { encoding: 'utf8' })
}

/** A PATH that holds these programs and nothing else. */
async function path(programs: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-path-'))
  for (const [name, text] of Object.entries(programs)) await writeFile(join(folder, name), text, { mode: 0o755 })
  return { folder, [Symbol.asyncDispose]: async () => rm(folder, { recursive: true, force: true }) }
}
