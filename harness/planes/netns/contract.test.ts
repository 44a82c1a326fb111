// This plane keeps the contract, inside a sandbox.
import { HalfopenError } from '../../kit/errors.ts'
import { tcpSockets } from '../../netlink/tcp-socket.ts'
import { planeContract } from '../contract.ts'
import { echoClient, echoServer } from '../fixtures/echo.ts'
import { boxed } from './fixtures/boxed.ts'
import { netns } from './index.ts'
import { NetnsTestbed } from './testbed.ts'

const busy = echoClient({ everyMs: 1 })

await boxed(import.meta, () => {
  planeContract('netns', () => netns, {
    server: echoServer,
    client: echoClient({ everyMs: 50, deadlineMs: 2_000, again: true }),
    faults: [
      { fault: { kind: 'none' } },
      { fault: { kind: 'power-off', host: 'server' } },
      { fault: { kind: 'power-off', host: 'client' } },
      { fault: { kind: 'power-off', host: 'server', neighbours: 'unreachable' } },
      { fault: { kind: 'power-off', host: 'server', backAfterMs: 300 } },
      { fault: { kind: 'black-hole', toward: 'both' } },
      { fault: { kind: 'black-hole', toward: 'server' } },
      { fault: { kind: 'black-hole', toward: 'client' } },
      { fault: { kind: 'black-hole', toward: 'both', forMs: 300 } },
      { fault: { kind: 'frozen-peer', host: 'server' } },
      { fault: { kind: 'frozen-peer', host: 'client' } },
      { fault: { kind: 'frozen-peer', host: 'server', forMs: 300 } },
      { fault: { kind: 'slow', delayMs: 100 } },
      { fault: { kind: 'slow', delayMs: 100, jitterMs: 50, lossPercent: 20, toward: 'client', forMs: 600 } },
      { fault: { kind: 'slow', delayMs: 0, lossPercent: 20, toward: 'server' } },
      { fault: { kind: 'cpu-starvation', host: 'server', sharePercent: 2 }, client: busy },
      { fault: { kind: 'process-kill', host: 'server' } },
      { fault: { kind: 'process-kill', host: 'client' } },
    ],
    accepts: async ({ port }, bed) => bed instanceof NetnsTestbed && listens(bed, port),
  })
})

/** Nobody outside can connect to a server of this plane; its kernel tells who listens, as long as there is one. */
function listens({ network }: NetnsTestbed, port: number): boolean {
  try {
    return tcpSockets(network.server.netns).some(({ state, local }) => state === 'LISTEN' && local.port === port)
  } catch (thrown) {
    if (thrown instanceof HalfopenError && thrown.code === 'E_NETNS') return false
    throw thrown
  }
}
