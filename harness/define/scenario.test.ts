import { describe, expect, test } from 'vitest'
import { powerOff } from '../faults/power-off.ts'
import { takeover } from '../faults/takeover.ts'
import { command } from './command.ts'
import { parseScenario, type ScenarioSpec } from './scenario.ts'

const spec: ScenarioSpec = {
  client: command('client {host} {port}'),
  server: command('server {port}'),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '3s' },
}

function parsed(changes: object): ReturnType<typeof parseScenario> {
  return parseScenario('power-off/client', 'it notices', { ...spec, ...changes }, ['toxiproxy'])
}

test('a scenario becomes data: roles, planes and limits are filled in', () => {
  expect(parsed({})).toEqual({
    id: 'power-off/client',
    claim: 'it notices',
    fault: { kind: 'power-off', host: 'server' },
    client: { ...spec.client, role: 'client' },
    server: { ...spec.server, role: 'server' },
    planes: ['toxiproxy'],
    bounds: [{ expect: 'detection', from: 'client-app', withinMs: 3_000 }],
    limits: { setupMs: 20_000, settleMs: 0 },
  })
})

test('limits may be chosen', () => {
  expect(parsed({ setupWithin: '1min', settleFor: '2s' }).limits).toEqual({ setupMs: 60_000, settleMs: 2_000 })
})

test('a standby, a connection state and a network are taken over as they are written', () => {
  const standby = command('server {port}')
  const network = { family: 6, sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } } as const
  expect(parsed({ standby, state: 'data-in-flight', network, fault: takeover() })).toMatchObject({
    standby: { ...standby, role: 'standby' },
    state: 'data-in-flight',
    network,
  })
})

describe('what cannot be meant is refused', () => {
  test.for<[object, string]>([
    [{ server: undefined }, 'Cannot use scenario "it notices": it has no server [E_SCENARIO]'],
    [{ bound: [] }, 'unknown field, got "bound"'],
    [{ fault: { kind: 'power-of', host: 'server' } }, 'Did you mean "power-off"?'],
    [{ planes: ['toxiprox'] }, 'Did you mean "toxiproxy"? [E_PLANE]'],
    [{ planes: [] }, 'Cannot use scenario "it notices": no such plane, got ""'],
    [{ settleFor: '2 s' }, 'Cannot read the duration'],
    [{ state: 'data-in-fligth' }, 'Did you mean "data-in-flight"? [E_STATE]'],
    [{ fault: takeover() }, 'it has no standby, and asks something of it'],
    [{ fault: powerOff('standby') }, 'it has no standby, and asks something of it'],
    [{ bounds: { undetectedBy: 'standby-app', for: '1s' } }, 'it has no standby, and asks something of it'],
    [
      { network: { sysctls: { standby: { 'net.ipv4.tcp_retries2': 3 } } } },
      'it has no standby, and asks something of it',
    ],
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
