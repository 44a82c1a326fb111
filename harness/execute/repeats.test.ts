// Method: a cluster of three Redis nodes with Sentinel loses its leader twenty times in virtual time. Whatever its elections leave to chance is
// the guest's own chance, which repeats: the same events have to come in the same order, each within a millisecond of the first time.
import { expect, test } from 'vitest'
import { countingClient, redisNode } from '../../scenarios/systems/cluster/redis.ts'
import { boxes } from '../boxes/boxes.ts'
import { parseScenario } from '../define/scenario.ts'
import { powerOff } from '../faults/power-off.ts'
import { onPath } from '../kit/on-path.ts'
import { planes } from '../planes/all.ts'
import { runScenario } from './run-scenario.ts'

test('a cluster that loses its leader does the same twenty times', { timeout: 400_000 }, async ({ skip }) => {
  const refusal = await boxes.virtual.refusal()
  if (refusal) skip(refusal.reason)
  if (!onPath('redis-sentinel')) skip('redis-sentinel is not on PATH: install redis-server and redis-sentinel')
  const spec = {
    hosts: { a: redisNode(), b: redisNode('a'), c: redisNode('a'), client: countingClient('a', 'b', 'c') },
    fault: powerOff('a'),
    settleFor: '12s',
    bounds: { recoveredBy: 'client-app', within: '20s' },
  } as const
  const scenario = parseScenario('cluster/repeats', 'the client is back', spec, ['netns'])
  const once = async () => runScenario(scenario, planes.netns, 'virtual', new AbortController().signal)
  const runs = await Promise.all(Array.from({ length: 20 }, once))
  const events = runs.map(({ observations }) =>
    observations.filter(({ by }) => by === 'client-app').map(({ kind, detail, atMs }) => ({ what: `${kind} ${detail}`, atMs })),
  )
  const [first = []] = events
  expect(runs.map(({ verdict }) => verdict.status)).toEqual(runs.map(() => 'pass'))
  expect(first.map(({ what }) => what)).toContainEqual(expect.stringContaining('0 of'))
  for (const other of events) {
    expect(other.map(({ what }) => what)).toEqual(first.map(({ what }) => what))
    const apart = other.map(({ atMs }, at) => Math.abs(atMs - (first[at]?.atMs ?? 0)))
    expect(Math.max(...apart)).toBeLessThan(1)
  }
})
