// Method: real planes and this machine's own boxes. A claim whose author names no plane has a watch just below, at, or above the limit; wrong code that
// would also pass: one that leaves out by the length of the watch alone, which what the other plane cannot show tells apart.
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { parseScenario } from '../define/scenario.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { powerOff } from '../faults/power-off.ts'
import { processKill } from '../faults/process-kill.ts'
import { patient } from '../kit/fixtures/patience.ts'
import type { FaultOn } from '../model/fault.ts'
import type { Scenario } from '../model/scenario.ts'
import { planeNames, planes } from '../planes/all.ts'
import { watchedMs } from '../runtime/limits.ts'
import { isTooLong, leftOut } from './beside.ts'
import { client, echo } from './fixtures/programs.ts'

const { toxiproxy, netns } = planes
const among = Object.values(planes)
const refusal = (await boxes.virtual.refusal())?.reason

test('a watch is too long beside another plane from 30 s on, and never on the truthful one or in virtual time', () => {
  expect(isTooLong(toxiproxy, 29_999, undefined)).toBe(false)
  expect(isTooLong(toxiproxy, 30_000, undefined)).toBe(true)
  expect(isTooLong(toxiproxy, 30_000, 'real')).toBe(true)
  expect(isTooLong(toxiproxy, 30_000, 'virtual')).toBe(false)
  expect(isTooLong(netns, 30_000, undefined)).toBe(false)
})

test('a watch counts from when all is well: what its fault waits for, and when its step comes, are in it', () => {
  expect(watchedMs(claim({ within: '29s' }))).toBe(29_000)
  expect(watchedMs(claim({ within: '2s', fault: idleFirewall({ idle: '15s' }) }))).toBe(32_000)
  const { steps, ...rest } = claim({ within: '5s' })
  expect(watchedMs({ ...rest, steps: [{ ...steps[0], atMs: 40_000 }] })).toBe(45_000)
})

test.skipIf(refusal !== undefined)(
  'the truthful plane has what the other would take long for, with the option that runs it',
  async () => {
    const left = await leftOn(claim({ within: '2min' }))
    expect(left).toEqual({
      reason:
        "netns shows it as it is, and toxiproxy would take 2 min of real time beside it: --plane toxiproxy, or planes: ['toxiproxy', 'netns']",
      why: 'refused',
    })
    expect(await leftOn(claim({ within: '5s' }))).toBeUndefined()
  },
)

test('what no other plane can show here runs, however long it takes', async () => {
  const unable = { ...netns, unsupported: () => 'not here' }
  expect(await leftOn(claim({ within: '2min' }), [toxiproxy, unable])).toBeUndefined()
  expect(await leftOn(claim({ within: '2min' }), [toxiproxy])).toBeUndefined()
})

test('what this plane cannot show has that as its reason', async () => {
  const back = claim({ within: '2min', fault: powerOff('server', { backAfter: '1s' }) })
  expect(toxiproxy.unsupported(back)).toContain('RST')
  expect(await leftOn(back)).toBeUndefined()
})

async function leftOn(scenario: Scenario, planesHere = among) {
  const options = { watchMs: watchedMs(scenario), asked: undefined, among: planesHere, signal: patient() }
  return await leftOut(toxiproxy, { ...scenario, lastsMs: 100_000 }, options)
}

function claim({
  within,
  fault = processKill('server'),
}: {
  within: '2s' | '5s' | '29s' | '2min'
  fault?: FaultOn<'client' | 'server'>
}): Scenario {
  const bounds = { detectedBy: 'client-app', within } as const
  return parseScenario('a', 'a', { server: echo(), client: client(''), fault, bounds }, planeNames)
}
