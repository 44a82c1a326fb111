import { expect, test } from 'vitest'
import { command } from './command.ts'
import type { ReadySpec } from './ready.ts'

test('signs become data, one or several, as the program is started', () => {
  const { ready } = command('db {port} {port.admin}', {
    user: 'postgres',
    ready: [/up/g, { port: 'admin' }, { port: 80 }, { http: '/health', status: 204 }, { command: 'ask {host} {dir}' }],
  })
  expect(ready).toEqual([
    { kind: 'line', pattern: { source: 'up', flags: '' } },
    { kind: 'port', port: 'admin' },
    { kind: 'port', port: 80 },
    { kind: 'http', path: '/health', status: 204 },
    { kind: 'command', command: { file: 'ask', args: ['{host}', '{dir}'], user: 'postgres' } },
  ])
  expect(command('db', { ready: { http: '/', port: 8_080 } }).ready).toEqual([{ kind: 'http', path: '/', port: 8_080 }])
})

test.for([
  [[], 'it shows by nothing, got "[]"'],
  [{ http: 'health' }, 'the path of a GET begins with /, got "health"'],
  [{ http: '/', status: 20 }, 'an HTTP status is a number from 100 to 599, got "20"'],
  [{ port: 0 }, 'a port is a number, or a name in {port.name}, got "0"'],
  [{ port: 'a b' }, 'a port is a number, or a name in {port.name}, got "a b"'],
  [
    { port: 'admn' },
    'it has no port of that name, got "admn". Put {port.admn} into its command. Did you mean "admin"?',
  ],
  [{ command: 'ask {port.adm}' }, 'it has no port of that name, got "adm"'],
  [{ command: 'ask {db.host}' }, 'it asks its own host only, got "{db.host}"'],
] as const)('%o is refused', ([ready, why]) => {
  expect(() => command('db {port.admin}', { ready: ready as ReadySpec })).toThrow(why)
})

test('a misspelt sign is refused with what was meant', () => {
  // @ts-expect-error: no such field
  expect(() => command('db', { ready: { htp: '/' } })).toThrow('Did you mean "http"? [E_UNKNOWN_FIELD]')
})
