import { expect, test } from 'vitest'
import { readLine } from '../model/reading.ts'
import { command } from './command.ts'

test('a command line is split at blanks, and named after its file', () => {
  expect(command('./bin/orders-web --db {host}:{port}')).toEqual({
    name: 'orders-web',
    command: { file: './bin/orders-web', args: ['--db', '{host}:{port}'] },
    says: {},
    settings: {},
    undeclared: true,
  })
  expect(command('node orders.js', { settings: 'off' })).not.toHaveProperty('undeclared')
})

test('a list of words is taken as it is', () => {
  expect(command(['/opt/my db/server', 'a b']).command).toEqual({ file: '/opt/my db/server', args: ['a b'] })
})

test('patterns become data, without the flags that would make them miss every other line', () => {
  const program = command('client', { connected: /ready/gi, lost: /gone/y, ready: /listening on (?<port>\d+)/ })
  expect(program.says).toEqual({ connected: { source: 'ready', flags: 'i' }, lost: { source: 'gone', flags: '' } })
  expect(program.ready).toEqual([{ kind: 'line', pattern: { source: 'listening on (?<port>\\d+)', flags: '' } }])
  expect([1, 2].map(() => readLine(program, 'READY')?.kind)).toEqual(['traffic', 'traffic'])
})

test.for(['', '   ', []])('an empty command is refused: %j', line => {
  expect(() => command(line)).toThrow('Cannot start a program: its command is empty, got "" [E_COMMAND]')
})

test('a misspelt option is refused, with the right one', () => {
  // @ts-expect-error: misspelt
  expect(() => command('client', { conected: /x/ })).toThrow('Did you mean "connected"?')
})
