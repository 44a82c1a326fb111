import { expect, test } from 'vitest'
import { command, type Program } from '../define/command.ts'
import { pairHosts } from '../define/hosts.ts'
import { parseSettings } from '../define/settings.ts'
import type { Sighting } from '../model/observation.ts'
import type { Observer } from '../model/units.ts'
import { programsOf } from './own-programs.ts'

test('a client whose command takes {settings} gets all of them, in its arguments and its environment', () => {
  const made = applied(command('db-client --with {settings}', { env: { DETECT: 'x={settings}' } }), 'heartbeat=10s/5s')
  expect(made.client.command).toEqual({
    file: 'db-client',
    args: ['--with', 'heartbeat=10s/5s'],
    env: { DETECT: 'x=heartbeat=10s/5s' },
  })
  expect(made.client.settings).toEqual(parseSettings('heartbeat=10s/5s'))
})

test('any other one keeps its own settings, and its kernel is told what the kernel can be told', () => {
  const client = command('db-client', { settings: 'linux' })
  const { client: made, network } = applied(client, 'keepalive=60/10/6,retries2=5')
  expect(made.settings).toEqual(parseSettings('keepalive=60/10/6,retries2=5'))
  expect(network?.sysctls?.client).toEqual({
    'net.ipv4.tcp_keepalive_time': 60,
    'net.ipv4.tcp_keepalive_intvl': 10,
    'net.ipv4.tcp_keepalive_probes': 6,
  })
})

test.for([
  ['off', 'user-timeout=25s'],
  ['off', 'keepalive=60/10/6'],
  ['keepalive=10/5/3', 'keepalive=60/10/6'],
  ['linux', 'heartbeat=10s/5s'],
] as const)('a client that has %s cannot be given %s from outside, and that is not pretended', ([own, wanted]) => {
  const client = command('db-client', { settings: own })
  expect(() => applied(client, wanted)).toThrow(
    `Cannot apply the settings to "db-client": no kernel setting reaches them, got "${wanted}". Put {settings} into its command`,
  )
})

test('what is as the program has it is left alone', () => {
  const { client } = applied(command('db-client', { settings: 'heartbeat=10s' }), 'off')
  expect(client.settings).toEqual(parseSettings('heartbeat=10s'))
})

test('what a client has in functions it keeps, with {settings} and without', () => {
  const read = (line: string): Sighting | undefined => (line === 'gone' ? { kind: 'lost', detail: line } : undefined)
  const prepare = async () => {}
  for (const line of ['db-client', 'db-client {settings}']) {
    const { client } = applied({ ...command(line, { read }), prepare }, 'off')
    expect([client.read, client.prepare]).toEqual([read, prepare])
  }
})

test.for<[string, Program, Observer, boolean]>([
  ['says so by a pattern', command('db-client', { connected: /ok/ }), 'client-kernel', true],
  ['has a reader', command('db-client', { read: () => undefined }), 'client-kernel', true],
  ['is asked for its own words, as one that speaks JSON', command('db-client'), 'client-app', true],
  ['does neither', command('db-client'), 'client-kernel', false],
])('a client speaks where it %s', ([, client, by, speaks]) => {
  expect(applied(client, 'off', by).speaks).toBe(speaks)
})

function applied(client: Program, settings: string, by: Observer = 'client-app') {
  return programsOf({
    hosts: pairHosts({ client, server: command('db-server') }),
    bounds: [{ expect: 'silence', by, since: 0, forMs: 1 }],
  })({ settings: parseSettings(settings), spec: { fault: { kind: 'none' } } })
}
