// This plane keeps the contract. The server is provisioned before the clock of any test runs.
import { beforeAll } from 'vitest'
import { type ContractCase, planeContract } from '../contract.ts'
import { echoClient, echoServer } from '../fixtures/echo.ts'
import { toxiproxy } from './index.ts'
import { provision } from './provision.ts'

beforeAll(async () => void (await provision()), 600_000)

const quiet = echoClient({ everyMs: 900 })
const starving: ContractCase['faults'] = [
  { fault: { kind: 'cpu-starvation', host: 'server', sharePercent: 2 }, client: echoClient({ everyMs: 1 }) },
  { fault: { kind: 'cpu-competition', host: 'server', competitors: 9 }, client: echoClient({ everyMs: 1 }) },
]

planeContract('toxiproxy', () => toxiproxy, {
  server: echoServer,
  client: echoClient({ everyMs: 50, deadlineMs: 2_000, again: true }),
  faults: [
    { fault: { kind: 'none' } },
    { fault: { kind: 'power-off', host: 'server' } },
    { fault: { kind: 'power-off', host: 'client' } },
    { fault: { kind: 'black-hole', toward: 'both' } },
    { fault: { kind: 'black-hole', toward: 'server' } },
    { fault: { kind: 'black-hole', toward: 'client' } },
    { fault: { kind: 'black-hole', toward: 'both', forMs: 300 } },
    { fault: { kind: 'idle-firewall', idleMs: 300, onNextPacket: 'drop' }, client: quiet },
    { fault: { kind: 'idle-firewall', idleMs: 300, onNextPacket: 'reset' }, client: quiet },
    { fault: { kind: 'idle-firewall', idleMs: 400, onNextPacket: 'drop' } },
    { fault: { kind: 'frozen-peer', host: 'server' } },
    { fault: { kind: 'frozen-peer', host: 'client' } },
    { fault: { kind: 'frozen-peer', host: 'server', forMs: 300 } },
    { fault: { kind: 'slow', delayMs: 100 } },
    { fault: { kind: 'slow', delayMs: 100, jitterMs: 50, toward: 'client', forMs: 600 } },
    ...(process.platform === 'linux' ? starving : []),
    { fault: { kind: 'process-kill', host: 'server' } },
    { fault: { kind: 'process-kill', host: 'client' } },
  ],
})
