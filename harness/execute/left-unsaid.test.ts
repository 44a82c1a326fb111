// Method: a client that ends its own connection and says nothing while its server is gone, for want of an answer, at an age of its own, after each answer,
// or never, in virtual time. Who goes by words alone passes them all; who goes by the end alone passes none.
import { expect, test } from 'vitest'
import { parseScenario } from '../define/scenario.ts'
import { at, heal } from '../define/steps.ts'
import { blackHole } from '../faults/black-hole.ts'
import { frozenPeer } from '../faults/frozen-peer.ts'
import { linkDown } from '../faults/link-down.ts'
import { slow } from '../faults/slow.ts'
import type { Scenario } from '../model/scenario.ts'
import { judgedTogether, ranAlone } from './fixtures/judged-together.ts'
import { smallClient, smallEcho } from './fixtures/programs.ts'

/** `keeps`: asks every 0.2 s on one connection. `ages`: so does this one, and makes another after 3 s. `each`: one connection a question. */
const client = `
const [host, port, how, deadlineMs] = process.argv.slice(1)
let heardMs = Date.now()
const dial = () => {
  const one = require('node:net').connect({ host, port }, () => one.write('hello'))
  one.on('error', () => {}).once('data', () => console.log('connected')).on('data', () => {
    heardMs = Date.now()
    if (how === 'each') one.end()
  })
  if (how === 'each') one.once('close', () => setTimeout(dial, 200))
  if (how === 'ages') setTimeout(() => one.destroy(), 3_000)
  const asks = how === 'each' ? undefined : setInterval(() => one.write('more'), 200)
  const looks = deadlineMs && setInterval(() => Date.now() - heardMs > deadlineMs && one.destroy(), 50)
  one.once('close', () => [asks, looks].map(clearInterval))
}
dial()
setInterval(() => {}, 60_000)`

const gone = [at('0s', blackHole())]
const pulled = [at('0s', linkDown('client')), at('500ms', heal(0))]
const pulledForGood = [at('0s', linkDown('client'))]
const late = [at('0s', slow({ delay: '600ms' }))]
const frozen = [at('0s', frozenPeer('server'))]
const frozenOnce = [at('0s', frozenPeer('server', { for: '500ms' }))]
const quiet =
  /^client ended its connection to server by itself (?:at most )?[01]\.\d+ s after the fault, unsaid: nobody knows whether it gave server up$/
const open = { status: 'inconclusive', reason: expect.stringMatching(quiet) }
const passed = { status: 'pass' }

const alone: readonly (readonly [string, Faults, readonly string[], unknown])[] = [
  ['one that keeps it is silent', gone, ['keeps'], passed],
  ['one that ends it for want of an answer may have noticed', gone, ['keeps', '1000'], open],
  ['a goodbye that never leaves its host is one', pulledForGood, ['keeps', '1000'], open],
  ['so may one with a connection a question have', gone, ['each', '1000'], open],
  ['one with a connection a question that waits on is silent', gone, ['each'], passed],
  ['one that has its late answers is, too', late, ['each'], passed],
  ['so is one whose server was back by then', frozenOnce, ['ages'], passed],
  ['one that ends what its living peer accepts may have noticed', frozen, ['each', '1000'], open],
  ['a cable that is back in time leaves nothing', pulled, ['keeps'], passed],
]

const runs = await judgedTogether(scenarios())

test.for(alone)('%s', ([title, , , verdict], { skip }) => {
  if (typeof runs === 'string') return skip(runs)
  expect(runs.get(title)?.verdict).toEqual(verdict)
})

test.concurrent('one that does so at the same age without the fault passes by that', async ({ skip }) => {
  if (typeof runs === 'string') return skip(runs)
  const { verdict } = await ranAlone(scenarioOf('ages', gone, ['ages']))
  expect(verdict).toEqual({
    status: 'pass',
    reason: expect.stringMatching(
      /^client ended .* itself at most \d\.\d+ s after the fault, and without any fault at the same age, 3\.0 s$/,
    ),
  })
})

test.concurrent('one that does not stays in doubt', async ({ skip }) => {
  if (typeof runs === 'string') return skip(runs)
  const { verdict, bounds } = await ranAlone(scenarioOf('keeps', gone, ['keeps', '1000']))
  expect(verdict).toMatchObject({
    status: 'inconclusive',
    reason: expect.stringContaining('did not without the fault in'),
  })
  expect(bounds[0]?.control).toMatchObject({ kind: 'silent' })
})

type Faults = typeof gone | typeof pulled | typeof late | typeof frozen

function scenarioOf(title: string, faults: Faults, args: readonly string[]): Scenario {
  return parseScenario(
    title,
    title,
    {
      server: smallEcho(),
      client: smallClient(client, args),
      faults,
      settleFor: '500ms',
      bounds: { undetectedBy: 'client-app', for: '4s' },
    },
    ['netns'],
  )
}

function scenarios(): readonly Scenario[] {
  return alone.map(([title, faults, args]) => scenarioOf(title, faults, args))
}
