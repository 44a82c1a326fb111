// Method: a real program on each plane and in each box writes down what it found: its files, its folder, who it is, what it reads and which
// ports it has. A harness that only started the command would show none of it.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeRunFolder } from '../boxes/run-folder.ts'
import { command, type Program } from '../define/command.ts'
import type { CommandOptions } from '../define/command-options.ts'
import type { Duration } from '../define/duration.ts'
import { parseScenario } from '../define/scenario.ts'
import { noFault } from '../faults/none.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { HostFolders } from '../planes/host-folders.ts'
import { butForAWait } from './fixtures/but-for-a-wait.ts'
import { type Place, places, whyNot } from './fixtures/places.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 120_000 }

const server = `
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
const [dir, port, admin] = process.argv.slice(2)
const read = file => readFileSync(dir + '/' + file, 'utf8').trim()
let input = 'nothing yet'
const tell = () => console.log(JSON.stringify({ config: read('conf/own.ini'), made: read('made'), mode: (statSync(dir).mode & 0o777).toString(8), owner: statSync(dir).uid, uid: process.getuid(), cwd: process.cwd() === dir, who: process.env.WHO, ports: port !== admin && Number(admin) > 0, input }))
process.stdin.on('data', text => { input = String(text).trim() }).on('end', () => { input += ', then its end'; tell() })
if (process.argv[5] === 'open') setTimeout(tell, 200)
createServer(socket => socket.pipe(socket).on('error', () => {})).listen(port, () => console.log('ready'))`

describe.for(places)('on $plane in $clock time', place => {
  const why = whyNot(place)

  test(
    'a program finds its files, its folder, what ran before, its ports and what it reads',
    limit,
    async ({ skip }) => {
      const refusal = await why
      if (refusal) skip(refusal)
      const run = await started(place, 'text', {
        stdin: { text: 'select 1' },
        user: 'nobody',
        env: { WHO: 'me in {dir}' },
        cwd: '{dir}',
        notRepeatable: 'it rolls dice',
        before: ["sh -c 'echo hello from $WHO; echo made here > {dir}/made'", 'id -un'],
      })
      expect(run.error).toBeUndefined()
      expect(run.notRepeatable).toBe(place.clock === 'virtual' ? '"server.mjs": it rolls dice' : undefined)
      const [told] = tellings(run)
      expect(told).toMatchObject({
        config: expect.stringMatching(/^listen=\S+:\d+ admin=\d+$/),
        ...{ made: 'made here', mode: '700', cwd: true, who: expect.stringMatching(/^me in \/./) },
        ...{ ports: true, input: 'select 1, then its end' },
      })
      expect(told?.owner).toBe(told?.uid)
      const [echo, id] = run.before ?? []
      expect(echo).toMatchObject({ host: 'server', lines: [expect.stringMatching(/^hello from me in \/./)] })
      expect(id).toMatchObject({ command: 'id -un' })
      if (process.getuid?.() === 0) expect(id?.lines).toEqual(['nobody'])
      expect(run.lines.some(({ text }) => text.startsWith('hello'))).toBe(false)
    },
  )

  test('a client finds its own address beside that of its server', limit, async ({ skip }) => {
    const refusal = await why
    if (refusal) skip(refusal)
    const run = await started(place, 'closed', { before: 'touch {dir}/made' }, undefined, {
      env: { SELF: '{self} {self.port} {self.port.admin}', PEER: '{host} {port}' },
    })
    const [own = [], peer = []] = ['self', 'peer'].map(of =>
      run.lines
        .find(({ text }) => text.startsWith(`${of}:`))
        ?.text.split(' ')
        .slice(1),
    )
    expect(own).toEqual([
      expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      ...own.slice(1).map(() => expect.stringMatching(/^\d+$/)),
    ])
    expect(new Set([own[0], ...own.slice(1)]).size).toBe(3)
    if (place.plane === 'netns') expect(own[0]).not.toBe(peer[0])
    else expect(own[1]).not.toBe(peer[1])
  })

  test('what it reads may stay open, and is at its end where nothing is said', limit, async ({ skip }) => {
    const refusal = await why
    if (refusal) skip(refusal)
    const open = await started(place, 'open', { stdin: 'open', before: 'touch {dir}/made' })
    expect(tellings(open)[0]?.input).toBe('nothing yet')
    const closed = await started(place, 'closed', { before: 'touch {dir}/made' })
    expect(tellings(closed)[0]?.input).toBe('nothing yet, then its end')
  })

  test('a step before it that fails, or takes too long, is an error with its last words', limit, async ({ skip }) => {
    const refusal = await why
    if (refusal) skip(refusal)
    const failed = await started(place, 'closed', { before: ["sh -c 'echo no disk; exit 3'", 'touch {dir}/made'] })
    expect(failed.error).toMatch(
      /^Cannot prepare "server.mjs" on the server: "sh -c .*": it ended with exit code 3; its last words: no disk\. .*\[E_BEFORE\]$/,
    )
    expect(failed.before).toHaveLength(1)
    const late = await started(place, 'closed', { before: { run: "sh -c 'echo wait; sleep 60'", within: '300ms' } })
    expect(late.error).toMatch(/it did not end within 300 ms; its last words: wait\. Give it more time/)
    const missing = await started(place, 'closed', { before: 'no-such-program' })
    expect(missing.error).toMatch(
      /it did not start: (.*ENOENT|it is not installed, or lies in ".*", which is closed to )/,
    )
  })
})

describe.for(places.slice(1))('on $plane in $clock time', place => {
  test.for([
    { bind: '127.0.0.1', loopback: true },
    { bind: '{host}', loopback: false },
    { bind: '0.0.0.0', loopback: false },
  ])(
    'a server that listens on $bind is told so by name if that is its loopback',
    limit,
    async ({ bind, loopback }, { skip }) => {
      const refusal = await whyNot(place)
      if (refusal) skip(refusal)
      const code = `require('node:net').createServer(s => s.pipe(s)).listen(Number(process.argv[2]), process.argv[1], () => console.log('ready'))`
      const run = await started(place, 'closed', {}, command(['node', '-e', code, bind, '{port}'], { ready: /ready/ }))
      if (!loopback) expect(butForAWait(run.verdict)).toMatchObject({ status: 'pass' })
      else
        expect(run.error).toBe(
          'Cannot reach server "node": it listens on loopback only, got "127.0.0.1:7000". ' +
            'Let it listen on {host}, the address of server, or on all: other hosts cannot connect to its loopback [E_LOOPBACK]',
        )
    },
  )
})

describe.for(places)('on $plane in $clock time', place => {
  const listen = place.plane === 'netns' ? `'127.0.0.1'` : `'::1'`
  const told =
    place.plane === 'netns'
      ? /listens on loopback only, got "127.0.0.1:7000"/
      : /IPv6's loopback only, got "\[::1\]:\d+"/

  test.for([
    ['never becomes ready', `.listen(port, ${listen})`, /never/],
    ['says so too soon', `; console.log('soon'); setTimeout(() => server.listen(port, ${listen}), 500)`, /soon/],
  ] as const)('a server on its loopback that %s is told so by name', limit, async ([, does, ready], { skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    if (place.plane === 'toxiproxy' && ready.source === 'soon')
      skip('Toxiproxy answers for it: the client is never refused')
    const code = `const port = Number(process.argv[1]), server = require('node:net').createServer(s => s.pipe(s)); server${does}`
    const own = command(['node', '-e', code, '{port}'], { ready })
    const run = await started(place, 'closed', {}, own, { env: { RETRY: '1' } }, '4s')
    expect(run.error).toMatch(told)
    expect(run.error).toMatch(/\[E_LOOPBACK\]$/)
  })
})

test('a program that needs another one is skipped where that is missing, with its package', limit, async () => {
  const place = { plane: 'toxiproxy', clock: 'real' } as const
  const run = await started(place, 'closed', { needs: { node: 'nodejs', 'no-such-server': 'no-such-package' } })
  expect(run.verdict).toEqual({
    status: 'skip',
    why: 'lacking',
    reason: expect.stringMatching(
      /^no-such-server is not installed(, or lies in ".*", which is closed to .*)?: (apt install|it is in the package) no-such-package$/,
    ),
  })
  expect(run.keptWrites).toBeUndefined()
})

test('of a folder nothing is left, and one that were left would be seen', limit, async () => {
  const before = readdirSync(tmpdir())
  const run = await started({ plane: 'toxiproxy', clock: 'real' }, 'closed', { before: 'touch {dir}/made' })
  const folder = /^touch (.*)\/made$/.exec(run.before?.[0]?.command ?? '')?.[1] ?? ''
  expect(folder).toContain(tmpdir())
  expect(existsSync(folder)).toBe(false)
  expect(leftSince(before)).toEqual([])
  await using hosts = new HostFolders()
  await using box = makeRunFolder()
  const planted = [hosts.of('server'), box.path].map(path => basename(path)).sort()
  expect(leftSince(before)).toEqual(planted)
})

/** Of this process: a host's folder has its number as it is, a run's with zeros before it. */
function leftSince(before: readonly string[]): readonly string[] {
  const own = new RegExp(`^halfopen-0*${process.pid}-`)
  return readdirSync(tmpdir())
    .filter(name => own.test(name) && !before.includes(name))
    .sort()
}

test('what it writes beside its folder stays without a box, and the record says so', limit, async () => {
  const file = join(tmpdir(), `beside-${process.pid}`)
  const run = await started({ plane: 'toxiproxy', clock: 'real' }, 'closed', { before: `touch ${file}` })
  const stayed = existsSync(file)
  rmSync(file, { force: true })
  expect({ stayed, keptWrites: run.keptWrites }).toEqual({ stayed: true, keptWrites: { outside: [] } })
})

test('a user that nobody knows is an error', limit, async ({ skip }) => {
  if (process.getuid?.() !== 0) skip('only root may become another user')
  const run = await started({ plane: 'toxiproxy', clock: 'real' }, 'closed', { user: 'nobody-knows', before: 'true' })
  expect(run.error).toMatch(/there is no such user, got "nobody-knows".*\[E_USER\]/)
})

/** Runs a server with these options, and a client that talks to it. */
async function started(
  { plane, clock }: Place,
  input: string,
  options: CommandOptions,
  own?: Program,
  clients: CommandOptions = {},
  setupWithin: Duration = '20s',
): Promise<Run> {
  const spec = {
    server:
      own ??
      command(`node {dir}/server.mjs {dir} {port} {port.admin} ${input}`, {
        files: { 'server.mjs': server, 'conf/own.ini': 'listen={host}:{port} admin={port.admin}' },
        name: 'server.mjs',
        ready: /ready/,
        ...options,
      }),
    client: command(['node', '-e', client, '{host}', '{port}'], { connected: /connected/, ...clients }),
    fault: noFault(),
    setupWithin,
    bounds: { undetectedBy: 'client-app', for: '500ms' },
  } as const
  const scenario = parseScenario('own/programs', 'stays silent', spec, [plane])
  return await runScenario(scenario, planes[plane], clock, new AbortController().signal)
}

const client = `for (const of of ['SELF', 'PEER']) if (process.env[of]) console.log(of.toLowerCase() + ': ' + process.env[of])
  const [host, port] = process.argv.slice(1)
  const socket = require('node:net').connect({ host, port: Number(port) }, () => socket.write('hello'))
  if (process.env.RETRY) socket.on('error', () => setTimeout(() => {}, 60_000))
  socket.once('data', () => console.log('connected')).resume()`

function tellings({ lines }: Run): readonly Readonly<Record<string, unknown>>[] {
  return lines.flatMap(({ text }) => (text.startsWith('{"config"') ? [JSON.parse(text)] : []))
}
