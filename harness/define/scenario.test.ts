import { describe, expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import { powerOff } from '../faults/power-off.ts'
import { takeover } from '../faults/takeover.ts'
import { command } from './command.ts'
import { parseScenario, type ScenarioSpec } from './scenario.ts'
import { at, heal, run } from './steps.ts'

const spec: ScenarioSpec = {
  client: command('client {host} {port}'),
  server: command('server {port}'),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '3s' },
}

function parsed(changes: object): ReturnType<typeof parseScenario> {
  return parseScenario('power-off/client', 'it notices', { ...spec, ...changes }, ['toxiproxy'])
}

test('a scenario becomes data: hosts, steps, planes and limits are filled in', () => {
  expect(parsed({})).toEqual({
    id: 'power-off/client',
    claim: 'it notices',
    steps: [{ id: 0, atMs: 0, does: { kind: 'power-off', host: 'server' } }],
    hosts: [
      { name: 'server', program: command('server {port}'), connectsTo: [], listens: true },
      {
        name: 'client',
        program: command('client {server.host} {server.port}'),
        connectsTo: ['server'],
        listens: false,
      },
    ],
    planes: ['toxiproxy'],
    bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 3_000 }],
    limits: { setupMs: 20_000, settleMs: 0 },
  })
})

test('a fault waits for a quiet moment unless it is told not to', () => {
  expect(parsed({ quiet: true }).quiet).toBeUndefined()
  expect(parsed({ quiet: false }).quiet).toBe(false)
  expect(() => parsed({ quiet: 'no' })).toThrow('quiet is true or false, got "no"')
})

test('limits may be chosen', () => {
  expect(parsed({ setupWithin: '1min', settleFor: '2s' }).limits).toEqual({ setupMs: 60_000, settleMs: 2_000 })
})

test('a standby, a connection state and a network are taken over as they are written', () => {
  const standby = command('server {port}')
  const network = { family: 6, nat: true, sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } } as const
  const found = parsed({ standby, state: 'data-in-flight', network, fault: takeover() })
  expect(found.hosts[1]).toEqual({
    name: 'standby',
    program: standby,
    connectsTo: [],
    listens: true,
    standsInFor: 'server',
  })
  expect(found).toMatchObject({
    state: 'data-in-flight',
    network,
  })
})

describe('a scenario of any hosts', () => {
  const hosts = {
    app: command('app --db {pool.host}:{pool.port}'),
    pool: command('pool {host} {port} {db.host} {db.port}'),
    db: command('db {port}'),
  }
  const system = (changes: object) => {
    const written = { hosts, faults: [at('0s', powerOff('db')), at('20s', run('pool', 'reload')), at('60s', heal(0))] }
    return parseScenario('bouncer/app', 'it notices', { ...written, bounds, ...changes } as never, ['netns'])
  }
  const bounds = [
    { detectedBy: 'pool-kernel', within: '30s', every: true },
    { recoveredBy: 'app-app', within: '10s', since: 2 },
  ]

  test('becomes hosts in starting order, steps by the clock, and bounds that name them', () => {
    const found = system({})
    expect(found.hosts.map(({ name, connectsTo }) => [name, connectsTo])).toEqual([
      ['db', []],
      ['pool', ['db']],
      ['app', ['pool']],
    ])
    expect(found.steps.map(({ id, atMs, does }) => [id, atMs, does.kind])).toEqual([
      [0, 0, 'power-off'],
      [1, 20_000, 'run'],
      [2, 60_000, 'heal'],
    ])
    expect(found.bounds).toEqual([
      { expect: 'detection', by: 'pool-kernel', since: 0, withinMs: 30_000, every: true },
      { expect: 'recovery', by: 'app-app', since: 2, withinMs: 10_000 },
    ])
  })

  test.for<[object, string]>([
    [{ client: hosts.app }, 'it has hosts, and a client beside them. Put it into hosts: { client: ... } [E_SCENARIO]'],
    [{ fault: powerOff('db') }, 'it has a fault and faults. Use one of them [E_SCENARIO]'],
    [{ faults: undefined }, 'it has no fault. Write noFault() for a healthy control [E_SCENARIO]'],
    [{ faults: [] }, "nothing happens. Write faults: [at('0s', powerOff('server'))] [E_STEP]"],
    [
      { bounds: { detectedBy: 'client-app', within: '1s' } },
      'got "client-app". Use one of db-app, db-kernel, pool-app,',
    ],
    [{ bounds: undefined }, 'it has no bounds [E_SCENARIO]'],
    [{ network: { sysctls: { dbb: {} } } }, 'Did you mean "db"?'],
    [{ hosts: {} }, 'it has no hosts.'],
  ])('%j is refused', ([changes, message]) => {
    expect(() => system(changes)).toThrow(message)
  })
})

test('a claim that says nothing is refused', () => {
  const given = { hosts: { db: command('db {port}'), app: command('app {db.host}:{db.port}') }, fault: powerOff('db') }
  const bounds = { detectedBy: 'app-app', within: '9s' } as const
  expect(() => parseScenario('a/b', ' ', { ...given, bounds }, ['netns'])).toThrow(
    'its claim is empty. Say in a sentence what it claims [E_SCENARIO]',
  )
})

test('all of a network is taken over, and of hosts of which nothing is said nothing', () => {
  const hosts = { db: command('db {port}'), app: command('app {db.host}:{db.port}') }
  const fault = powerOff('db')
  const bounds = { detectedBy: 'app-app', within: '9s' } as const
  const sysctls = { db: { 'net.ipv4.tcp_retries2': 5 } }
  const network = { family: 6, nat: true, sysctls, links: { app: { delay: '5ms' } } } as const
  const parsed = (given: object) =>
    parseScenario('a/b', 'it notices', { hosts, fault, bounds, network: given }, ['netns']).network
  expect(parsed(network)).toEqual({ family: 6, nat: true, sysctls, links: { app: { delayMs: 5 } } })
  expect(parsed({ sysctls: { ...sysctls, app: undefined } })).toEqual({ sysctls })
})

test('a fault on a host that is not there does not compile, and is refused', () => {
  const hosts = { db: command('db {port}'), app: command('app {db.host}:{db.port}') }
  const bounds = { detectedBy: 'app-app', within: '9s' } as const
  const used = (name: string) =>
    `Cannot use scenario "it notices": ${name}, and there is no such host. There are db, app.`
  const planes = ['netns'] as const
  expect(() =>
    // @ts-expect-error: misspelt
    parseScenario('a/b', 'it notices', { hosts, fault: powerOff('dbb'), bounds }, planes),
  ).toThrow(`${used('its fault names dbb')} Did you mean "db"? [E_HOST]`)
  const faults = [at('0s', blackHole({ between: ['app', 'db'] })), at('1s', powerOff('client'))] as const
  expect(() =>
    // @ts-expect-error: no such host
    parseScenario('a/b', 'it notices', { hosts, faults, bounds }, planes),
  ).toThrow(used('step 1 names client'))
  const right = { hosts, fault: blackHole({ between: ['app', 'db'] }), bounds }
  expect(parseScenario('a/b', 'it notices', right, planes).steps).toHaveLength(1)
})

describe('what cannot be meant is refused', () => {
  test.for<[object, string]>([
    [{ server: undefined }, 'Cannot use scenario "it notices": it has no server [E_SCENARIO]'],
    [{ bound: [] }, 'unknown field, got "bound"'],
    [{ fault: { kind: 'power-of', host: 'server' } }, 'Did you mean "power-off"?'],
    [{ planes: ['toxiprox'] }, 'Did you mean "toxiproxy"? [E_PLANE]'],
    [{ planes: [] }, 'Cannot use scenario "it notices": no such plane, got ""'],
    [{ settleFor: '2 s' }, 'Cannot read `settleFor` of scenario "it notices"'],
    [{ state: 'data-in-fligth' }, 'Did you mean "data-in-flight"? [E_STATE]'],
    [{ fault: takeover() }, 'its fault names standby, and there is no such host. Add standby: a second server'],
    [{ fault: powerOff('sever') }, 'There are server, client. Did you mean "server"? [E_HOST]'],
    [{ fault: blackHole({ toward: 'clint' }) }, 'its fault names clint, and there is no such host'],
    [{ client: command('client {db.host}') }, 'client names db, and there is no such host. There are server, client.'],
    [{ server: command('server {clinet.host}') }, 'server names clinet, and there is no such host'],
    [{ client: command('client {standby.host}') }, 'client names standby, and there is no such host. Add standby: a'],
    [{ fault: powerOff('standby') }, 'its fault names standby, and there is no such host'],
    [{ bounds: { undetectedBy: 'standby-app', for: '1s' } }, 'nobody of that name observes, got "standby-app"'],
    [
      { client: [command('client')] },
      'client is one program. For several write hosts: { a: ..., b: ... } [E_SCENARIO]',
    ],
    [{ network: { sysctls: { standby: { 'net.ipv4.tcp_retries2': 3 } } } }, 'unknown field, got "standby"'],
    [{ network: { famly: 6 } }, 'Did you mean "family"?'],
    [{ network: { family: 5 } }, 'family is 4 or 6, got "5". Write family: 6, or leave it out for 4 [E_NETWORK]'],
    [{ network: { sysctls: { sever: {} } } }, 'Did you mean "server"?'],
    [
      { network: { sysctls: { client: { tcp_retries2: 3 } } } },
      'a sysctl is named in full, from net. on, got "tcp_retries2"',
    ],
    [{ network: { sysctls: { client: { 'net.ipv4.tcp_retries2': true } } } }, 'needs a number or a text, got "true"'],
  ])('%j', ([changes, message]) => {
    expect(() => parsed(changes)).toThrow(message)
  })
})
