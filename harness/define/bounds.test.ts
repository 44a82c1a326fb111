import { describe, expect, test } from 'vitest'
import { powerOff } from '../faults/power-off.ts'
import { type BoundSpec, type ObserverOf, parseBounds, type System } from './bounds.ts'

const system: System = {
  hosts: [{ name: 'server' }, { name: 'client' }],
  steps: [{ id: 0, does: powerOff('server') }],
}

/** A fault, a command, another fault, and the healing of the first. */
const four: System = {
  ...system,
  steps: [
    { id: 0, does: powerOff('server') },
    { id: 1, does: { kind: 'run', on: 'server', command: { file: 'promote', args: [] } } },
    { id: 2, does: powerOff('server') },
    { id: 3, does: { kind: 'heal', step: 0 } },
  ],
}

test('a bound is turned into data, alone or in a list', () => {
  expect(parseBounds({ detectedBy: 'client-app', within: '30s' }, system)).toEqual([
    { expect: 'detection', by: 'client-app', since: 0, withinMs: 30_000 },
  ])
  expect(
    parseBounds(
      [
        { detectedBy: 'wire', within: '3s', notBefore: '1s', code: 'ETIMEDOUT' },
        { undetectedBy: 'client-app', for: '1min' },
        { recoveredBy: 'client-app', within: 500 },
      ],
      system,
    ),
  ).toEqual([
    { expect: 'detection', by: 'wire', since: 0, withinMs: 3_000, notBeforeMs: 1_000, code: 'ETIMEDOUT' },
    { expect: 'silence', by: 'client-app', since: 0, forMs: 60_000 },
    { expect: 'recovery', by: 'client-app', since: 0, withinMs: 500 },
  ])
})

describe('a bound counts', () => {
  const sinceOf = (bound: BoundSpec, on: System = four) => parseBounds(bound, on)[0].since

  test('from the last fault, whatever was run or healed after it', () => {
    expect(sinceOf({ undetectedBy: 'client-app', for: '1s' })).toBe(2)
    expect(sinceOf({ recoveredBy: 'client-app', within: '1s' })).toBe(2)
    expect(sinceOf({ detectedBy: 'client-app', within: '1s' })).toBe(2)
  })

  test('from the step that it names, whatever that is', () => {
    expect([0, 1, 3].map(since => sinceOf({ detectedBy: 'client-app', within: '1s', since }))).toEqual([0, 1, 3])
  })

  test('from the last step where none is a fault', () => {
    expect(sinceOf({ undetectedBy: 'client-app', for: '1s' }, { ...four, steps: four.steps.slice(1, 2) })).toBe(1)
  })
})

describe('each connection', () => {
  test('may be asked of a kernel, of the wire and of a path', () => {
    const asked = (['client-kernel', 'wire', 'wire:client>server'] as const).map(
      detectedBy => parseBounds({ detectedBy, within: '1s', every: true }, system)[0].every,
    )
    expect(asked).toEqual([true, true, true])
  })

  test('is not asked where nobody says so', () => {
    const bounds = [
      { detectedBy: 'wire', within: '1s', every: false } as const,
      { detectedBy: 'wire', within: '1s' } as const,
    ]
    for (const bound of parseBounds(bounds, system)) expect(bound).not.toHaveProperty('every')
  })
})

describe('an observer of any host', () => {
  const hosts = [{ name: 'db' }, { name: 'app#1' }, { name: 'app#2' }]
  type Name = 'db' | `app#${number}`
  const byOf = (detectedBy: ObserverOf<Name>) =>
    parseBounds<Name>({ detectedBy, within: '1s' }, { ...system, hosts })[0].by

  test.for(['db-app', 'app#2-kernel', 'wire', 'wire:app#1>db'] as const)('is taken as it is written: %s', name => {
    expect(byOf(name)).toBe(name)
  })

  test('that is not there is refused, with the nearest', () => {
    expect(() => byOf('app#3-kernel')).toThrow(
      'Cannot use the bound: nobody of that name observes, got "app#3-kernel". Use one of db-app, db-kernel, app#1-app, app#1-kernel, app#2-app, app#2-kernel, wire. Did you mean "app#1-kernel"? [E_OBSERVER]',
    )
    expect(() => byOf('wire:app#1>app#3')).toThrow('got "wire:app#1>app#3"')
  })
})

describe('a bound that claims nothing, or not what was meant, is refused', () => {
  test.for<[unknown, string]>([
    [[], 'Cannot use a scenario without bounds: it would claim nothing'],
    [{ undetectedBy: 'client-app', for: 0 }, '`for` has to be longer than nothing, got "0"'],
    [{ detectedBy: 'client-app', within: '0s' }, '`within` has to be longer than nothing, got "0s"'],
    [{ recoveredBy: 'client-app', within: '1s', notBefore: '1s' }, 'notBefore has to be less than within, got "1s"'],
    [{ detectedBy: 'client-app', within: '1s', notBefore: '1s' }, 'notBefore has to be less than within, got "1s"'],
    [{ detectBy: 'client-app', within: '1s' }, 'unknown field, got "detectBy"'],
    [{ detectBy: 'client-app', within: '1s' }, 'Did you mean "detectedBy"?'],
    [{ within: '1s' }, 'it names no observer'],
    [{ detectedBy: 'client-app', within: '1s', notbefore: '1s' }, 'Did you mean "notBefore"?'],
    [{ detectedBy: 'client', within: '1s' }, 'Cannot use the bound: nobody of that name observes, got "client"'],
    [{ detectedBy: 'client-app', within: '30 sec' }, 'got "30 sec"'],
    [{ detectedBy: 'client-app' }, 'it is not a length of time, got "undefined"'],
    [{ detectedBy: 'standby-app', within: '1s' }, 'nobody of that name observes, got "standby-app"'],
    [{ detectedBy: 'clientapp', within: '1s' }, 'Did you mean "client-app"? [E_OBSERVER]'],
    [{ detectedBy: 'client-app', within: '1s', since: 1 }, 'since names a step, from 0 to 0, got "1"'],
    [{ undetectedBy: 'client-app', for: '1s', since: -1 }, 'since names a step, from 0 to 0, got "-1"'],
    [{ recoveredBy: 'client-app', within: '1s', since: 0.5 }, 'since names a step, from 0 to 0, got "0.5"'],
    [
      { detectedBy: 'client-app', within: '1s', every: true },
      'a program\'s words are about no single connection, got every with "client-app"',
    ],
    [{ undetectedBy: 'client-kernel', for: '1s', every: true }, 'unknown field, got "every"'],
    [null, 'it is not an object, got "null"'],
  ])('%j: %s', ([spec, message]) => {
    // biome-ignore lint/suspicious/noExplicitAny: what plain JavaScript can pass
    expect(() => parseBounds(spec as any, system)).toThrow(message)
  })
})
