// Method: faults that take time, long packets or a firewall's memory, once with a client that says nothing while they stand and once with one that speaks
// every 0.2 s, in short words or long ones, in virtual time. What was met by no packet is held against nobody; where packets came, and chance took none of
// them, there is no evidence.
import { expect, test } from 'vitest'
import { parseScenario } from '../define/scenario.ts'
import { at, heal } from '../define/steps.ts'
import { conntrackFlush } from '../faults/conntrack-flush.ts'
import { duplicate } from '../faults/duplicate.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { mtuBlackHole } from '../faults/mtu-black-hole.ts'
import { reorder } from '../faults/reorder.ts'
import { slow } from '../faults/slow.ts'
import type { Scenario } from '../model/scenario.ts'
import { judgedTogether } from './fixtures/judged-together.ts'
import { smallClient, smallEcho } from './fixtures/programs.ts'

const client = `
const [host, port, says] = process.argv.slice(1)
const socket = require('node:net').connect({ host, port }, () => socket.write('hello'))
socket.once('data', () => {
  console.log('connected')
  if (says === 'speaks') setInterval(() => socket.write('more'), 200)
  if (says === 'speaks at length') setInterval(() => socket.write('more'.repeat(300)), 200)
  if (says === 'speaks now and then') setInterval(() => socket.write('more'), 1_200)
})
socket.on('error', () => {}).on('close', () => console.log('lost'))`

const flushed = [at('0s', conntrackFlush()), at('500ms', heal(0))]
const twice = [at('0s', duplicate({ percent: 100 }))]
const overtaken = [at('0s', reorder({ percent: 50, delay: '50ms' }))]
const late = [at('0s', slow({ delay: '50ms' }))]
const lossy = [at('0s', slow({ loss: 50 }))]
const lossyOnOnePath = [at('0s', slow({ delay: '50ms', loss: 50, between: ['client', 'server'] }))]
const narrow = [at('0s', mtuBlackHole({ maxBytes: 1_000 }))]
/** It counts from when it has forgotten, which takes 1 s of silence: who speaks every 1.2 s falls into the half second after that. */
const forgetful = [at('0s', idleFirewall({ idle: '1s' })), at('500ms', heal(0))]

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
const tooLong = 'no packet was longer than 1000 bytes: this hole took none'

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
  ['a way that loses', 'nothing', lossy, spared(`${none}: slow met none`)],
  ['a way that loses', 'speaks', lossy, missed],
  ['a path that is slow and loses', 'nothing', lossyOnOnePath, spared(`${none}: slow met none`)],
  ['a hole for long packets', 'nothing', narrow, spared(tooLong)],
  ['a hole for long packets', 'speaks', narrow, spared(tooLong)],
  ['a hole for long packets', 'speaks at length', narrow, missed],
  [
    'a firewall that forgets the idle and is healed',
    'nothing',
    forgetful,
    spared(`${none} while it lasted: idle-firewall took none`),
  ],
  ['a firewall that forgets the idle and is healed', 'speaks now and then', forgetful, missed],
  ['a way that doubles', 'nothing', twice, spared(`${none}: duplicate met none`)],
  ['a way that doubles', 'speaks', twice, missed],
  ['a way on which nobody is overtaken, so far apart they are,', 'speaks', overtaken, bare('reorder')],
  ['a way that changes the order', 'nothing', overtaken, spared(`${none}: reorder met none`)],
] as const

const runs = await judgedTogether(scenarios())

test.for(cases)('%s is held against whom it met: %s', ([title, says, , verdicts], { skip }) => {
  if (typeof runs === 'string') return skip(runs)
  expect(runs.get(`${title}/${says}`)?.bounds.map(({ verdict }) => verdict)).toEqual(verdicts)
})

function scenarios(): readonly Scenario[] {
  return cases.map(([title, says, faults]) =>
    parseScenario(
      `${title}/${says}`,
      'notices',
      {
        server: smallEcho(),
        client: smallClient(client, [says]),
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
}
