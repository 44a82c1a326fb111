import { describe, expect, test } from 'vitest'
import { moveName } from '../faults/name-move.ts'
import { powerOff } from '../faults/power-off.ts'
import { command } from './command.ts'
import type { NamesSpec } from './names.ts'
import { parseScenario } from './scenario.ts'
import { at } from './steps.ts'

const db = command('db', { ready: /x/ })
const reader = command('java Reader jdbc:postgresql://db.test:5432/x')
const steps = [at('0s', powerOff('a')), at('20s', moveName('DB.test', 'b'))] as const

function parsed(
  names?: NamesSpec<'a' | 'b' | 'reader'>,
  faults: readonly [(typeof steps)[0], ...(typeof steps)[number][]] = steps,
) {
  return parseScenario(
    'x',
    'it follows',
    {
      hosts: { a: db, b: db, reader },
      ...(names ? { names } : {}),
      faults,
      bounds: { recoveredBy: 'reader-app', within: '9s' },
    },
    ['netns'],
  )
}

describe('names', () => {
  test('become data, and whoever speaks of one connects to all hosts that it stands for, now or later', () => {
    const { names, hosts } = parsed({ 'db.test': { is: 'a', ttl: '5s' } })
    expect(names).toEqual({ 'db.test': { is: ['a'], ttlMs: 5_000 } })
    expect(hosts.find(({ name }) => name === 'reader')?.connectsTo).toEqual(['a', 'b'])
    expect(hosts.filter(({ listens }) => listens).map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('may stand for several hosts, and are kept a minute', () => {
    expect(parsed({ 'db.test': { is: ['b', 'a'] } }).names).toEqual({ 'db.test': { is: ['b', 'a'], ttlMs: 60_000 } })
  })

  test('the twin: a name within another word is none', () => {
    const hosts = (line: string) =>
      parseScenario(
        'x',
        'it follows',
        {
          hosts: { a: db, app: command(`${line} {a.host}`) },
          names: { 'db.test': { is: 'a' }, test: { is: 'app' } },
          fault: powerOff('a'),
          bounds: { detectedBy: 'app-app', within: '9s' },
        },
        ['netns'],
      ).hosts.find(({ name }) => name === 'app')?.connectsTo
    expect(hosts('app my-db.test db.test.example contest')).toEqual(['a'])
  })
})

test.for<[string, NamesSpec | undefined, string]>([
  [
    'a host that is not there',
    { 'db.test': { is: 'reeder' } },
    'the name db.test names reeder, and there is no such host. There are a, b, reader. Did you mean "reader"? [E_HOST]',
  ],
  [
    'no name',
    { 'db test': { is: 'a' } },
    "this can be no name, got \"db test\". Write names: { 'db.test': { is: 'db' } } [E_NAMES]",
  ],
  ["a host's own", { A: { is: 'b' } }, "a is a host's own name. Give it another: db.test [E_NAMES]"],
  [
    'half a second',
    { 'db.test': { is: 'a', ttl: '1500ms' } },
    'the ttl of db.test is no whole seconds, got "1500ms". Write ttl: \'5s\' [E_NAMES]',
  ],
  ['nobody', { 'db.test': { is: JSON.parse('[]') } }, 'db.test is no host, got ""'],
  [
    'a name that nobody gave',
    { 'bd.test': { is: 'a' } },
    'it moves a name that there is not, got "DB.test". There are bd.test. Did you mean "bd.test"? [E_NAMES]',
  ],
  [
    'a move without names',
    undefined,
    'it moves a name that there is not, got "DB.test". Add names: { \'DB.test\': { is: ... } }. [E_NAMES]',
  ],
])('%s is refused', ([_, names, words]) => {
  expect(() => parsed(names as NamesSpec<'a'>)).toThrow(words)
})

test('a misspelt field or host is refused, and does not compile', () => {
  // @ts-expect-error: the field is called ttl.
  expect(() => parsed({ 'db.test': { is: 'a', tll: '5s' } })).toThrow('Did you mean "ttl"?')
  // @ts-expect-error: there is no such host.
  expect(() => parsed({ 'db.test': { is: 'c' } })).toThrow('[E_HOST]')
})
