import { describe, expect, test } from 'vitest'
import { command } from './command.ts'
import { powerOff } from './faults.ts'
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

describe('what cannot be meant is refused', () => {
  test.for<[object, string]>([
    [{ server: undefined }, 'Cannot use scenario "it notices": it has no server [E_SCENARIO]'],
    [{ bound: [] }, 'unknown field, got "bound"'],
    [{ fault: { kind: 'power-of', host: 'server' } }, 'Did you mean "power-off"?'],
    [{ planes: ['toxiprox'] }, 'Did you mean "toxiproxy"? [E_PLANE]'],
    [{ planes: [] }, 'Cannot use scenario "it notices": no such plane, got ""'],
    [{ settleFor: '2 s' }, 'Cannot read the duration'],
  ])('%j', ([changes, message]) => {
    expect(() => parsed(changes)).toThrow(message)
  })
})
