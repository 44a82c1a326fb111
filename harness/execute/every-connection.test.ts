// Method: the same fifty connections and the same reboot, held by a pool that tries all of them and by one that tries ten. The bound asks each
// connection: code that asks the first, or those alone that show something, would pass the second pool as well.
import { expect, test } from 'vitest'
import { echo, pool, size } from '../../scenarios/systems/pool/pool.ts'
import { boxes } from '../boxes/boxes.ts'
import { parseScenario } from '../define/scenario.ts'
import { powerOff } from '../faults/power-off.ts'
import { planes } from '../planes/all.ts'
import { runScenario } from './run-scenario.ts'

test.for([
  [size, 'passes', { status: 'pass' }],
  [10, 'fails', { status: 'fail', actual: expect.stringMatching(/^10 of 50 connections noticed in /) }],
] as const)(
  'a pool that tries %i of its fifty connections %s',
  { timeout: 120_000 },
  async ([beating, , verdict], { skip }) => {
    const refusal = await boxes.virtual.refusal()
    if (refusal) skip(refusal.reason)
    const scenario = parseScenario(
      `pool/${beating}`,
      'each connection is missed',
      {
        server: echo(),
        client: pool(beating),
        fault: powerOff('server', { backAfter: '5s' }),
        settleFor: '1s',
        bounds: { detectedBy: 'wire:client>server', within: '4s', every: true },
      },
      ['netns'],
    )
    const run = await runScenario(scenario, planes.netns, 'virtual', new AbortController().signal)
    expect(run.verdict).toMatchObject(verdict)
  },
)
