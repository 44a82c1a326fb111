import { expect, test } from 'vitest'
import { parseNetwork } from './network.ts'

const parsed = (network: object) => parseNetwork('it notices', network, [{ name: 'app' }]).nat

test('what a NAT does is taken as it is', () => {
  expect(parsed({ nat: true })).toBe(true)
  expect(parsed({ nat: false })).toBe(false)
  expect(parsed({ nat: { ports: 'random' } })).toEqual({ ports: 'random' })
  expect(parsed({ nat: { invalid: 'dropped' } })).toEqual({ invalid: 'dropped' })
  expect(parsed({ nat: {} })).toEqual({})
  expect(parsed({})).toBeUndefined()
})

test.for<[unknown, string]>([
  ['yes', 'nat is true, false or what it does, got "yes". Write nat: true, or leave it out [E_NETWORK]'],
  [null, 'nat is true, false or what it does'],
  [{ port: 'random' }, 'unknown field, got "port". It has ports, invalid. Did you mean "ports"? [E_UNKNOWN_FIELD]'],
  [{ ports: 'ramdom' }, `there are no such ports of a NAT, got "ramdom". Write ports: 'kept' or 'random' [E_NETWORK]`],
  [{ invalid: 'drop' }, `Write invalid: 'passed' or 'dropped' [E_NETWORK]`],
])('%j is refused', ([nat, message]) => {
  expect(() => parsed({ nat })).toThrow(message)
})
