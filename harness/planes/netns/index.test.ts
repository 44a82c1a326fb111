import { expect, test } from 'vitest'
import type { Fault } from '../../model/fault.ts'
import { clientHost, echoClient, serverHost } from '../fixtures/echo.ts'
import type { Claimed } from '../plane.ts'
import { findings } from './findings.ts'
import { netns } from './index.ts'

const pair = [serverHost(), clientHost(echoClient({}))]
const standby = { ...serverHost(undefined, 'standby'), standsInFor: 'server' }
const movable = { ...serverHost(undefined, 'b'), standsInFor: 'a' }
const system = [serverHost(undefined, 'a'), movable, clientHost(echoClient({}, 'a', 'b'), 'app')]
const claim = (hosts: Claimed['hosts'], ...faults: readonly Fault[]) =>
  netns.unsupported({ hosts, steps: faults.map(does => ({ does })) })

test('shows what it has an injector for, and refuses the rest, in whichever step it comes', () => {
  const hole: Fault = { kind: 'black-hole', toward: 'both' }
  expect(claim(pair, hole)).toBeUndefined()
  // @ts-expect-error: a kind that some later version may have.
  expect(claim(pair, hole, { kind: 'meteor' })).toBe('netns has no injector for meteor')
})

test('a fault of the standby needs a standby', () => {
  const fault: Fault = { kind: 'power-off', host: 'standby' }
  expect(claim(pair, fault)).toBe('power-off needs a standby, and there is none')
  expect(claim([...pair, standby], fault)).toBeUndefined()
})

test.for<[Fault, string]>([
  [{ kind: 'power-off', host: 'c' }, 'power-off needs a host called c, and there is none'],
  [{ kind: 'black-hole', toward: 'c' }, 'black-hole needs a host called c, and there is none'],
  [
    { kind: 'black-hole', toward: 'both', between: ['a', 'b'] },
    'what passes between a and b does not pass the router: they share a segment',
  ],
  [
    { kind: 'takeover', host: 'a', by: 'app', afterMs: 0, announce: true },
    'takeover needs two hosts on one segment, and app is not on that of a: let it stand in for it',
  ],
  [
    { kind: 'idle-firewall', idleMs: 1_500, onNextPacket: 'drop' },
    'conntrack counts whole seconds, and 1500 ms are none',
  ],
])('%j of a system is refused with the reason', ([fault, reason]) => {
  expect(claim(system, fault)).toBe(reason)
})

test('what is out of the window is judged behind NAT alone', () => {
  const fault: Fault = { kind: 'replay', afterMs: 1_000, outOfWindow: 'ahead' }
  const given = { hosts: pair, steps: [{ does: fault }] }
  expect(netns.unsupported(given)).toMatch(/^conntrack judges the windows of connections alone whose beginning/)
  expect(netns.unsupported({ ...given, network: { nat: true } })).toBeUndefined()
})

test.for<Fault>([
  { kind: 'power-off', host: 'b' },
  { kind: 'black-hole', toward: 'both', between: ['a', 'app'] },
  { kind: 'takeover', host: 'a', by: 'b', afterMs: 0, announce: true },
])('%j of a system is shown', fault => {
  expect(claim(system, fault)).toBeUndefined()
})

test('a command needs the host that it runs on', () => {
  const run = (on: string) => ({ does: { kind: 'run', on, command: { file: 'true', args: [] } } }) as const
  expect(netns.unsupported({ hosts: system, steps: [run('c')] })).toBe('run needs a host called c, and there is none')
  expect(netns.unsupported({ hosts: system, steps: [run('a')] })).toBeUndefined()
})

test('what passes between two hosts of one segment is shown where they have to do with each other', () => {
  const replica = { ...clientHost(echoClient({}, 'a'), 'b'), standsInFor: 'a' }
  const hole: Fault = { kind: 'black-hole', toward: 'both', between: ['a', 'b'] }
  expect(claim([serverHost(undefined, 'a'), replica], hole)).toBeUndefined()
})

test('a host in the middle of a path is like any other', () => {
  const pool = { ...clientHost(echoClient({}, 'db'), 'pool'), listens: true }
  const hosts = [serverHost(undefined, 'db'), pool, clientHost(echoClient({}, 'pool'), 'app')]
  expect(claim(hosts, { kind: 'power-off', host: 'pool' })).toBeUndefined()
})

test('a connection that is taken away to see it connect says nothing by its programs, and something by its kernel', () => {
  const asked = (by: 'app-app' | 'app-kernel') =>
    netns.unsupported({
      hosts: system,
      steps: [{ does: { kind: 'black-hole', toward: 'both' } }],
      state: 'connecting',
      bounds: [{ expect: 'detection', withinMs: 1_000, by, since: 0 }],
    })
  expect(asked('app-app')).toContain('ask app-kernel')
  expect(asked('app-kernel')).toBeUndefined()
})

test('on another system the findings say that the plane is not for it', async () => {
  const [darwin] = await findings('darwin', 'arm64')
  expect(darwin).toMatchObject({ state: 'missing', detail: expect.stringContaining('this is darwin') })
  const [riscv] = await findings('linux', 'riscv64')
  expect(riscv).toMatchObject({ state: 'missing', detail: expect.stringContaining('this is riscv64') })
})
