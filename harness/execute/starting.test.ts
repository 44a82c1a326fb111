// Method: servers that need a second to become ready, and say when they begin and when they are. In real time two that do not need each other
// have both begun before either is ready; who names one begins when that is ready. A harness that starts all at once, or one by one, fails here.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { command } from '../define/command.ts'
import type { CommandOptions } from '../define/command-options.ts'
import { parseScenario } from '../define/scenario.ts'
import { noFault } from '../faults/none.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { butForAWait } from './fixtures/but-for-a-wait.ts'
import { type Place, places, whyNot } from './fixtures/places.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 240_000 }

describe.for(places)('on $plane in $clock time', place => {
  test(
    'hosts that do not need each other start at once, and who names another waits for it',
    limit,
    async ({ skip }) => {
      const refusal = await whyNot(place)
      if (refusal) skip(refusal)
      const run = await started(place, {
        a: server(),
        b: server(),
        front: server('{a.host}', '{a.port}'),
        back: server('{b.host}', '{b.port}'),
      })
      expect(run.error).toBeUndefined()
      expect(butForAWait(run.verdict)).toEqual({ status: 'pass' })
      const at = (host: string, word: string) =>
        run.lines.find(line => line.host === host && line.text.startsWith(word))?.atMs ?? Number.NaN
      const together = place.clock === 'real' ? expect.closeTo(at('b', 'begun'), -2.7) : expect.any(Number)
      expect(at('a', 'begun')).toEqual(together)
      expect(at('b', 'begun') < at('a', 'ready')).toBe(place.clock === 'real')
      expect(at('front', 'begun')).toBeGreaterThan(at('a', 'ready'))
      expect(at('back', 'begun')).toBeGreaterThan(at('b', 'ready'))
      const servers = ['a', 'b', 'front', 'back'].map(host => at(host, 'ready'))
      expect(at('app', 'begun')).toBeGreaterThan(Math.max(...servers))
    },
  )

  test('where one of them cannot be started there is one error, and no other is left', limit, async ({ skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const run = await started(place, {
      a: server(),
      b: server('fails'),
      c: server(),
      front: server('{a.host}', '{a.port}'),
    })
    expect(run.error).toMatch(
      /^Cannot start server "b": it ended with exit code 3; its last words: begun \d+ \/ no disk\. .*\[E_NOT_READY\]$/,
    )
    expect(run.verdict).toMatchObject({ status: 'inconclusive', reason: run.error })
    expect(run.lines.filter(({ text }) => text.startsWith('ready') || text.startsWith('app'))).toEqual(
      place.clock === 'real' ? [] : [expect.objectContaining({ host: 'a' })],
    )
    const pids = run.lines.flatMap(({ text }) => /^begun (\d+)$/.exec(text)?.[1] ?? [])
    expect(pids.length).toBeGreaterThan(1)
    if (place.plane === 'toxiproxy') expect(pids.filter(lives)).toEqual([])
  })
})

type Hosts = Readonly<Record<string, ReturnType<typeof server>>>

/** With `fails` it ends soon after it has begun. */
function server(...args: readonly string[]) {
  const options: CommandOptions = { name: args.includes('fails') ? 'b' : 'late', ready: /^ready/ }
  return command(['node', '-e', source, '{host}', '{port}', ...args], options)
}

const talk = `
const talk = (host, port, heard) => {
  const socket = require('node:net').connect({ host, port: Number(port) }, () => setInterval(() => socket.write('hello'), 50))
  socket.once('data', heard).once('close', () => process.exit(1)).resume().on('error', () => {})
}`

const source = `${talk}
console.log('begun', process.pid)
const [host, port, what, peer] = process.argv.slice(1)
if (what === 'fails') setTimeout(() => { console.error('no disk'); process.exit(3) }, 300)
if (peer) talk(what, peer, () => {})
const { createServer } = require('node:net')
setTimeout(() => createServer(socket => socket.pipe(socket).on('error', () => {})).listen(port, host, () => console.log('ready')), 1_000)`

const client = `${talk}
console.log('begun', process.pid)
const [host, port, ...other] = process.argv.slice(1)
talk(host, port, () => console.log('connected'))
if (other.length > 0) talk(...other, () => {})`

async function started({ plane, clock }: Place, servers: Hosts): Promise<Run> {
  const named = Object.keys(servers)
    .slice(-2)
    .flatMap(name => [`{${name}.host}`, `{${name}.port}`])
  const app = command(['node', '-e', client, ...named], { name: 'app', connected: /connected/ })
  const spec = {
    hosts: { ...servers, app },
    fault: noFault(),
    setupWithin: '15s',
    bounds: { undetectedBy: 'app-app', for: '300ms' },
  } as const
  const scenario = parseScenario('starting', 'stays silent', spec, [plane])
  return await runScenario(scenario, planes[plane], clock, new AbortController().signal)
}

function lives(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
