// Method: the programs of scenarios/systems/undeclared, of which nothing is declared, in Python, Go, Java and Node: behind a firewall that never forgets
// them, with a server that says nothing at all, and behind Toxiproxy, whose kernel answers every probe. What is concluded has to come from their
// sockets and their packets, whatever they are written in; their twin that is lost in earnest is in undeclared.test.ts.
import { beforeAll, expect, test } from 'vitest'
import { go, java, node, python, server } from '../../scenarios/systems/undeclared/undeclared.ts'
import { boxes } from '../boxes/boxes.ts'
import type { BoundSpec } from '../define/bounds.ts'
import type { Program } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { type BlackHole, blackHole } from '../faults/black-hole.ts'
import { type IdleFirewall, idleFirewall } from '../faults/idle-firewall.ts'
import { type PowerOff, powerOff } from '../faults/power-off.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { echo } from './fixtures/programs.ts'
import { runScenario } from './run-scenario.ts'

const notices = (within: '500ms' | '10s' | '5min'): BoundSpec => ({ detectedBy: 'client-app', within })
const limit = { timeout: 180_000 }
const signal = new AbortController().signal
const refusal = (await boxes.virtual.refusal())?.reason
const virtual = test.skipIf(refusal !== undefined)

beforeAll(async () => void (await planes.toxiproxy.prepare?.(signal)), 600_000)

virtual.for<[string, () => Program, () => Program, by: RegExp]>([
  ['Python', () => python('at once'), echo, /^kept alive by its own probes every [56]\.\d+ s: /],
  ['Go', () => go('for ever'), echo, /^kept alive by its own probes every 1[56]\.\d+ s: /],
  ['Java', () => java('kept'), server, /^kept alive by what the server says every 1\.\d+ s at the most: /],
  ['Node', () => node('kept'), echo, /^kept alive by its own probes every [56]\.\d+ s: /],
])('%s was to notice nothing of a firewall that was kept awake', limit, async ([, client, peer, by]) => {
  const reason = expect.stringMatching(by)
  const { bounds } = await run(client(), peer(), {
    fault: idleFirewall({ idle: '90s' }),
    bounds: [notices('5min'), { undetectedBy: 'client-app', for: '5min' }],
  })
  expect(bounds.map(({ verdict }) => verdict)).toEqual([
    { status: 'inconclusive', reason },
    { status: 'pass', reason },
  ])
})

virtual.for<[string, () => Program]>([
  ['Go', () => go('deadline')],
  ['Java', () => java('plain')],
])('%s whose deadline ends without any fault as well has noticed nothing', limit, async ([, client]) => {
  const { bounds } = await run(client(), echo(), { fault: powerOff('server'), bounds: [notices('10s')] })
  const reason = expect.stringMatching(
    /^client-app says so without any fault, [34]\.\d+ s after it was well \(.*time.*out: lost: /,
  )
  expect(bounds[0]?.verdict).toEqual({ status: 'inconclusive', reason })
})

test.for<[string, () => Program]>([
  ['Python', () => python('at once')],
  ['Go', () => go('for ever')],
  ['Java', () => java('kept')],
  ['Node', () => node('kept')],
])('%s with keepalive that stays silent behind Toxiproxy is skipped there', limit, async ([, client]) => {
  const { verdict, steps } = await run(client(), server(), {
    fault: blackHole(),
    bounds: [notices('500ms')],
    plane: 'toxiproxy',
  })
  const reason = "Toxiproxy's own kernel answers keepalive probes, so SO_KEEPALIVE never fires here"
  expect(verdict).toEqual({ status: 'skip', reason, why: 'cannot-show' })
  expect(steps[0]?.found).toMatchObject([{ socket: { set: { keepalive: expect.any(Object) } } }])
})

interface Given {
  readonly fault: BlackHole<'server'> | IdleFirewall<'server'> | PowerOff<'server'>
  readonly bounds: readonly BoundSpec[]
  readonly plane?: 'netns' | 'toxiproxy'
}

async function run(client: Program, peer: Program, { fault, bounds, plane = 'netns' }: Given): Promise<Run> {
  const spec = { server: peer, client, fault, bounds } as const
  const scenario = parseScenario('languages', 'notices', spec, [plane])
  return await runScenario(scenario, planes[plane], plane === 'netns' ? 'virtual' : 'real', signal)
}
