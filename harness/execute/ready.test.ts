// Method: a server that becomes ready late, and only by the sign that is asked: a harness that did not wait for it would start the client too
// soon, which ends at once then. The twin never becomes ready. What is asked must not be a packet of the wire: the client is the only one there.
import { describe, expect, test } from 'vitest'
import { command, type Program } from '../define/command.ts'
import type { CommandOptions } from '../define/command-options.ts'
import { parseScenario } from '../define/scenario.ts'
import { noFault } from '../faults/none.ts'
import type { Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { planes } from '../planes/all.ts'
import { butForAWait } from './fixtures/but-for-a-wait.ts'
import { type Place, places, whyNot } from './fixtures/places.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 120_000 }

/** Its port echoes only after a second, as its health does; until then it breaks connections off. `admin` opens then. */
const server = `
import { createServer } from 'node:net'
import { createServer as web } from 'node:http'
import { writeFileSync } from 'node:fs'
const [host, port, admin, dir, never] = process.argv.slice(2)
let up = false
createServer(socket => { socket.on('error', () => {}); up ? socket.pipe(socket) : socket.destroy() }).listen(port, host)
web((question, answer) => { answer.statusCode = up ? 200 : 503; answer.end() }).listen(Number(port) + 900, host)
if (!never) setTimeout(() => { up = true; writeFileSync(dir + '/up', ''); createServer().listen(admin, host); console.log('up') }, 1_000)`

const signs: readonly (readonly [string, (port: number) => NonNullable<CommandOptions['ready']>, RegExp])[] = [
  ['a port by its name', () => ({ port: 'admin' }), /: port \d+ did not accept in time; it said nothing/],
  ['an HTTP answer', port => ({ http: '/health', port }), /: http:\/\/[\d.]+:\d+\/health answered 503 in time/],
  [
    'a command',
    () => ({ command: 'ls {dir}/up' }),
    /: "ls .*\/up" ended with exit code 2; its last words: ls: .* in time/,
  ],
  [
    'all of several',
    port => [/up/, { port: 'admin' }, { http: '/', port, status: 200 }],
    /: no line matched \/up\/ in time/,
  ],
  [
    'the second of two',
    port => [{ port }, { http: '/', port, status: 200 }],
    /: http:\/\/[\d.]+:\d+\/ answered 503, not 200 in time/,
  ],
]

/** It accepts, and never answers. What asks it is not done when the time is over. */
const mute = `require('node:net').createServer(() => {}).listen(process.argv[2], process.argv[1], () => console.log('mute'))`
const hanging: readonly (readonly [string, CommandOptions, RegExp])[] = [
  [
    'an HTTP answer',
    { ready: [/mute/, { http: '/' }] },
    /^Cannot start server "mute": http:\/\/[\d.]+:\d+\/ gave no answer in time; its last words: mute\..*\[E_NOT_READY\]$/,
  ],
  [
    'a command',
    { ready: [/mute/, { command: 'sleep 60' }] },
    /^Cannot start server "mute": "sleep 60" did not end in time; its last words: mute\..*\[E_NOT_READY\]$/,
  ],
  [
    'what runs before it',
    { before: { run: "sh -c 'echo making; sleep 60'", within: '30s' } },
    /^Cannot prepare "mute" on the server: "sh .*": it had not ended when the set-up was to be done; its last words: making\. Give .*`setupWithin` \[E_BEFORE\]$/,
  ],
]

describe.for(places)('on $plane in $clock time', place => {
  test.concurrent.for(signs)('a server is ready by %s, and not before', limit, async ([, ready], { skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const run = await started(place, ready, '')
    expect({ error: run.error, verdict: butForAWait(run.verdict) }).toEqual({
      error: undefined,
      verdict: { status: 'pass' },
    })
    expect(run.connections).toHaveLength(1)
  })

  test.concurrent.for(signs)(
    'one that never is says what is missing: %s',
    limit,
    async ([, ready, missing], { skip }) => {
      const refusal = await whyNot(place)
      if (refusal) skip(refusal)
      const run = await started(place, ready, 'never')
      expect(run.error).toMatch(missing)
      expect(run.error).toMatch(/\[E_NOT_READY\]$/)
    },
  )

  test.concurrent.for(hanging)(
    'what hangs when the set-up has to be done is named: %s',
    limit,
    async ([, options, named], { skip }) => {
      const refusal = await whyNot(place)
      if (refusal) skip(refusal)
      const run = await ran(place, command(['node', '-e', mute, '{host}', '{port}'], { name: 'mute', ...options }))
      expect(run.error).toMatch(named)
    },
  )

  test.concurrent(
    'of several servers it is the one that is not ready, with its host and what would match its words',
    limit,
    async ({ skip }) => {
      const refusal = await whyNot(place)
      if (refusal) skip(refusal)
      const start = (port: string) => ['node', '-e', mute, '{host}', port]
      const hosts = {
        a: command(start('{port}'), { name: 'fine' }),
        b: command(['node', '-e', mute.replace("'mute'", "'late is listening'"), '{host}', '{port}'], {
          ...{ name: 'late', ready: /open/ },
        }),
        app: command(['node', '-e', client, '{a.host}', '{a.port}', '{b.host}'], { connected: /connected/ }),
      }
      const spec = { hosts, ...rest, bounds: { undetectedBy: 'app-app', for: '300ms' } } as const
      const run = await taken(place, parseScenario('ready/several', 'stays silent', spec, [place.plane]))
      expect(run.error).toMatch(
        /^Cannot start server "late" on b: no line matched \/open\/ in time; its last words: late is listening\. Check .* ready: \/late is listening\/ would match the line "late is listening" of b \[E_NOT_READY\]$/,
      )
    },
  )

  test.concurrent('and a client without healthy traffic has its last words there', limit, async ({ skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const says = `console.log('no such user'); setInterval(() => {}, 1_000)`
    const run = await ran(
      place,
      command(['node', '-e', mute, '{host}', '{port}']),
      command(['node', '-e', says, '{host}', '{port}'], { connected: /connected/ }),
    )
    expect(run.error).toMatch(
      /no healthy traffic seen by client-app.*; the last words of client: no such user\. Does .*\[E_UNHEALTHY\]$/,
    )
  })
})

async function started(
  place: Place,
  ready: (port: number) => NonNullable<CommandOptions['ready']>,
  never: string,
): Promise<Run> {
  const fixed = place.plane === 'netns' ? 7_900 : 0
  const own = fixed || nextPort++
  const program = command(`node {dir}/server.mjs {host} {port} {port.admin} {dir} ${never}`, {
    files: { 'server.mjs': fixed ? server : server.replace('Number(port) + 900', String(own)) },
    name: 'server.mjs',
    ready: ready(own),
  })
  return await ran(place, program, undefined, never ? rest : patiently)
}

/** On this machine's own loopback, where several servers are at once. */
let nextPort = 18_743

/** Those that wait for all of it wait side by side. */
const rest = { fault: noFault(), setupWithin: '6s' } as const
/** The others are held up by nothing but a busy machine. */
const patiently = { fault: noFault(), setupWithin: '40s' } as const

async function ran(
  place: Place,
  server: Program,
  asks?: Program,
  how: typeof rest | typeof patiently = rest,
): Promise<Run> {
  const own = command(['node', '-e', client, '{host}', '{port}'], { connected: /connected/ })
  const spec = { server, client: asks ?? own, ...how, bounds: { undetectedBy: 'client-app', for: '300ms' } } as const
  return await taken(place, parseScenario('ready/programs', 'stays silent', spec, [place.plane]))
}

async function taken({ plane, clock }: Place, scenario: Scenario): Promise<Run> {
  return await runScenario(scenario, planes[plane], clock, new AbortController().signal)
}

const client = `const [host, port] = process.argv.slice(1)
  const socket = require('node:net').connect({ host, port: Number(port) }, () => setInterval(() => socket.write('hello'), 50))
  socket.once('data', () => console.log('connected')).once('close', () => process.exit(1)).resume().on('error', () => {})`
