// Method: a client that its own kernel tells of a loss, in each way that a kernel is told, and that connects anew without a word, or does nothing, in virtual
// time. Who goes by words alone passes them all; who goes by what the kernel was told passes none.
import { expect, test } from 'vitest'
import { parseScenario, type ScenarioSpec } from '../define/scenario.ts'
import { conntrackFlush } from '../faults/conntrack-flush.ts'
import { powerOff } from '../faults/power-off.ts'
import { processKill } from '../faults/process-kill.ts'
import { reset } from '../faults/reset.ts'
import { takeover } from '../faults/takeover.ts'
import type { Scenario } from '../model/scenario.ts'
import { judgedTogether, ranAlone } from './fixtures/judged-together.ts'
import { smallClient, smallEcho } from './fixtures/programs.ts'

/** Asks every 0.5 s. `redials`: after each end; `back`: and says so; `each`: one connection a question; `pool`: three of them; `ages`: each lives 1.5 s. */
const client = `
const [host, port, how] = process.argv.slice(1)
let times = 0
const dial = () => {
  const one = require('node:net').connect({ host, port }, () => {
    if (times++ === 0) console.log('connected')
    else if (how === 'back') console.log('up again')
    one.write('hello')
  })
  one.on('error', () => {}).on('data', () => how === 'each' && one.end())
  const asks = how === 'each' ? undefined : setInterval(() => one.write('more'), 500)
  if (how === 'ages') setTimeout(() => one.destroy(), 1_500)
  one.once('close', () => {
    clearInterval(asks)
    if (how === 'leaves') process.exit(0)
    if (how !== 'keeps') setTimeout(dial, 300)
  })
}
for (let n = 0; n < (how === 'pool' ? 3 : 1); n++) dial()
setInterval(() => {}, 60_000)`

const opened =
  /^client-kernel reported it after [\d.]+ m?s \(\w+\), and client opened another connection to \w+ [\d.]+ s after the fault, unsaid: it may well have noticed, and did not say so$/
const open = { status: 'inconclusive', reason: expect.stringMatching(opened) }
const passed = { status: 'pass' }

const alone: readonly (readonly [string, Struck, string, unknown])[] = [
  ['told by a RST, and does nothing', reset(), 'keeps', passed],
  ['told by a RST, and connects anew', reset(), 'redials', open],
  ['told by a goodbye, and does nothing', processKill('server'), 'keeps', passed],
  ['told by a goodbye, and tries to connect anew', processKill('server'), 'redials', open],
  ['told by a firewall that forgot', conntrackFlush({ onNextPacket: 'reset' }), 'redials', open],
  ['told by a server that is back', powerOff('server', { backAfter: '1s' }), 'redials', open],
  ['told by who took over', takeover({ after: '1s' }), 'redials', open],
  ['told of each of a pool', reset(), 'pool', open],
  ['told, and has a connection a question', processKill('server'), 'each', passed],
  [
    'told, and ends without an error',
    reset(),
    'leaves',
    { status: 'fail', actual: expect.any(String), expected: expect.any(String) },
  ],
]

const runs = await judgedTogether(scenarios())

test.for(alone)('a client that is %s', ([title, , , verdict], { skip }) => {
  if (typeof runs === 'string') return skip(runs)
  expect(runs.get(title)?.verdict).toEqual(verdict)
})

test('one that says only that it is back had noticed', ({ skip }) => {
  if (typeof runs === 'string') return skip(runs)
  const [result] = runs.get('back')?.bounds ?? []
  expect(result).toMatchObject({
    verdict: { status: 'inconclusive' },
    outcome: { kind: 'silent' },
    unsaid: { to: 'server' },
  })
})

test.concurrent('one that does so without the fault as well passes by that', async ({ skip }) => {
  if (typeof runs === 'string') return skip(runs)
  const { verdict } = await ranAlone(scenarioOf('ages', reset(), 'ages'))
  expect(verdict).toEqual({ status: 'pass', reason: expect.stringMatching(/, unsaid, and without any fault as well$/) })
})

test.concurrent('one that does not stays in doubt', async ({ skip }) => {
  if (typeof runs === 'string') return skip(runs)
  const { verdict, bounds } = await ranAlone(scenarioOf('redials', reset(), 'redials'))
  expect(verdict).toMatchObject({
    status: 'inconclusive',
    reason: expect.stringContaining('did not without the fault in'),
  })
  expect(bounds[0]?.control).toMatchObject({ kind: 'silent' })
})

type Struck = NonNullable<ScenarioSpec['fault']>

function scenarioOf(title: string, fault: Struck, how: string): Scenario {
  const server = smallEcho()
  return parseScenario(
    title,
    title,
    {
      server,
      ...(fault.kind === 'takeover' ? { standby: server } : {}),
      client: smallClient(client, [how], { recovered: /up again/ }),
      fault,
      settleFor: '500ms',
      bounds: { undetectedBy: 'client-app', for: '4s' },
    },
    ['netns'],
  )
}

function scenarios(): readonly Scenario[] {
  return [...alone.map(([title, fault, how]) => scenarioOf(title, fault, how)), scenarioOf('back', reset(), 'back')]
}
