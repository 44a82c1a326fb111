// Method: each place where a scenario names a host, once misspelt. `@ts-expect-error` fails the type check where a misspelt name compiles, and
// the same scenario has to be refused at run time, since not everybody has types. A list of places that forgets one is what this cannot see.
import { describe, expect, test } from 'vitest'
import { command } from '../define/command.ts'
import { parseScenario, type SystemSpec } from '../define/scenario.ts'
import { at, run } from '../define/steps.ts'
import { blackHole } from '../faults/black-hole.ts'
import { conntrackFlush } from '../faults/conntrack-flush.ts'
import { cpuStarvation } from '../faults/cpu-starvation.ts'
import { frozenPeer } from '../faults/frozen-peer.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { linkDown } from '../faults/link-down.ts'
import { moveName } from '../faults/name-move.ts'
import { powerOff } from '../faults/power-off.ts'
import { processKill } from '../faults/process-kill.ts'
import { reject } from '../faults/reject.ts'
import { reset } from '../faults/reset.ts'
import { slow } from '../faults/slow.ts'
import { suspend } from '../faults/suspend.ts'
import { takeover } from '../faults/takeover.ts'
import { messageOf } from '../kit/errors.ts'
import { tcpRelay } from '../subjects/relay.ts'
import { scenarioTest } from './scenario-test.ts'

type Names = 'db' | 'spare' | 'app'
type Spec = SystemSpec<Names>

const db = command('db {port}')
const right: Spec = {
  hosts: { db, spare: { program: db, standsInFor: 'db' }, app: command('app {db.host}:{db.port}') },
  fault: powerOff('db'),
  bounds: { detectedBy: 'app-app', within: '9s' },
}

/** What is said of a scenario at run time. */
function refusalOf(spec: Spec): string {
  try {
    parseScenario('a/b', 'it notices', spec, ['netns'])
  } catch (thrown) {
    return messageOf(thrown)
  }
  return 'taken'
}

const nearest =
  /^Cannot [^\n]* Did you mean "(db|db-app|db-kernel|wire:app>db|wire:db>db)"\? \[E_(HOST|OBSERVER|UNKNOWN_FIELD)\]$/

test('the scenario that the others differ from in one name is taken', () => {
  expect(refusalOf(right)).toBe('taken')
})

describe('a misspelt host does not compile, and is one error with the nearest name', () => {
  const faults: readonly Spec[] = [
    // @ts-expect-error: misspelt
    { ...right, fault: powerOff('dbb') },
    // @ts-expect-error: misspelt
    { ...right, fault: frozenPeer('dbb') },
    // @ts-expect-error: misspelt
    { ...right, fault: processKill('dbb') },
    // @ts-expect-error: misspelt
    { ...right, fault: suspend('dbb', { for: '1s' }) },
    // @ts-expect-error: misspelt
    { ...right, fault: cpuStarvation('dbb', { sharePercent: 5 }) },
    // @ts-expect-error: misspelt
    { ...right, fault: cpuStarvation('dbb', { competitors: 5 }) },
    // @ts-expect-error: misspelt
    { ...right, fault: linkDown('dbb') },
    // @ts-expect-error: misspelt
    { ...right, fault: takeover({ host: 'dbb', by: 'spare' }) },
    // @ts-expect-error: misspelt
    { ...right, fault: takeover({ host: 'spare', by: 'dbb' }) },
    // @ts-expect-error: misspelt
    { ...right, fault: blackHole({ toward: 'dbb' }) },
    // @ts-expect-error: misspelt
    { ...right, fault: blackHole({ between: ['app', 'dbb'] }) },
    // @ts-expect-error: misspelt
    { ...right, fault: slow({ delay: '1s', toward: 'dbb' }) },
    // @ts-expect-error: misspelt
    { ...right, fault: slow({ delay: '1s', between: ['dbb', 'app'] }) },
    // @ts-expect-error: misspelt
    { ...right, fault: reject('reset', { between: ['app', 'dbb'] }) },
    // @ts-expect-error: misspelt
    { ...right, fault: reset({ between: ['app', 'dbb'] }) },
    // @ts-expect-error: misspelt
    { ...right, fault: conntrackFlush({ between: ['app', 'dbb'] }) },
    // @ts-expect-error: misspelt
    { ...right, fault: idleFirewall({ idle: '1s', between: ['app', 'dbb'] }) },
  ]
  test.for(faults.map(spec => [JSON.stringify(spec.fault), spec] as const))('in a fault: %s', ([, spec]) => {
    expect(refusalOf(spec)).toMatch(nearest)
  })

  const { fault: _fault, ...happening } = right
  const steps: readonly Spec[] = [
    // @ts-expect-error: misspelt
    { ...happening, faults: [at('0s', powerOff('app')), at('1s', powerOff('dbb'))] },
    // @ts-expect-error: misspelt
    { ...happening, faults: [at('0s', run('dbb', 'promote'))] },
  ]
  test.for(steps)('in a step: $faults', spec => {
    expect(refusalOf(spec)).toMatch(nearest)
  })

  const bounds: readonly Spec[] = [
    // @ts-expect-error: misspelt
    { ...right, bounds: { detectedBy: 'dbb-app', within: '1s' } },
    // @ts-expect-error: misspelt
    { ...right, bounds: { undetectedBy: 'dbb-kernel', for: '1s' } },
    // @ts-expect-error: misspelt
    { ...right, bounds: { recoveredBy: 'dbb-app', within: '1s' } },
    // @ts-expect-error: misspelt
    { ...right, bounds: { detectedBy: 'wire:app>dbb', within: '1s' } },
    // @ts-expect-error: misspelt
    { ...right, bounds: [{ detectedBy: 'wire:dbb>db', within: '1s' }] },
  ]
  test.for(bounds)('in a bound: $bounds', spec => {
    expect(refusalOf(spec)).toMatch(nearest)
  })

  const { hosts } = right
  const others: readonly Spec[] = [
    // @ts-expect-error: misspelt
    { ...right, hosts: { ...hosts, app: { program: command('app {host}'), connectsTo: 'dbb' } } },
    // @ts-expect-error: misspelt
    { ...right, hosts: { ...hosts, app: { program: command('app {db.host}:{db.port}'), connectsTo: 'dbb' } } },
    // @ts-expect-error: misspelt
    { ...right, hosts: { ...hosts, spare: { program: db, standsInFor: 'dbb' } } },
    // @ts-expect-error: misspelt
    { ...right, network: { sysctls: { dbb: { 'net.ipv4.tcp_retries2': 5 } } } },
    // @ts-expect-error: misspelt
    { ...right, network: { links: { dbb: { delay: '5ms' } } } },
    // @ts-expect-error: misspelt
    { ...right, names: { 'db.test': { is: 'dbb' } } },
    // @ts-expect-error: misspelt
    { ...right, names: { 'db.test': { is: 'db' } }, fault: moveName('db.test', 'dbb') },
  ]
  test.for(others.map(({ hosts: on, network }, id) => ({ on: { ...on, network }, id })))(
    'where hosts are joined: $id',
    ({ id }) => {
      expect(refusalOf(others[id] ?? right)).toMatch(nearest)
    },
  )
})

describe('a name inside a text has no type: at run time it is one error, too', () => {
  test.for<[string, Spec['hosts']['app']]>([
    ['a command', command('app {dbb.host}')],
    ['its environment', command('app', { env: { DB: '{dbb.host}:{dbb.port}' } })],
    ['a file', command('app', { files: { 'app.ini': 'db={dbb.host}' } })],
    ['what runs before', command('app', { before: 'prepare {dbb.host}' })],
    ['the port by name of another', command('app {dbb.port.admin}')],
    ['a relay', tcpRelay({ to: 'dbb' })],
  ])('in %s', ([, app]) => {
    expect(refusalOf({ ...right, hosts: { ...right.hosts, app } })).toMatch(nearest)
  })

  test('in a command of a step', () => {
    const { fault: _fault, ...happening } = right
    expect(refusalOf({ ...happening, faults: [at('0s', run('app', 'promote {dbb.host}'))] })).toMatch(nearest)
  })
})

test('what scenarioTest takes has these types: names of several of a host, and no others', () => {
  const declared = () => {
    const hosts = { db, app: { program: command('app {db.host}'), count: 2 } }
    const bounds = { detectedBy: 'app#2-app', within: '1s' } as const
    scenarioTest('one', { hosts, fault: blackHole({ between: ['app#1', 'db'] }), bounds })
    // @ts-expect-error: misspelt
    scenarioTest('two', { hosts, fault: blackHole({ between: ['apq#1', 'db'] }), bounds })
    // @ts-expect-error: misspelt
    scenarioTest('three', { hosts, fault: powerOff('db'), bounds: { ...bounds, detectedBy: 'apq#2-app' } })
  }
  expect(declared).toBeTypeOf('function')
})
