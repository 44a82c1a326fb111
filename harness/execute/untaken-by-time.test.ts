// Method: faults that take time or a firewall's memory, once with a client that says nothing while they stand and once with one that speaks every 0.2 s,
// in virtual time. What was met by no packet is held against nobody; what only packets can show, and none did, has no evidence.
import { expect, test } from 'vitest'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { at, heal } from '../define/steps.ts'
import { conntrackFlush } from '../faults/conntrack-flush.ts'
import { duplicate } from '../faults/duplicate.ts'
import { reorder } from '../faults/reorder.ts'
import { slow } from '../faults/slow.ts'
import { judgedTogether } from './fixtures/judged-together.ts'

const client = `
const [host, port, says] = process.argv.slice(1)
const socket = require('node:net').connect({ host, port }, () => socket.write('hello'))
socket.once('data', () => {
  console.log('connected')
  if (says === 'speaks') setInterval(() => socket.write('more'), 200)
})
socket.on('error', () => {}).on('close', () => console.log('lost'))`
const echo =
  "require('node:net').createServer(one => one.on('error', () => {}).pipe(one)).listen(process.argv[1], '0.0.0.0', () => console.log('ready'))"

const flushed = [at('0s', conntrackFlush()), at('500ms', heal(0))]
const twice = [at('0s', duplicate({ percent: 100 }))]
const overtaken = [at('0s', reorder({ percent: 50, delay: '50ms' }))]
const late = [at('0s', slow({ delay: '50ms' }))]

const spared = (reason: string) => [
  { status: 'inconclusive', reason },
  { status: 'pass', reason },
]
const bare = (kind: string) => {
  const reason = `no evidence that ${kind} took effect`
  return [1, 2].map(() => ({ status: 'inconclusive', reason }))
}
const missed = [
  { status: 'fail', expected: expect.any(String), actual: expect.stringContaining('nothing noticed') },
  { status: 'pass' },
]
const none = 'no packet of client or of server was on its way'

const cases = [
  [
    'a firewall that forgot and is healed',
    'nothing',
    flushed,
    spared(`${none} while it lasted: conntrack-flush took none`),
  ],
  ['a firewall that forgot and is healed', 'speaks', flushed, missed],
  ['a slow way', 'nothing', late, spared(`${none}: slow met none`)],
  ['a slow way', 'speaks', late, missed],
  ['a way that doubles', 'nothing', twice, bare('duplicate')],
  ['a way that doubles', 'speaks', twice, missed],
  ['a way on which nobody is overtaken, so far apart they are,', 'speaks', overtaken, bare('reorder')],
  ['a way that changes the order', 'nothing', overtaken, bare('reorder')],
] as const

const runs = await judgedTogether(...scenarios())

test.for(cases)('%s is held against whom it met: %s', ([title, says, , verdicts], { skip }) => {
  if (typeof runs === 'string') return skip(runs)
  expect(runs.get(`${title}/${says}`)?.bounds.map(({ verdict }) => verdict)).toEqual(verdicts)
})

function scenarios() {
  const [first, ...rest] = cases.map(([title, says, faults]) =>
    parseScenario(
      `${title}/${says}`,
      'notices',
      {
        server: command(['node', '-e', echo, '{port}'], { ready: /ready/, memory: '40MB' }),
        client: command(['node', '-e', client, '{host}', '{port}', says], {
          connected: /connected/,
          lost: /lost/,
          memory: '40MB',
        }),
        faults,
        settleFor: '500ms',
        bounds: [
          { detectedBy: 'client-app', within: '2s', since: 0 },
          { undetectedBy: 'client-app', for: '2s', since: 0 },
        ],
      },
      ['netns'],
    ),
  )
  if (!first) throw new Error('there are no cases')
  return [first, ...rest] as const
}
