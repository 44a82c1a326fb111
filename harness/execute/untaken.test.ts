// Method: a program of which nothing is declared says hello and then nothing, or something every 0.2 s without minding that nobody answers. A fault
// is over long before its bound is due, or stands until then. A harness that held a fault against who had nothing to lose would call the first a
// FAIL; one that spares everybody, or whoever stays in it, or that takes a packet of its own for words, would be wrong about one of the others.
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { at, heal } from '../define/steps.ts'
import { blackHole } from '../faults/black-hole.ts'
import { cpuStarvation } from '../faults/cpu-starvation.ts'
import { frozenPeer } from '../faults/frozen-peer.ts'
import { reject } from '../faults/reject.ts'
import { planes } from '../planes/all.ts'
import { provision } from '../planes/toxiproxy/provision.ts'
import { judged as judgedAgain } from './fixtures/judged.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 600_000 }
const refusal = {
  virtual: (await boxes.virtual.refusal())?.reason,
  real: (await boxes.real.refusal())?.reason,
}

const client = `
const socket = require('node:net').connect({ host: process.argv[1], port: process.argv[2] }, () => socket.write('hello'))
socket.once('data', () => {
  console.log('connected')
  if (process.argv[3] !== 'says no more') setInterval(() => socket.write('more'), 200)
})
socket.on('error', () => {}).on('close', () => console.log('lost'))`
/** Gives back what it hears, or the first of it only. */
const echo = `require('node:net').createServer(one => {
  one.on('error', () => {})
  if (process.argv[3] === 'burns') setInterval(() => { for (const untilMs = Date.now() + 30; Date.now() < untilMs; ); }, 60)
  if (process.argv[2] === 'is heard only') one.once('data', data => one.write(data)).resume()
  else one.pipe(one)
}).listen(process.argv[1], '0.0.0.0', () => console.log('ready'))`

const blip = [at('0s', blackHole({ for: '500ms' }))]
const blipToward = [at('0s', blackHole({ toward: 'server', for: '500ms' }))]
const partition = [at('0s', blackHole()), at('500ms', heal(0))]
const standing = [at('0s', blackHole())]
const refused = [at('0s', reject('host-unreachable')), at('500ms', heal(0))]
const thawed = [at('0s', frozenPeer('server', { for: '500ms' }))]
const frozen = [at('0s', frozenPeer('server'))]
const starved = [at('0s', cpuStarvation('server', { sharePercent: 5, for: '1s' }))]
const stillRefused = [at('0s', reject('host-unreachable'))]

const packets = 'no packet of client or of server was on its way while it lasted: black-hole took none'
const bytes = 'server and client said nothing to each other while it lasted: the hole took nothing'
const words = 'client and server said nothing to each other while it lasted: frozen-peer took nothing'
const noneRefused = packets.replace('black-hole', 'reject')

const virtual = { plane: 'netns', clock: 'virtual' } as const
const real = { plane: 'netns', clock: 'real' } as const
const proxyVirtual = { plane: 'toxiproxy', clock: 'virtual' } as const
const proxy = { plane: 'toxiproxy', clock: 'real' } as const

test.for<[string, Faults, On, string]>([
  ['a blip in virtual time', blip, virtual, packets],
  ['a blip in real time', blip, real, packets],
  ['a blip behind Toxiproxy', blip, proxy, bytes],
  ['a blip toward the server in virtual time', blipToward, virtual, packets],
  [
    'a blip toward the server behind Toxiproxy',
    blipToward,
    proxy,
    'nothing was said to server while it lasted: the hole took nothing',
  ],
  ['a freeze that is thawed behind Toxiproxy', thawed, proxyVirtual, words],
  ['a starvation that is over behind Toxiproxy', starved, proxy, words.replace('frozen-peer', 'cpu-starvation')],
  ['a partition that is healed', partition, virtual, packets],
  ['a refusal that is healed in virtual time', refused, virtual, noneRefused],
  ['a refusal that is healed in real time', refused, real, noneRefused],
] as const)('%s takes nothing from who says nothing', limit, async ([, faults, on, why], { skip }) => {
  const verdicts = await judged('says no more', faults, on, skip)
  expect(verdicts).toEqual([
    { status: 'inconclusive', reason: why },
    { status: 'pass', reason: why },
  ])
})

test.for<[string, string, Faults, On]>([
  ['a blip in virtual time', 'says more', blip, virtual],
  ['a blip in real time', 'says more', blip, real],
  ['a blip behind Toxiproxy', 'says more', blip, proxy],
  ['a freeze that is thawed behind Toxiproxy', 'says more', thawed, proxyVirtual],
  ['a freeze that is thawed behind Toxiproxy', 'is heard only', thawed, proxyVirtual],
  ['a freeze in which he stays behind Toxiproxy', 'says no more', frozen, proxyVirtual],
  ['a starvation that is over behind Toxiproxy', 'says more', starved, proxy],
  ['a refusal that is healed', 'says more', refused, virtual],
  ['a hole in which he stays in virtual time', 'says no more', standing, virtual],
  ['a hole in which he stays behind Toxiproxy', 'says no more', standing, proxy],
  ['a refusal under which he stays', 'says no more', stillRefused, virtual],
])('%s is held against who %s', limit, async ([, says, faults, on], { skip }) => {
  expect(await judged(says, faults, on, skip)).toEqual([
    { status: 'fail', expected: expect.any(String), actual: expect.any(String) },
    { status: 'pass' },
  ])
})

type On = typeof virtual | typeof real | typeof proxy | typeof proxyVirtual
type Faults =
  | typeof partition
  | typeof standing
  | typeof blip
  | typeof blipToward
  | typeof refused
  | typeof stillRefused
  | typeof thawed
  | typeof frozen
  | typeof starved

async function judged(says: string, faults: Faults, { plane, clock }: On, skip: (reason: string) => void) {
  if (plane === 'toxiproxy') await provision()
  if ((plane === 'netns' || clock === 'virtual') && refusal[clock] !== undefined) skip(refusal[clock])
  const spec = {
    server: command(['node', '-e', echo, '{port}', says, ...(faults === starved ? ['burns'] : [])], { ready: /ready/ }),
    client: command(['node', '-e', client, '{host}', '{port}', says], { connected: /connected/, lost: /lost/ }),
    faults,
    bounds: [
      { detectedBy: 'client-app', within: '2s', since: 0 },
      { undetectedBy: 'client-app', for: '2s', since: 0 },
    ],
  } as const
  const scenario = parseScenario('untaken', 'notices', spec, [plane])
  const run = await judgedAgain(() => runScenario(scenario, planes[plane], clock, new AbortController().signal))
  return run.bounds.map(({ verdict }) => verdict)
}
