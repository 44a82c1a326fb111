// Method: for each kind of fault that has an end, a client that says nothing while it lasts, and beside it one that speaks, one whose server says something by
// itself, and one that waits for an answer, in virtual time. Who asks packets alone holds a freeze against the silent; who asks the client alone excuses the others.
import { expect, test } from 'vitest'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { at, heal } from '../define/steps.ts'
import { frozenPeer } from '../faults/frozen-peer.ts'
import { linkDown } from '../faults/link-down.ts'
import { suspend } from '../faults/suspend.ts'
import type { Scenario } from '../model/scenario.ts'
import { judgedTogether } from './fixtures/judged-together.ts'
import { smallClient } from './fixtures/programs.ts'

const client = `
const [host, port, says] = process.argv.slice(1)
const socket = require('node:net').connect({ host, port }, () => socket.write('hello'))
socket.once('data', () => {
  console.log('connected')
  if (says === 'speaks') setInterval(() => socket.write('more'), 200)
  if (says === 'asks') setTimeout(() => socket.write('more'), 900)
})
socket.on('error', () => {}).on('close', () => console.log('lost'))`

/** Answers at once, or after 0.9 s, in the middle of the fault; pushes where it is told to. */
const server = `
const [port, says] = process.argv.slice(1)
require('node:net').createServer(one => {
  const answer = data => setTimeout(() => one.write(data), says === 'asks' && String(data) !== 'hello' ? 900 : 0)
  one.on('error', () => {}).on('data', answer)
  if (says === 'pushes') setInterval(() => one.write('news'), 200)
}).listen(port, '0.0.0.0', () => console.log('ready'))`

const faults = {
  'frozen-peer': [at('0s', frozenPeer('server', { for: '1s' }))],
  suspend: [at('0s', suspend('server', { for: '1s' }))],
  'link-down': [at('0s', linkDown('server')), at('1s', heal(0))],
  'link-down of the client': [at('0s', linkDown('client')), at('1s', heal(0))],
} as const
const why = {
  'frozen-peer': 'client and server said nothing to each other while it lasted: frozen-peer took nothing',
  suspend: 'no packet of client or of server was on its way while it lasted: suspend took none',
  'link-down': 'no packet of client or of server was on its way while it lasted: link-down took none',
  'link-down of the client': 'no packet of client or of server was on its way while it lasted: link-down took none',
} as const
const kinds = ['frozen-peer', 'suspend', 'link-down', 'link-down of the client'] as const
const cases = kinds.flatMap(kind =>
  (['nothing', 'speaks', 'pushes', 'asks'] as const).map(says => [kind, says] as const),
)

const runs = await judgedTogether(scenarios())

test.for(cases)('a %s is held against whom it took something from: %s', ([kind, says], { skip }) => {
  if (typeof runs === 'string') return skip(runs)
  const failed = { status: 'fail', expected: expect.any(String), actual: expect.stringContaining('nothing noticed') }
  expect(runs.get(`${kind}/${says}`)?.bounds.map(({ verdict }) => verdict)).toEqual(
    says === 'nothing'
      ? [
          { status: 'inconclusive', reason: why[kind] },
          { status: 'pass', reason: why[kind] },
        ]
      : [failed, { status: 'pass' }],
  )
})

function scenarios(): readonly Scenario[] {
  return cases.map(([kind, says]) =>
    parseScenario(
      `${kind}/${says}`,
      'notices',
      {
        server: command(['node', '-e', server, '{port}', says], { ready: /ready/, memory: '40MB' }),
        client: smallClient(client, [says]),
        faults: faults[kind],
        settleFor: '1s',
        bounds: [
          { detectedBy: 'client-app', within: '3s', since: 0 },
          { undetectedBy: 'client-app', for: '3s', since: 0 },
        ],
      },
      ['netns'],
    ),
  )
}
