// Method: a project of somebody who has a client and a server and nothing else; init is run in it as they would run it, and what it writes has to run.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { unfolded } from '../kit/fixtures/unfolded.ts'
import { isInstalled } from '../kit/on-path.ts'
import { makeProject, type Project } from '../vitest/fixtures/project.ts'
import { cli } from './fixtures/cli.ts'
import { openTerminal } from './fixtures/tmux.ts'

const server = `
import { createServer } from 'node:net'
const port = Number(process.argv.at(-1))
createServer(socket => socket.on('error', () => {}).on('data', data => socket.write(data)))
  .listen(port, () => console.log('orders listening on port', port))`

/** It asks once a second, and gives up after three seconds without an answer: it says so and exits only if it is told to. */
const client = `
import { connect } from 'node:net'
const [host, port] = process.argv.at(-1).split(':')
const socket = connect({ host, port: Number(port) }).on('error', () => {})
let answered = Date.now()
let lost = false
socket.once('data', () => console.log(new Date().toISOString(), 'orders connected in', Date.now() - answered, 'ms'))
socket.on('data', () => { answered = Date.now() })
setInterval(() => {
  socket.write('select 1')
  if (Date.now() - answered < 3_000 || lost) return
  lost = true
  console.log(new Date().toISOString(), 'orders gone for', Date.now() - answered, 'ms')
}, 1_000)`

const silent = `
import { connect } from 'node:net'
const [host, port] = process.argv.at(-1).split(':')
const socket = connect({ host, port: Number(port) }).on('error', () => {})
setInterval(() => socket.write('x'), 1_000)`

const refusal = await boxes.virtual.refusal()

describe.skipIf(refusal !== undefined)('halfopen init', { timeout: 240_000 }, () => {
  let project: Project
  beforeAll(async () => {
    project = await makeProject({ 'db.mjs': server, 'web.mjs': client, 'silent.mjs': silent, 'broken.mjs': 'throw 1' })
  })
  afterAll(async () => project[Symbol.asyncDispose]())
  const written = async (name: string) => readFile(join(project.folder, `scenarios/${name}.scenario.ts`), 'utf8')

  test('proposes what both say, writes a scenario and runs it, from commands as they are typed by hand', async () => {
    const commands = ['--server', 'node db.mjs 4300', '--client', 'node web.mjs localhost:4300']
    const { stdout, stderr, exitCode } = await project.halfopen('init', ...commands, '--within', '5s')
    const text = await written('web')
    expect(text, stdout + stderr).toMatch(/ready: \/orders listening on port\/, \/\/ orders listening on port \d+\n/)
    expect(text).toMatch(/connected: \/orders connected in\//)
    expect(text).toMatch(
      /lost: \/orders gone\/, \/\/ [34]\.\d+ s after the server was switched off: .*orders gone for 3/,
    )
    expect(text).toContain("command('node web.mjs {host}:{port}', {")
    expect(stdout).toMatch(/^ ✓ web\/web-notices-/m)
    expect(stdout, 'a blip of five seconds is too long for it').toMatch(/^ ✗ web\/web-rides-out-/m)
    expect(exitCode).toBe(1)
  })

  test('takes what is given in place of what it would propose, and never writes over a file', async () => {
    const given = [
      '--ready',
      'listening',
      '--connected',
      '/orders connected/',
      '--lost',
      'orders gone',
      '--name',
      'own',
    ]
    const commands = ['--server', 'node db.mjs {port}', '--client', 'node web.mjs {host}:{port}']
    const first = await project.halfopen('init', ...commands, ...given)
    expect(await written('own'), first.stdout + first.stderr).toContain(
      '  connected: /orders connected/,\n  lost: /orders gone/,\n',
    )
    const again = await project.halfopen('init', ...commands, ...given)
    expect([again.exitCode, again.stderr]).toEqual([
      64,
      'Cannot write a scenario: there is one already, got "scenarios/own.scenario.ts". Choose another name with --name [E_EXISTS]',
    ])
  })

  test('a client that never says a word is seen by its kernel, and the file says what is missing', async () => {
    const commands = ['--server', 'node db.mjs {port}', '--client', 'node silent.mjs {host}:{port}']
    const { exitCode, stdout } = await project.halfopen('init', ...commands)
    expect(await written('silent')).toContain("detectedBy: 'client-kernel'")
    expect(stdout).toMatch(/^ ✗ silent\/silent-notices-\S* +> [\d.]+ s +15:\d\d - 15:\d\d +client-kernel/m)
    expect(exitCode).toBe(1)
  })

  test('a program that does not come up is the answer, with its last words, and nothing is written', async () => {
    const commands = ['--server', 'node db.mjs {port}', '--client', 'node broken.mjs {host}:{port}']
    const { exitCode, stderr } = await project.halfopen('init', ...commands)
    expect(unfolded(stderr)).toMatch(/Cannot see both programs at work: .* ended before the fault/)
    await expect(written('broken')).rejects.toThrow('ENOENT')
    expect(exitCode).toBe(2)
  })

  test('where nobody can be asked both commands have to be given', async () => {
    const { exitCode, stderr } = await project.halfopen('init', '--server', 'node db.mjs {port}')
    expect(stderr).toMatch(
      /both programs have to be known, and nobody can be asked here. Write --server .* --client .* \[E_USAGE\]/,
    )
    expect(exitCode).toBe(64)
  })

  test.skipIf(!isInstalled('tmux'))('on a terminal it asks, and what it proposes can be changed', async () => {
    await writeFile(join(project.folder, 'asked.mjs'), client)
    await using terminal = await openTerminal(`${process.execPath} ${cli} init`, {
      cwd: project.folder,
      env: { NO_COLOR: '1' },
    })
    await terminal.shows(/What starts your server\?/)
    await terminal.type('node db.mjs 4301', 'Enter')
    await terminal.shows(/What starts your client\?/)
    await terminal.type('node asked.mjs 127.0.0.1:4301', 'Enter')
    await terminal.shows(/ready .*: orders listening on port$/m, 150_000)
    await terminal.type('', 'Enter')
    await terminal.shows(/connected .*: orders connected in$/m)
    await terminal.type('', 'BSpace', 'BSpace', 'BSpace', 'Enter')
    await terminal.shows(/lost .*: orders gone$/m)
    await terminal.type('', 'Enter')
    const screen = await terminal.shows(/exit code 1/, 120_000)
    expect(await written('asked')).toContain('connected: /orders connected/,\n')
    expect(screen).toMatch(/^ ✗ asked\/asked-rides-out/m)
    expect(screen.split('\n').filter(line => line.length > 80)).toEqual([])
  })
})

test('without halfopen in the folder it says what to install, before anybody waits', async () => {
  await using project = await makeProject({})
  await project.remove('node_modules/halfopen')
  const { stderr, exitCode } = await project.halfopen('init', '--server', 'a', '--client', 'b')
  expect(stderr).toBe(
    'Cannot write a scenario: halfopen is not installed in this folder. npm install --save-dev halfopen vitest [E_NOT_INSTALLED]',
  )
  expect(exitCode).toBe(64)
})
