// The pair that says nothing, on loopback: what is claimed of it is read from the kernel's list of sockets.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { patience } from '../kit/fixtures/patience.ts'
import { until } from '../kit/until.ts'
import { start } from './fixtures/running.ts'
import { quietClient, quietServer } from './quiet.ts'

const keepalive = { idle: '30s', interval: '10s', count: 3 } as const

test.runIf(process.platform === 'linux')(
  'a quiet client connects, keeps alive only when told to, and says nothing',
  async () => {
    await using server = await start('server', quietServer(), 0)
    await using plain = await start('client', quietClient(), server.port)
    await until('see the plain one', () => clientSockets(server.port).join() === '01 timer 00' || undefined, patience)
    await using kept = await start('client', quietClient({ keepalive }), server.port)
    await until('see keepalive', () => clientSockets(server.port).includes('01 timer 02') || undefined, patience)
    expect([plain.recorder.lines, kept.recorder.lines]).toEqual([[], []])

    server.program.signal('SIGKILL')
    await until(
      'see both told',
      () => clientSockets(server.port).every(state => !state.startsWith('01')) || undefined,
      patience,
    )
    expect([plain.recorder.lines, kept.recorder.lines, plain.kinds, kept.kinds]).toEqual([[], [], '', ''])
  },
)

test('a misspelt option is refused at the door', () => {
  expect(() => quietClient({ writesEvery: '1s' } as object)).toThrow('Did you mean "writeEvery"?')
  expect(quietClient({ writeEvery: '100ms', keepalive }).settings).toEqual({
    heartbeat: { everyMs: 100 },
    keepalive: { idleMs: 30_000, intervalMs: 10_000, count: 3 },
  })
})

/** State and timer of each client socket to the port, but of those in TIME-WAIT, which a port's last user may have left: proc_net_tcp.txt. */
function clientSockets(port: number): string[] {
  const remote = port.toString(16).toUpperCase().padStart(4, '0')
  const sockets = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map(line => line.trim().split(/\s+/))
  const own = sockets.filter(([, , address, state]) => address?.endsWith(`:${remote}`) && state !== '06')
  return own.map(([, , , state, , timer]) => `${state} timer ${timer?.slice(0, 2)}`)
}
