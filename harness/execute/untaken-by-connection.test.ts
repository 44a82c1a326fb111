// Method: one program with two connections to one server, of which one says something every 0.2 s and the other nothing, in virtual time. Who asks by hosts
// holds the silent one to what the other lost, or excuses the one that speaks by the one that does not; who asks by connections does neither.
import { expect, test } from 'vitest'
import type { BoundSpec } from '../define/bounds.ts'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { at, heal } from '../define/steps.ts'
import { blackHole } from '../faults/black-hole.ts'
import { reject } from '../faults/reject.ts'
import { slow } from '../faults/slow.ts'
import type { Scenario } from '../model/scenario.ts'
import { judgedTogether } from './fixtures/judged-together.ts'
import { smallClient } from './fixtures/programs.ts'

/** Its first connection says hello and no more; its second goes on. Whatever ends, it says. */
const client = `
const net = require('node:net')
const dial = then => {
  const one = net.connect({ host: process.argv[1], port: process.argv[2] }, () => one.write('hello'))
  one.on('error', () => {}).on('close', () => console.log('lost')).once('data', () => then(one))
}
dial(() => dial(second => {
  console.log('connected')
  setInterval(() => second.write('more'), 200)
}))`

/** Resets the second connection after so long, and nobody else. */
const server = `
const [port, afterMs] = process.argv.slice(1).map(Number)
let made = 0
require('node:net').createServer(one => {
  one.on('error', () => {}).pipe(one)
  if (++made === 2 && afterMs > 0) setTimeout(() => one.resetAndDestroy(), afterMs)
}).listen(port, '0.0.0.0', () => console.log('ready'))`

const app = { detectedBy: 'client-app', within: '2s', since: 0 } as const
const quiet = { undetectedBy: 'client-app', for: '2s', since: 0 } as const
const kernel = { detectedBy: 'client-kernel', within: '5s', since: 0 } as const
const each = { ...kernel, every: true } as const

const tookNone = 'no packet of connection 1 was on its way while it lasted: black-hole took none'
const open = (reason: string) => ({ status: 'inconclusive', reason })
const passed = { status: 'pass' }
const failed = (actual: string) => ({
  status: 'fail',
  expected: expect.any(String),
  actual: expect.stringContaining(actual),
})

const blip = (length: '500ms' | '4500ms', connection?: 1 | 2) => [
  at('0s', blackHole({ ...(connection ? { connection } : {}), for: length })),
]
const refused = [at('0s', reject('host-unreachable', { connection: 1 })), at('500ms', heal(0))]
const slowOne = [at('0s', slow({ delay: '1s', connection: 1 }))]
const standing = [at('0s', blackHole({ connection: 1 }))]

const cases: readonly Case[] = [
  [
    'a hole on the silent one takes nothing',
    blip('500ms', 1),
    [app, quiet],
    [open(tookNone), { ...passed, reason: tookNone }],
  ],
  ['a hole on the one that speaks does', blip('500ms', 2), [app, quiet], [failed('nothing noticed'), passed]],
  ['a refusal of the silent one takes nothing', refused, [app], [open(tookNone.replace('black-hole', 'reject'))]],
  [
    'a slow way of the silent one meets nothing',
    slowOne,
    [app],
    [open('no packet of connection 1 was on its way: slow met none')],
  ],
  [
    'of a blip that each is to notice the silent one is not asked',
    blip('4500ms'),
    [each],
    [open(`1 of 2 connections noticed; ${tookNone}`)],
  ],
  ['nor does it excuse who speaks and does not notice', blip('500ms'), [each], [failed('0 of 1 connections noticed')]],
  ['one that notices is enough where one is asked', blip('4500ms'), [kernel], [passed]],
  ['a hole in which the silent one stays is held against it', standing, [app], [failed('nothing noticed')]],
  [
    'that another one is reset is no notice of a hole on the silent one',
    standing,
    [kernel],
    [failed('nothing noticed')],
    3_000,
  ],
]

const runs = await judgedTogether(scenarios())

test.for(cases)('%s', ([title, , , verdicts], { skip }) => {
  if (typeof runs === 'string') return skip(runs)
  expect(runs.get(idOf(title))?.bounds.map(({ verdict }) => verdict)).toEqual(verdicts)
})

test('whom it took nothing from is told of those alone that it struck', ({ skip }) => {
  if (typeof runs === 'string') return skip(runs)
  const sparedIn = (title: string) => runs.get(idOf(title))?.steps[0]?.evidence?.spared
  expect(sparedIn('a hole on the silent one takes nothing')).toEqual([
    { from: 'client', to: 'server', why: tookNone, onceOver: true },
  ])
  expect(sparedIn('a hole on the one that speaks does')).toBeUndefined()
})

type Case = readonly [
  title: string,
  faults: typeof standing | typeof refused | typeof slowOne,
  bounds: readonly BoundSpec[],
  verdicts: readonly unknown[],
  resetsAfterMs?: number,
]

function scenarios(): readonly Scenario[] {
  return cases.map(([title, faults, bounds, , resetsAfterMs = 0]) =>
    parseScenario(
      idOf(title),
      title,
      {
        server: command(['node', '-e', server, '{port}', String(resetsAfterMs)], { ready: /ready/, memory: '40MB' }),
        client: smallClient(client, []),
        faults,
        bounds,
        network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 2 } } },
      },
      ['netns'],
    ),
  )
}

function idOf(title: string): string {
  return `untaken/${title.replaceAll(' ', '-')}`
}
