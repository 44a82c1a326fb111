// Method: a server that becomes ready late, and only by the sign that is asked: a harness that did not wait for it would start the client too
// soon, which ends at once then. The twin never becomes ready. What is asked must not be a packet of the wire: the client is the only one there.
import { describe, expect, test } from 'vitest'
import { command } from '../define/command.ts'
import type { CommandOptions } from '../define/command-options.ts'
import { parseScenario } from '../define/scenario.ts'
import { noFault } from '../faults/none.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
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
]

describe.for(places)('on $plane in $clock time', place => {
  test.for(signs)('a server is ready by %s, and not before', limit, async ([, ready], { skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const run = await started(place, ready, '')
    expect({ error: run.error, verdict: run.verdict }).toEqual({ error: undefined, verdict: { status: 'pass' } })
    expect(run.connections).toHaveLength(1)
  })

  test.for(signs)('one that never is says what is missing: %s', limit, async ([, ready, missing], { skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const run = await started(place, ready, 'never')
    expect(run.error).toMatch(missing)
    expect(run.error).toMatch(/\[E_NOT_READY\]$/)
  })
})

async function started(
  { plane, clock }: Place,
  ready: (port: number) => NonNullable<CommandOptions['ready']>,
  never: string,
): Promise<Run> {
  const fixed = plane === 'netns' ? 7_900 : 0
  const spec = {
    server: command(`node {dir}/server.mjs {host} {port} {port.admin} {dir} ${never}`, {
      files: { 'server.mjs': fixed ? server : server.replace('Number(port) + 900', '18_743') },
      name: 'server.mjs',
      ready: ready(fixed || 18_743),
    }),
    client: command(['node', '-e', client, '{host}', '{port}'], { connected: /connected/ }),
    fault: noFault(),
    setupWithin: '4s',
    bounds: { undetectedBy: 'client-app', for: '300ms' },
  } as const
  const scenario = parseScenario('ready/programs', 'stays silent', spec, [plane])
  return await runScenario(scenario, planes[plane], clock, new AbortController().signal)
}

const client = `const [host, port] = process.argv.slice(1)
  const socket = require('node:net').connect({ host, port: Number(port) }, () => setInterval(() => socket.write('hello'), 50))
  socket.once('data', () => console.log('connected')).once('close', () => process.exit(1)).resume().on('error', () => {})`
