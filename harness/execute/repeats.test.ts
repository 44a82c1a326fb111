// Method: clients in three languages draw lots for when they ask again, one of them in two threads, and a cluster of Redis nodes with Sentinel
// votes after a random time: in virtual time twice with one seed, or as often as REPEATS says (`REPEATS=20 npx vitest run
// harness/execute/repeats.test.ts`), and once with another. All of a record is compared, each time to its last digit, but for what the machine's
// own clock says. The other seed shows that the lots are drawn at all.
import { afterAll, afterEach, expect, test } from 'vitest'
import { countingClient, redisNode } from '../../scenarios/systems/cluster/redis.ts'
import { boxes } from '../boxes/boxes.ts'
import { packetsApart } from '../boxes/packets-apart.ts'
import { parseScenario, type ScenarioSpec } from '../define/scenario.ts'
import { blackHole } from '../faults/black-hole.ts'
import { powerOff } from '../faults/power-off.ts'
import { isInstalled } from '../kit/on-path.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { handOn } from '../runtime/handed-on.ts'
import { go, node, python, server } from './fixtures/jitter.ts'
import { runScenario } from './run-scenario.ts'

const repeats = Number(process.env.REPEATS ?? 2)
const refusal = (await boxes.virtual.refusal())?.reason
const virtual = test.skipIf(refusal !== undefined)

const packets = packetsApart()

afterEach(() => handOn({ seed: undefined }))
afterAll(() => packets[Symbol.asyncDispose]())

virtual(
  'clients that draw lots do the same with the same seed, and something else with another',
  limit(),
  async ({ skip }) => {
    if (!isInstalled('go')) skip('go is not on PATH')
    const spec = {
      hosts: {
        server: server(),
        node: { program: node(), connectsTo: 'server' },
        python: { program: python(), connectsTo: 'server' },
        go: { program: go(), connectsTo: 'server' },
      },
      fault: blackHole({ toward: 'server' }),
      settleFor: '5s',
      control: false,
      bounds: { detectedBy: 'node-app', within: '4s' },
    } as const
    const [first, ...others] = await repeated(spec)
    expect(others).toEqual(others.map(() => first))
    handOn({ seed: 2 })
    const another = await once(spec)
    for (const host of ['node', 'python', 'go']) expect(waitsOf(another, host)).not.toEqual(waitsOf(first, host))
  },
)

virtual('a cluster that votes after a random time does the same with the same seed', limit(), async ({ skip }) => {
  if (!isInstalled('redis-sentinel')) skip('redis-sentinel is not on PATH: install redis-server and redis-sentinel')
  const [first, ...others] = await repeated({
    hosts: { a: redisNode(), b: redisNode('a'), c: redisNode('a'), client: countingClient('a', 'b', 'c') },
    fault: powerOff('a'),
    settleFor: '12s',
    bounds: { recoveredBy: 'client-app', within: '20s' },
  })
  expect(first?.observations.map(({ detail }) => detail).join('\n')).toMatch(/0 of \d+ acknowledged writes lost/)
  expect(others).toEqual(others.map(() => first))
})

function limit() {
  return { timeout: 20_000 + (repeats + 1) * 60_000 }
}

/** The same scenario so many times, one beside the other. */
async function repeated<H extends string>(spec: ScenarioSpec<H>): Promise<readonly Repeatable[]> {
  return await Promise.all(Array.from({ length: repeats }, async () => await once(spec)))
}

/** A run without what the machine's own clock says, and the name of a folder of its own in a command. */
async function once<H extends string>(spec: ScenarioSpec<H>): Promise<Repeatable> {
  const scenario = parseScenario('repeats', 'the client is back', spec, ['netns'])
  const run = await runScenario(scenario, planes.netns, 'virtual', new AbortController().signal)
  expect(run.verdict).toEqual({ status: 'pass' })
  expect(run.notRepeatable).toBeUndefined()
  const { startedAt: _, wallMs: __, pcap: ___, replay: ____, ...rest } = run
  return rest
}

type Repeatable = Omit<Run, 'startedAt' | 'wallMs' | 'pcap' | 'replay'>

function waitsOf(run: Repeatable | undefined, host: string): readonly string[] {
  return (run?.lines ?? []).filter(line => line.host === host && line.text.startsWith('waits')).map(({ text }) => text)
}
