import { expect, test } from 'vitest'
import { command } from '../define/command.ts'
import { pairHosts } from '../define/hosts.ts'
import { parseSettings } from '../define/settings.ts'
import type { Script } from '../model/scenario.ts'
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

function applied(client: ReturnType<typeof command>, settings: string) {
  const script: Script = {
    id: 'a/b',
    claim: 'a claim',
    steps: [{ id: 0, atMs: 0, does: { kind: 'none' } }],
    hosts: pairHosts({ client, server: command('db-server') }),
    planes: ['netns'],
    bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 1 }],
    limits: { setupMs: 1, settleMs: 0 },
  }
  return programsOf(script)({ settings: parseSettings(settings), spec: { fault: { kind: 'none' } } })
}
