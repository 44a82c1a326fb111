// Method: docs/lab.md is followed as it stands, its files written, its commands run and their output compared; then a real terminal is typed into, as a
// person would, and real time is worked on. What differs each time (processes, the milliseconds of a start) is left out of the comparison.
import { globSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { isInstalled } from '../kit/on-path.ts'
import { makeProject, type Project } from '../vitest/fixtures/project.ts'
import { cli, startCli } from './fixtures/cli.ts'
import { openTerminal } from './fixtures/tmux.ts'

const page = await readFile(join(import.meta.dirname, '../../docs/lab.md'), 'utf8')
const blocks = [...page.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, kind = '', text = '']) => ({ kind, text }))
const files = Object.fromEntries(
  blocks.flatMap(({ kind, text }) => {
    const [, name] = /^\/\/ (\S+)\n/.exec(text) ?? []
    return kind === 'sh' || name === undefined ? [] : [[name, text.slice(text.indexOf('\n') + 1)]]
  }),
)
const [script = '', ...outputs] = blocks.filter(({ kind }) => kind === 'text').map(({ text }) => text)
const commands = blocks.filter(({ kind }) => kind === 'sh').map(({ text }) => text.trim().split(' ').slice(2))
const refusal = await boxes.virtual.refusal()
const noSandbox = await boxes.real.refusal()

/** They talk: what only listens is seen by nobody on Toxiproxy. */
const talking = {
  'echo.mjs': `
import { createServer } from 'node:net'
createServer(socket => socket.on('error', () => {}).pipe(socket)).listen(Number(process.argv[2]))`,
  'ask.mjs': `
import { connect } from 'node:net'
const [host, port] = process.argv[2].split(':')
const socket = connect({ host, port: Number(port) }).on('error', () => {}).on('close', () => console.log('lost it'))
socket.once('data', () => console.log('connected'))
setInterval(() => socket.write('?'), 200)`,
}
const pair = [
  ...['--server', 'node echo.mjs {port}', '--client', 'node ask.mjs {host}:{port}'],
  ...['--connected', 'connected', '--lost', 'lost it'],
]

describe('halfopen lab', { timeout: 240_000 }, () => {
  let project: Project
  beforeAll(async () => {
    project = await makeProject({ ...files, ...talking, 'incident.txt': script })
  })
  afterAll(async () => project[Symbol.asyncDispose]())

  test.skipIf(refusal !== undefined)(
    'docs/lab.md says what its commands do, and what was saved shows it again',
    async () => {
      expect(Object.keys(files)).toEqual(['db.mjs', 'web.mjs', 'scenarios/price.scenario.ts'])
      expect(commands.map(([name]) => name)).toEqual(['lab', 'run'])
      for (const [i, command] of commands.entries()) {
        const { stdout, stderr, exitCode } = await project.halfopen(...command)
        expect(steady(stdout), stderr).toBe(steady(outputs[i] ?? ''))
        expect(exitCode).toBe(0)
      }
      const { runs } = await project.report()
      const [run] = runs
      expect(run?.bounds.map(({ bound: { by }, outcome }) => [by, outcome?.kind])).toEqual([
        ['web-app', 'silent'],
        ['web-kernel', 'silent'],
      ])
      expect(run?.steps.map(({ does }) => does)).toEqual([
        { kind: 'takeover', host: 'db', by: 'b', afterMs: 2_000, announce: true },
      ])
    },
  )

  test.skipIf(refusal !== undefined)(
    'a step that nobody knows ends a script with what there is, and a file is never written over',
    async () => {
      await project.write('wrong.txt', 'freeze dbx\nskip 1h\n')
      const wrong = await project.halfopen('lab', 'price', '--script', 'wrong.txt')
      expect([wrong.exitCode, wrong.stderr]).toEqual([
        64,
        'Cannot take the step: freeze does not take it, got "dbx". There are the hosts db, b, web. Did you mean "db"? Write freeze db [5s] [E_STEP]',
      ])
      expect(wrong.stdout).not.toContain('skip 1h')
      await project.write('again.txt', 'kill db\nsave price.scenario.ts\n')
      const again = await project.halfopen('lab', 'price', '--script', 'again.txt')
      expect(again.stderr).toContain('there is one already, got "scenarios/price.scenario.ts"')
    },
  )

  test.skipIf(refusal !== undefined)(
    'what was noticed is saved as a bound that counts from the fault right before it, and holds when it is run',
    async () => {
      await project.write(
        'later.txt',
        'black-hole 500ms\nskip 20s\nkill server\nskip 2s\nsave scenarios/later.scenario.ts\n',
      )
      const { stdout, stderr } = await project.halfopen('lab', ...pair, '--script', 'later.txt')
      expect(stdout, stderr).toContain('scenarios/later.scenario.ts')
      const { exitCode } = await project.halfopen('run', 'later')
      expect(exitCode).toBe(0)
      const { runs } = await project.report()
      const { steps = [], bounds = [] } = runs[0] ?? {}
      const killed = steps.find(({ does }) => does.kind === 'process-kill')?.id
      expect(bounds.find(({ bound }) => bound.by === 'client-app')?.bound).toMatchObject({
        ...{ expect: 'detection', since: killed },
        withinMs: expect.toSatisfy((ms: number) => ms <= 1_000),
      })
    },
  )

  test.skipIf(refusal !== undefined)(
    'a scenario whose programs are read or made by functions is worked on, and its steps are saved by whoever has them',
    async () => {
      await project.write('read.txt', 'power-off server\nnext\nsave of-functions.scenario.ts\n')
      await project.write('prepare.txt', 'power-off server\nskip 3s\n')
      const given = (name: string) => [
        ...[name, '--script', join(project.folder, `${name}.txt`)],
        ...['--output', join(project.folder, 'out')],
      ]
      const own = join(import.meta.dirname, 'fixtures/own-programs')
      const { stdout, stderr, exitCode } = await startCli(['lab', ...given('read')], {}, own)
      expect(stdout, stderr).toContain('client-app   lost: not answered')
      expect([exitCode, stderr.trim()]).toEqual([
        64,
        `Cannot save: a function of its scenario's file reads or makes client, and only that file has it. Write into that file faults: [at('0s', powerOff('server'))], bounds: [{ detectedBy: 'client-app', within: '3s', since: 0 }, { undetectedBy: 'client-kernel', for: '2s', since: 0 }] [E_STEP]`,
      ])
      const made = await startCli(['lab', ...given('prepare')], {}, own)
      expect(made.stdout, made.stderr).toMatch(/client says +1\n/)
      expect(made.stdout).toMatch(/client-app +lost: 0/)
    },
  )

  test.skipIf(noSandbox !== undefined || !isInstalled('tmux'))(
    'on a terminal in real time what is noticed is told though nobody types, and time cannot be skipped',
    async () => {
      const words = ['lab', ...pair, '--clock', 'real'].map(word => `'${word}'`).join(' ')
      await using terminal = await openTerminal(`${process.execPath} ${cli} ${words}`, {
        columns: 120,
        cwd: project.folder,
      })
      await terminal.shows(/netns, real time: healthy/, 150_000)
      await terminal.type('kill server', 'Enter')
      await terminal.shows(/client-app +closed: lost it|client-app +lost: lost it/, 150_000)
      await terminal.type('skip 2h', 'Enter')
      await terminal.shows(/time is real, and passes by itself, got "skip 2h"\. Write wait 2h/, 150_000)
      const painted = await terminal.painted()
      expect(painted).toContain('\u{1b}[31mfault')
      await terminal.type('quit', 'Enter')
      await terminal.shows(/exit code 0/, 150_000)
    },
  )

  test.skipIf(refusal !== undefined || !isInstalled('tmux'))(
    'on a terminal, in CI too, Tab completes, time stands still, a wrong step is answered, and Ctrl-C is 130',
    async () => {
      await using terminal = await openTerminal(`${process.execPath} ${cli} lab price`, {
        cwd: project.folder,
        env: { NO_COLOR: '1', CI: 'true' },
      })
      await terminal.shows(/netns, virtual time: healthy/, 150_000)
      await terminal.type('freze db', 'Enter')
      await terminal.shows(/there is no such step, got "freze"[\s\S]*Did\s+you\s+mean\s+"freeze"/, 150_000)
      await terminal.type('power-o', 'Tab')
      await terminal.type('db', 'Enter')
      await terminal.shows(/fault {5}power-off \(host db\)/, 150_000)
      await terminal.type('skip 2h', 'Enter')
      const screen = await terminal.shows(/virtual time: 2 h after the first step; last: power-off/, 150_000)
      expect(screen.split('\n').filter(line => line.length > 80)).toEqual([])
      await terminal.type('', 'C-c')
      await terminal.shows(/exit code 130/, 150_000)
    },
  )

  for (const [plane, why] of [
    ['netns', noSandbox],
    ['toxiproxy', undefined],
  ] as const)
    test.skipIf(why !== undefined)(
      `in real time on ${plane} steps come when they are taken, and nothing is left`,
      async () => {
        const mark = `--left-of-${plane}-${process.pid}`
        await project.write('real.txt', 'kill server\nwait 1s\nshow\n')
        const marked = pair.map(word => word.replace('{port}', `{port} ${mark}`))
        const where = ['--clock', 'real', '--plane', plane, '--script', 'real.txt']
        const { stdout, stderr, exitCode } = await project.halfopen('lab', ...marked, ...where)
        expect(stdout, stderr).toMatch(/^lab> kill server\n(?: .*\n)* \+0 ms +fault +process-kill \(host server\)$/m)
        expect(stdout).toMatch(/client-app +lost: lost it/)
        expect(stdout).toMatch(/^ (netns|toxiproxy), real time: .* after the first step; last: process-kill/m)
        expect(exitCode).toBe(0)
        expect(startedWith(mark)).toEqual([])
      },
    )
})

test('it has to know whose hosts to start, and one word says how', async () => {
  await using project = await makeProject({})
  const { stderr, exitCode } = await project.halfopen('lab', '--server', 'node db.mjs {port}')
  expect(stderr).toMatch(/both programs have to be known, or a scenario\. Write npx halfopen lab NAME .* \[E_USAGE\]/)
  expect(exitCode).toBe(64)
})

/** Without what is another each time: processes, and what a start and a run take. */
function steady(text: string): string {
  return text
    .replace(/process \d+/g, 'process N')
    .replace(/^ \+\d+ ms/gm, ' +N ms')
    .replace(/ \d+(\.\d+)? m?s$/gm, ' N s')
    .replace(/ +$/gm, '')
    .trimEnd()
}

/** Processes that have this word in their command; one that ends meanwhile has none. */
function startedWith(word: string): readonly string[] {
  return globSync('/proc/[0-9]*/cmdline').filter(file => {
    try {
      return readFileSync(file, 'utf8').includes(word)
    } catch {
      return false
    }
  })
}
