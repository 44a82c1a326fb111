// Method: a cluster of three Redis nodes with Sentinel loses its leader twenty times in virtual time. Sentinels draw lots for how often they
// look around: the record has to say so, and yet each run has the same events in the same order and the same verdict. Their lots come from the
// time of day, which is the same in each guest here: what is left of the difference is the millisecond to which programs round their timers.
import { expect, test } from 'vitest'
import { countingClient, redisNode } from '../../scenarios/systems/cluster/redis.ts'
import { boxes } from '../boxes/boxes.ts'
import { parseScenario } from '../define/scenario.ts'
import { powerOff } from '../faults/power-off.ts'
import { isInstalled } from '../kit/on-path.ts'
import { planes } from '../planes/all.ts'
import { runScenario } from './run-scenario.ts'

test('a cluster that loses its leader does the same twenty times', { timeout: 400_000 }, async ({ skip }) => {
  const refusal = await boxes.virtual.refusal()
  if (refusal) skip(refusal.reason)
  if (!isInstalled('redis-sentinel')) skip('redis-sentinel is not on PATH: install redis-server and redis-sentinel')
  const spec = {
    hosts: { a: redisNode(), b: redisNode('a'), c: redisNode('a'), client: countingClient('a', 'b', 'c') },
    fault: powerOff('a'),
    settleFor: '12s',
    startsAt: '2026-01-01',
    bounds: { recoveredBy: 'client-app', within: '20s' },
  } as const
  const scenario = parseScenario('cluster/repeats', 'the client is back', spec, ['netns'])
  const once = async () => runScenario(scenario, planes.netns, 'virtual', new AbortController().signal)
  const runs = await Promise.all(Array.from({ length: 20 }, once))
  const events = runs.map(({ observations }) =>
    observations
      .filter(({ by }) => by === 'client-app')
      .map(({ kind, detail, atMs }) => ({ what: `${kind} ${detail}`, atMs })),
  )
  const [first = []] = events
  expect(runs.map(({ verdict }) => verdict.status)).toEqual(runs.map(() => 'pass'))
  expect(runs.map(({ notRepeatable }) => notRepeatable)).toEqual(runs.map(() => expect.stringContaining('draw lots')))
  expect(first.map(({ what }) => what)).toContainEqual(expect.stringContaining('0 of'))
  for (const other of events) {
    expect(other.map(({ what }) => what)).toEqual(first.map(({ what }) => what))
    const apart = other.map(({ atMs }, at) => Math.abs(atMs - (first[at]?.atMs ?? 0)))
    expect(Math.max(...apart)).toBeLessThan(10)
  }
})
